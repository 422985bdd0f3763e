package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script of the checkout, with a Maven and a Java that only tell how they were called. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc for open descriptors")
class ScriptTest {
    private static final String TELL = "for n in 0 1 2; do echo \"$n=$(readlink /proc/$$/fd/$n)\"; done >>\"%s\"\n";

    @TempDir
    Path folder;

    @BeforeEach
    void checkout() throws Exception {
        Files.copy(Path.of("..", "pop3"), folder.resolve("pop3"));
        Files.writeString(folder.resolve("pom.xml"), "");
        Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"999\"\n");
        program("jdk/bin/javac", "");
        program("jdk/bin/java", TELL.formatted(seen()));
        program("bin/mvn", "echo \"mvn $*\" >>\"" + seen() + "\"\n");
    }

    @Test
    void deliverRefusesAClosedStandardInput() throws Exception {
        assertThat(sh("deliver zed --create --maildirs mail <&-")).isEqualTo(75);
        assertThat(sh("--verbose deliver zed <&- 2>&-")).isEqualTo(75);

        assertThat(Files.readString(folder.resolve("err")))
                .isEqualTo("pop3 deliver: standard input is closed, expected the message there\n");
        assertThat(seen()).doesNotExist();
    }

    @Test
    void closedDescriptorsAreNoFilesOfJava() throws Exception {
        assertThat(sh("user list <&- >&- 2>&-")).isZero();

        // Where the fake Java told it, its standard output is what it wrote to.
        assertThat(Files.readString(seen())).contains("0=/dev/null\n", "2=/dev/null\n");
    }

    @Test
    void deliverHasTheStandardInputThatIsOpen() throws Exception {
        Path message = Files.writeString(folder.resolve("message"), "Subject: x\n\n");

        assertThat(sh("deliver zed <'" + message + "'")).isZero();

        assertThat(Files.readString(seen())).contains("0=" + message.toRealPath() + "\n");
    }

    @Test
    void mavenWritesNoColours() throws Exception {
        sh("demo");

        assertThat(Files.readString(seen())).contains("mvn ").contains(" -Dstyle.color=never ");
    }

    private Path seen() {
        return folder.resolve("seen");
    }

    private void program(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private int sh(String rest) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec ./pop3 " + rest).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, ours) -> ours + ":" + path);
        builder.redirectOutput(folder.resolve("out").toFile());
        Process process = builder.redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("./pop3 " + rest + " still runs after 60 s");
        }
        return process.exitValue();
    }
}
