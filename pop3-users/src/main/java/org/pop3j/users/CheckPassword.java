package org.pop3j.users;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pop3j.codec.PeerText;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

/**
 * Logs in by a program that speaks D. J. Bernstein's checkpassword interface, so that LDAP, PAM, SQL and others are one
 * script away. Safe for use by several threads.
 *
 * <p>The program reads {@code name NUL password NUL timestamp NUL} from file descriptor 3, at most 512 octets. If it accepts,
 * it sets the environment variable {@code USER} and executes the program that its last arguments name; that one tells us. The
 * maildrop is {@code $POP3J_MAILDROP} where the program set that, else {@code $USER}, else the name that was sent. Exit code 1
 * is a wrong name or password; 111, and everything else, is a failure, and the client is told to try again. The password is
 * never an argument or in the environment. POSIX systems only.
 *
 * <p>Whether unknown users and wrong passwords take equally long (S-14) is up to the program.
 */
public final class CheckPassword implements Authenticator {
    /** How many programs run at once where nothing else is said. */
    public static final int USUAL_AT_ONCE = 8;

    /** How long a program may take where nothing else is said. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(CheckPassword.class.getName());
    private static final int MOST_OCTETS = 512;
    private static final int MOST_OUTPUT = 4096;
    private static final int REFUSED = 1;

    /** Java can give a child only the descriptors 0 to 2; the shell moves the data from 0 to 3 and becomes the program. */
    private static final List<String> WITH_DESCRIPTOR_3 =
            List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" 3<&0 </dev/null");

    /** What the program executes if it accepts. The word at the front tells that it was executed. */
    private static final String ACCEPTED = "accepted";

    private static final List<String> TELL_US =
            List.of("/bin/sh", "-c", "printf '%s\\0%s\\0%s\\0' " + ACCEPTED + " \"${USER-}\" \"${POP3J_MAILDROP-}\"");

    /** What the server's own environment says of these is not what the program says. */
    private static final Set<String> SET_BY_THE_PROGRAM =
            Set.of("USER", "LOGNAME", "HOME", "SHELL", "UID", "POP3J_MAILDROP");

    private final List<String> command;
    private final Semaphore turns;
    private final Duration patience;

    /**
     * Makes an authenticator with {@link #USUAL_AT_ONCE} and {@link #USUAL_PATIENCE}.
     *
     * @param program the program and its arguments; the program to execute follows them
     */
    public CheckPassword(List<String> program) {
        this(program, USUAL_AT_ONCE, USUAL_PATIENCE);
    }

    /**
     * Makes an authenticator.
     *
     * @param program the program and its arguments; the program to execute follows them
     * @param atOnce how many programs may run at once
     * @param patience how long a login waits for its turn, and again how long the program may take; it is killed then
     * @throws IllegalArgumentException if no program is named
     */
    public CheckPassword(List<String> program, int atOnce, Duration patience) {
        if (program.isEmpty() || program.get(0).isBlank()) {
            throw new IllegalArgumentException("expected a program, got nothing");
        }
        List<String> all = new ArrayList<>(WITH_DESCRIPTOR_3);
        all.addAll(program);
        all.addAll(TELL_US);
        this.command = List.copyOf(all);
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public Optional<Login> checkPassword(String name, String password, SocketAddress peer)
            throws AuthenticationUnavailableException {
        Optional<byte[]> data = data(name, password);
        return data.isEmpty() ? Optional.empty() : inTurn(name, data.get());
    }

    /** Nothing if the interface cannot carry it: nobody has such a name or password. */
    private static Optional<byte[]> data(String name, String password) {
        byte[] octets = (name + "\0" + password + "\0" + Instant.now().getEpochSecond() + "\0")
                .getBytes(StandardCharsets.UTF_8);
        boolean isCarried = name.indexOf('\0') < 0 && password.indexOf('\0') < 0 && !name.isEmpty();
        return isCarried && octets.length <= MOST_OCTETS ? Optional.of(octets) : Optional.empty();
    }

    private Optional<Login> inTurn(String name, byte[] data) throws AuthenticationUnavailableException {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AuthenticationUnavailableException(
                        "too many logins at once: no turn for checkpassword within " + patience.toMillis() + " ms");
            }
            try {
                return run(name, data);
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthenticationUnavailableException("interrupted while waiting for checkpassword", e);
        } catch (IOException e) {
            throw new AuthenticationUnavailableException("cannot run checkpassword " + command.get(3), e);
        }
    }

    private Optional<Login> run(String name, byte[] data)
            throws IOException, InterruptedException, AuthenticationUnavailableException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(SET_BY_THE_PROGRAM);
        Process process = builder.start();
        try {
            give(process, data);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AuthenticationUnavailableException(
                        "checkpassword did not end within " + patience.toMillis() + " ms, killed");
            }
            return verdict(name, process);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.getInputStream().close();
            process.getErrorStream().close();
        }
    }

    private static void give(Process process, byte[] data) {
        try (OutputStream in = process.getOutputStream()) {
            // At most 512 octets: a pipe takes them without waiting for a reader.
            in.write(data);
        } catch (IOException hasEndedWithoutReading) {
            // Its exit code tells why.
        }
    }

    private static Optional<Login> verdict(String name, Process process)
            throws IOException, AuthenticationUnavailableException {
        String[] told = text(process.getInputStream()).split("\0", -1);
        boolean isAccepted = process.exitValue() == 0 && told.length == 4 && told[0].equals(ACCEPTED);
        if (isAccepted) {
            String principal = told[1].isEmpty() ? name : told[1];
            return Optional.of(new Login(principal, new MaildropName(told[2].isEmpty() ? principal : told[2])));
        }
        String complaint = PeerText.quote(text(process.getErrorStream()).strip());
        if (process.exitValue() == REFUSED) {
            LOG.log(Level.DEBUG, "checkpassword refused a login and said {0}", complaint);
            return Optional.empty();
        }
        throw new AuthenticationUnavailableException(
                process.exitValue() == 0
                        ? "checkpassword ended well but did not execute the program that its last arguments name"
                        : "checkpassword failed with exit code " + process.exitValue() + " and said " + complaint);
    }

    /** What is there now: a process that outlives the program may hold the other end open. */
    private static String text(InputStream from) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int left = Math.min(from.available(), MOST_OUTPUT);
        while (left > 0) {
            octets.write(from.readNBytes(left));
            left = Math.min(from.available(), MOST_OUTPUT - octets.size());
        }
        return octets.toString(StandardCharsets.UTF_8);
    }
}
