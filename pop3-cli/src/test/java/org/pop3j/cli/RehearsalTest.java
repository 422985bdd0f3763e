package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Before the server is ready it has rehearsed a session,")
class RehearsalTest {
    private static final String FAILED = "the first login may be slow";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.createDirectory(folder.resolve("mail"));
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");
    }

    private Child serve(Path temporary, String... program) throws Exception {
        return Child.startUnder(
                List.of(program),
                temporary,
                Child.serving(
                        folder,
                        folder.resolve("mail"),
                        "--users",
                        folder.resolve("users").toString(),
                        "--listen",
                        "127.0.0.1:0"));
    }

    @Test
    @DisplayName("so that the first login after a restart waits for no class, and nothing of it is left or logged")
    void classes() throws Exception {
        Path loaded = folder.resolve("loaded");
        String options = "JAVA_TOOL_OPTIONS=-Dpop3.log=DEBUG -Xlog:class+load:file=" + loaded;
        try (Child child = serve(folder, "env", options)) {
            assertThat(child.line()).startsWith("ready pop3=127.0.0.1:");
            assertThat(Files.readString(loaded))
                    .contains(
                            "org.pop3j.server.TransactionState ",
                            "org.pop3j.server.ContentAnswer ",
                            "org.pop3j.store.maildir.CacheReader ",
                            "org.pop3j.store.maildir.Scan ");
            assertThat(child.err()).doesNotContain(FAILED, "login of");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).noneMatch(file -> file.toString().contains("rehearsal"));
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("and where it cannot, here for want of a folder for temporary files, it serves all the same")
    void impossible() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (Child child = serve(gone, "sh", "-c", "rm -r \"$0\" && exec \"$@\"", gone.toString())) {
            assertThat(child.line()).startsWith("ready ");
            assertThat(gone).doesNotExist();
        }
    }
}
