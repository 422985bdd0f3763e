package org.pop3j.examples.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Dovecot, running in the foreground with everything it writes in one folder.
 *
 * @param process the program
 * @param ports where it listens
 */
record DovecotProcess(Process process, List<Integer> ports) implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int STOP_SECONDS = 10;
    private static final String READY = "starting up for ";

    /** Two on one machine must not share a name. */
    private static final String COMMON = """
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = /dev/stderr
            instance_name = pop3j-%2$d
            listen = 127.0.0.1
            auth_failure_delay = 0
            first_valid_uid = 1
            first_valid_gid = 1
            default_internal_user = %3$s
            default_internal_group = %3$s
            default_login_user = %4$s
            namespace inbox {
              inbox = yes
            }
            service stats {
              chroot =
            }
            """;

    /**
     * Starts Dovecot. It cannot be told to take any free port, so free ones are found first, and others if somebody
     * else was faster.
     *
     * @param work an empty folder, which others may enter
     * @param ports how many it listens on
     * @param configuration what it is told beside the folders and users, by its ports
     * @return the running server
     */
    static DovecotProcess start(Path work, int ports, Function<List<Integer>, String> configuration)
            throws IOException {
        String program = Peers.require("dovecot", "dovecot-core");
        Peers.require("pop3-login", "dovecot-pop3d");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (int attempt = 1; ; attempt++) {
            List<Integer> free = freePorts(ports);
            Path config = Files.writeString(
                    work.resolve("dovecot.conf"),
                    COMMON.formatted(work, free.get(0), internalUser("dovecot"), internalUser("dovenull"))
                            + configuration.apply(free));
            Process process = new ProcessBuilder(List.of(program, "-F", "-c", config.toString()))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader log = process.inputReader();
            Optional<String> ready =
                    log.lines().filter(line -> line.contains(READY)).findFirst();
            if (ready.isPresent()) {
                return new DovecotProcess(process, free);
            }
            process.destroy();
            if (attempt == ATTEMPTS) {
                throw new IOException("dovecot does not start with " + config);
            }
        }
    }

    /** Who owns the mail: Dovecot delivers to nobody who is root. */
    static String mailUser() {
        return internalUser("mail");
    }

    private static String internalUser(String ofRoot) {
        return Peers.isRoot() ? ofRoot : System.getProperty("user.name");
    }

    private static List<Integer> freePorts(int count) throws IOException {
        ServerSocket[] sockets = new ServerSocket[count];
        try {
            Integer[] ports = new Integer[count];
            for (int i = 0; i < count; i++) {
                sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ports[i] = sockets[i].getLocalPort();
            }
            return List.of(ports);
        } finally {
            for (ServerSocket socket : sockets) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
