package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersFileTest {
    private static final StoredPassword SECRET = PasswordScheme.PLAIN.store("secret");

    @TempDir
    Path folder;

    @Test
    void readsUsersAroundCommentsBlankLinesAndWindowsLineEnds() throws Exception {
        UsersFile users = file("# staff\n\nanna:{PLAIN}secret\r\n  \njörg:{plain}geheim:1000:1000::/home/j::\n");

        assertThat(users.names()).containsExactly("anna", "jörg");
        assertThat(users.problems()).isEmpty();
        assertThat(users.password("anna").orElseThrow().matches("secret")).isTrue();
        assertThat(users.password("jörg").orElseThrow().matches("geheim")).isTrue();
        assertThat(users.password("staff")).isEmpty();
    }

    @Test
    void brokenLinesAreReportedWithFileAndLineAndTheRestCounts() throws Exception {
        UsersFile users = file("anna:{PLAIN}secret\nno colon\nbob:{ROT13}frperg\n:{PLAIN}x\nanna:{PLAIN}other\n"
                + "\u00ff\u00fe:{PLAIN}x\ncarl:{PLAIN}secret\n");

        assertThat(users.names()).containsExactly("anna", "carl");
        assertThat(users.password("anna").orElseThrow().matches("secret")).isTrue();
        assertThat(users.problems()).hasSize(5);
        assertThat(users.problems().get(0)).contains("users, line 2: expected name:{SCHEME}data");
        assertThat(users.problems().get(1)).contains("users, line 3: expected one of the schemes {SCRAM-SHA-256}");
        assertThat(users.problems().get(2)).contains("users, line 4: a user name has");
        assertThat(users.problems().get(3)).contains("users, line 5: this user has a line already");
        assertThat(users.problems().get(4)).contains("users, line 6: expected UTF-8");
        assertThat(users.problems()).noneMatch(problem -> problem.contains("frperg"));
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        UsersFile users = file("anna:{PLAIN}secret\n");

        write("anna:{PLAIN}secret\nbob:{PLAIN}geheim\n");

        assertThat(users.password("bob")).isPresent();
    }

    @Test
    void aFileThatIsGoneLeavesTheUsersAsTheyWere() throws Exception {
        UsersFile users = file("anna:{PLAIN}secret\n");

        Files.delete(path());

        assertThat(users.password("anna")).isPresent();
        assertThatThrownBy(users::reload).isInstanceOf(NoSuchFileException.class);
        assertThat(users.password("anna")).isPresent();
    }

    @Test
    void aMissingFileIsRefusedWhereItIsOnlyRead() {
        assertThatThrownBy(() -> UsersFile.open(path())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aNewFileIsForItsOwnerOnly() throws Exception {
        UsersFile users = UsersFile.openOrCreate(path());

        users.add("anna", SECRET);

        assertThat(mode()).isEqualTo("rw-------");
        assertThat(content()).isEqualTo("anna:{PLAIN}secret\n");
        assertThat(users.names()).containsExactly("anna");
    }

    @Test
    void changesKeepEverythingElseOctetForOctet() throws Exception {
        UsersFile users =
                file("# \u00ff not UTF-8\r\n\nbroken\nanna:{PLAIN}old:1000::x:/home\r\nannabel:{PLAIN}y\n#end");

        users.change("anna", SECRET);
        users.add("bob", SECRET);
        users.remove("annabel");

        assertThat(content())
                .isEqualTo(
                        "# \u00ff not UTF-8\r\n\nbroken\nanna:{PLAIN}secret:1000::x:/home\r\n#end\nbob:{PLAIN}secret\n");
    }

    @Test
    void aNameThatBeginsLikeAnotherIsAnother() throws Exception {
        UsersFile users = file("annabel:{PLAIN}y\nanna:{PLAIN}old\n");

        users.change("anna", SECRET);

        assertThat(content()).isEqualTo("annabel:{PLAIN}y\nanna:{PLAIN}secret\n");
    }

    @Test
    void aWindowsLineEndStaysBehindANewPassword() throws Exception {
        file("anna:{PLAIN}old\r\n").change("anna", SECRET);

        assertThat(content()).isEqualTo("anna:{PLAIN}secret\r\n");
    }

    @Test
    void changesKeepTheModeAndLeaveNoOtherFileThanTheLock() throws Exception {
        UsersFile users = file("anna:{PLAIN}old\n");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));

        users.change("anna", SECRET);

        assertThat(mode()).isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(path(), folder.resolve(".users.lock"));
        }
    }

    @Test
    void aSymbolicLinkStaysOne() throws Exception {
        file("anna:{PLAIN}old\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), path());

        UsersFile.open(link).change("anna", SECRET);

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(content()).isEqualTo("anna:{PLAIN}secret\n");
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheFileStays() throws Exception {
        String before = "anna:{PLAIN}old\nbroken-bob:{ROT13}x\n";
        UsersFile users = file(before);

        assertThatThrownBy(() -> users.add("anna", SECRET))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("there is a user \"anna\" in " + path());
        assertThatThrownBy(() -> users.add("broken-bob", SECRET)).isInstanceOf(UsersFileException.class);
        assertThatThrownBy(() -> users.change("bob", SECRET))
                .isInstanceOf(UsersFileException.class)
                .hasMessageContaining("there is no user \"bob\" in " + path());
        assertThatThrownBy(() -> users.remove("bob")).isInstanceOf(UsersFileException.class);
        assertThat(content()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\tb", "a\nb", "#a", "a\u0000", "a\u2028b", "\ud800"})
    void namesThatCannotStandInTheFileAreRefused(String name) throws Exception {
        UsersFile users = file("");

        assertThatThrownBy(() -> users.add(name, SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a user name has 1 to 255 octets");
        assertThat(content()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "anna@example.org", "domain\\anna", "jörg", "a.b-c_d+e"})
    void namesOfUsersAreTaken(String name) throws Exception {
        UsersFile users = file("");

        users.add(name, SECRET);

        assertThat(UsersFile.open(path()).names()).containsExactly(name);
    }

    @Test
    void editorsAtTheSameTimeLoseNothing() throws Exception {
        UsersFile users = file("");
        List<Thread> editors = new ArrayList<>();
        IntStream.range(0, 8)
                .forEach(i -> editors.add(new Thread(() -> {
                    try {
                        UsersFile.open(path()).add("user" + i, SECRET);
                    } catch (IOException | UsersFileException e) {
                        throw new IllegalStateException(e);
                    }
                })));

        editors.forEach(Thread::start);
        for (Thread editor : editors) {
            editor.join();
        }

        assertThat(users.names()).hasSize(8);
    }

    @Test
    void editorsInOtherProcessesLoseNothing() throws Exception {
        Process first = adder("a");
        Process second = adder("b");

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(UsersFile.open(path()).names()).hasSize(2 * 60);
    }

    private Process adder(String prefix) throws IOException {
        String classes = String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"),
                Path.of(System.getProperty("basedir", "."), "target", "test-classes")
                        .toString());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        UserAdder.class.getName(),
                        path().toString(),
                        prefix,
                        "60")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    @DisplayName("S-26 what was read of a users file shows no password and no hash as text")
    void textOfATable() throws IOException {
        String hash = PasswordScheme.SHA512_CRYPT.store("sesame").text();
        write("ada:{PLAIN}tanstaaf\nbob:" + hash + "\n");

        UserTable table = UserTable.read(path());

        assertThat(table.lines()).hasSize(2);
        assertThat(table.toString()).doesNotContain("tanstaaf").doesNotContain(hash.substring(hash.lastIndexOf('$')));
    }

    private UsersFile file(String content) throws IOException {
        write(content);
        return UsersFile.open(path());
    }

    /** Letters up to U+00FF of the comment lines are octets here; names are written as UTF-8. */
    private void write(String content) throws IOException {
        Files.write(path(), content.contains("\u00ff") ? latin1(content) : content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] latin1(String content) {
        return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String content() throws IOException {
        return Files.readString(path(), StandardCharsets.ISO_8859_1);
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path()));
    }

    private Path path() {
        return folder.resolve("users");
    }
}
