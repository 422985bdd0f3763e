package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code pop3 maildir import-uidls} after the program itself, not after a list that was written for a test. */
@Tag("peer")
@Timeout(180)
@DisplayName("C0039 R1939-31: a Maildir that another server has served")
class MovingHereTest {
    /** Names of all lengths, and one with a space, each at the place where it lies. */
    private static final List<String> NAMES = List.of(
            "new/1700000001.M1P1.host",
            "new/1700000002.M2P1.host,S=17",
            "cur/1700000003.M3P1.host,S=17,W=20:2,FS",
            "cur/1700000004.M4P1.host:2,",
            "new/1700000005.M5P1." + "long".repeat(30),
            "new/1700000006.M6P1.a host");

    private static final String ARRIVED = "1800000000.M1P1.host";

    @TempDir
    Path folder;

    private Path maildir;

    /** The other servers. */
    enum Other {
        /** Its default {@code pop3_uidl_format} is {@code %08Xu%08Xv}: nothing is said of it here, nor at the import. */
        DOVECOT("[0-9a-f]{16}") {
            @Override
            BehindLogin on(Path maildir, Path folder) throws IOException {
                String program = Peer.require("pop3", "dovecot-pop3d");
                Path run = Files.createDirectory(folder.resolve("run"));
                Path config = Files.writeString(folder.resolve("dovecot.conf"), """
                        base_dir = %2$s
                        log_path = /dev/stderr
                        ssl = no
                        mail_location = maildir:%1$s
                        mail_uid = %3$s
                        mail_gid = %3$s
                        first_valid_uid = 1
                        first_valid_gid = 1
                        namespace inbox {
                          inbox = yes
                        }
                        """.formatted(maildir, run, owner()));
                ProcessBuilder builder = new ProcessBuilder(program, "-c", config.toString());
                builder.environment().putAll(Map.of("USER", "ann", "HOME", maildir.toString()));
                return new BehindLogin(builder, BehindLogin.Greeting.BY_LOGIN);
            }
        },
        COURIER("UID[0-9]+-[0-9]+") {
            @Override
            BehindLogin on(Path maildir, Path folder) throws IOException {
                ProcessBuilder builder = new ProcessBuilder(
                        Peer.require("courierpop3d", "courier-pop, into /opt/courier-pop as .ci/run does"),
                        maildir.toString());
                builder.environment().put("AUTHENTICATED", "ann");
                return new BehindLogin(builder, BehindLogin.Greeting.BY_PROGRAM);
            }
        };

        private final String ids;

        Other(String ids) {
            this.ids = ids;
        }

        abstract BehindLogin on(Path maildir, Path folder) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("keeps its unique-ids here, new mail gets ours, and a client fetches nothing again")
    void moves(Other other) throws Exception {
        fill();
        List<String> before;
        int port;
        try (BehindLogin there = other.on(maildir, folder)) {
            port = there.port();
            before = ids(port);
            assertThat(before)
                    .hasSameSizeAs(NAMES)
                    .allSatisfy(id -> assertThat(id).matches(other.ids));
            assertThat(fetch(port)).startsWith("fetched " + NAMES.size() + " messages, ");
        }
        Cli.Outcome imported = Cli.run(
                "maildir",
                "import-uidls",
                maildir.toString(),
                "--from",
                other.name().toLowerCase(Locale.ROOT));
        assertThat(imported)
                .isEqualTo(
                        new Cli.Outcome(0, "imported " + NAMES.size() + ", already so 0, without a message 0\n", ""));
        plant("new/" + ARRIVED, "Subject: new\n\n");
        try (Child here = serve(port)) {
            assertThat(here.port("pop3")).isEqualTo(port);
            List<String> after = ids(port);
            assertThat(after).containsAll(before).contains(ARRIVED).hasSize(before.size() + 1);
            assertThat(fetch(port)).startsWith("fetched 1 message, ").contains(NAMES.size() + " known already");
        }
    }

    private void fill() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        maildir = folder.resolve("mail/ann");
        for (String part : new String[] {"tmp", "new", "cur"}) {
            Files.createDirectories(maildir.resolve(part));
        }
        for (String name : NAMES) {
            plant(name, "Subject: " + name.charAt(13) + "\n\ntext\n");
        }
        giveAway(maildir);
        Files.writeString(folder.resolve("users"), "ann:{PLAIN}secret\n");
        Files.writeString(folder.resolve("password"), "secret\n");
    }

    private void plant(String name, String text) throws IOException {
        giveAway(Files.writeString(maildir.resolve(name), text));
    }

    /** Dovecot serves nobody as root. */
    private static String owner() {
        return isRoot() ? "mail" : System.getProperty("user.name");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void giveAway(Path path) throws IOException {
        if (!isRoot()) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            var owner = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner());
            for (Path each : all.toList()) {
                Files.setOwner(each, owner);
            }
        }
    }

    private Child serve(int port) throws IOException {
        return Child.serve(
                folder,
                folder.resolve("mail"),
                "--users",
                folder.resolve("users").toString(),
                "--allow-plaintext",
                "--listen",
                "127.0.0.1:" + port);
    }

    private String fetch(int port) {
        Cli.Outcome outcome = Cli.run(
                "fetch",
                "pop3://ann@127.0.0.1:" + port,
                "--allow-plaintext",
                "--insecure",
                "--password-file",
                folder.resolve("password").toString(),
                "--to",
                "eml:" + folder.resolve("eml"),
                "--new-only",
                "--ledger",
                folder.resolve("ledger").toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.out();
    }

    /** Second fields of the unique-id listing, by a client that has no code of ours. */
    private static List<String> ids(int port) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            BufferedReader input =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(input.readLine()).startsWith("+OK");
            for (String command : List.of("USER ann", "PASS secret", "UIDL")) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(input.readLine()).as(command).startsWith("+OK");
            }
            for (String line = input.readLine(); !line.equals("."); line = input.readLine()) {
                ids.add(line.split(" ")[1]);
            }
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(input.readLine()).startsWith("+OK");
        }
        return ids;
    }
}
