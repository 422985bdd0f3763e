package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.client.Pop3Client;
import org.pop3j.codec.Command;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;
import org.pop3j.jakarta.mail.probe.StoreProbe;

/** Programs of users, in a JVM with exactly what our documentation says must be there. */
@Tag("jpms")
class OtherJvmTest {
    private static final Dialogue SESSION = TestMail.open(1, """
            C: RETR 1
            S: +OK
            S: Subject: =?UTF-8?Q?gr=C3=BC=C3=9Fe?=
            S: Content-Type: multipart/mixed; boundary=b
            S:
            S: --b
            S: Content-Type: text/plain; charset=utf-8
            S: Content-Transfer-Encoding: base64
            S:
            S: w6Q=
            S: --b--
            S: .
            """).then(TestMail.QUIT);

    private enum Way {
        CLASS_PATH,
        MODULE_PATH
    }

    @ParameterizedTest
    @CsvSource({
        "CLASS_PATH, with-angus-mail",
        "CLASS_PATH, with-angus-core",
        "MODULE_PATH, with-angus-mail",
        "MODULE_PATH, with-angus-core"
    })
    void aProgramGetsOurStoresAndItsMail(Way way, String jars) throws Exception {
        try (ScriptedPeer peer =
                ScriptedPeer.builder(SESSION).stepLimit(Duration.ofSeconds(60)).start()) {
            List<String> said = run(way, jars, peer.port());
            String named = " named=" + (way == Way.MODULE_PATH);
            assertThat(said)
                    .containsExactly(
                            "pop3=org.pop3j.jakarta.mail.Pop3Store" + named,
                            "pop3s=org.pop3j.jakarta.mail.Pop3sStore" + named,
                            "pop3j=org.pop3j.jakarta.mail.Pop3Store" + named,
                            "pop3js=org.pop3j.jakarta.mail.Pop3sStore" + named,
                            "subject=gr\u00fc\u00dfe",
                            "part=\u00e4");
            peer.verify();
        }
    }

    private static List<String> run(Way way, String jars, int port) throws Exception {
        String libraries = path(jars);
        String program = of(StoreProbe.class).toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8"));
        // Only the API is asked for by name: services bring the rest, as in an application that requires jakarta.mail.
        command.addAll(
                way == Way.CLASS_PATH
                        ? List.of("-cp", libraries + File.pathSeparator + program)
                        : List.of("-p", libraries, "--add-modules", "jakarta.mail", "-cp", program));
        command.addAll(List.of(StoreProbe.class.getName(), Integer.toString(port)));
        Path output = Files.createTempFile("probe", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exit = process.waitFor();
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            assertThat(exit)
                    .as("exit code of %s, which said %s", command, lines)
                    .isZero();
            return lines.stream().filter(line -> line.matches("[a-z0-9]+=.*")).toList();
        } finally {
            Files.delete(output);
        }
    }

    private static String path(String jars) throws IOException, URISyntaxException {
        List<Path> path = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target().resolve(jars), "*.jar")) {
            files.forEach(path::add);
        }
        assertThat(path).as("jars that the build copies").hasSize(4);
        path.add(target().resolve("classes"));
        path.add(of(Pop3Client.class));
        path.add(of(Command.class));
        path.add(ofModule("org.pop3j.sasl"));
        return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path target() throws URISyntaxException {
        return of(StoreProbe.class).getParent();
    }

    /** Of a module that this one does not read. */
    private static Path ofModule(String name) {
        return Path.of(ModuleLayer.boot()
                .configuration()
                .findModule(name)
                .orElseThrow()
                .reference()
                .location()
                .orElseThrow());
    }

    private static Path of(Class<?> type) throws URISyntaxException {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return type == StoreProbe.class ? place.resolveSibling("test-classes") : place;
    }
}
