package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class CheckPasswordTest {
    private static final SocketAddress PEER = new InetSocketAddress("127.0.0.1", 1);
    private static final Path SCRIPTS = Path.of("..", "docs", "checkpassword");

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "the program gets name, password and time on descriptor 3, nothing on 0, and no secret in sight of others")
    void whatTheProgramGets() throws Exception {
        Path seen = folder.resolve("seen");
        CheckPassword program = new CheckPassword(List.of(script("""
                cat <&3 >%1$s
                cat >%1$s.stdin
                tr '\\000' '\\n' </proc/$$/cmdline >%1$s.arguments
                env >%1$s.environment
                shift
                exec "$@"
                """.formatted(seen)), "first argument"));

        assertThat(program.checkPassword("anna", "grüße: 'x' \"y\" $z", PEER)).contains(login("anna", "anna"));
        assertThat(Files.readString(seen)).matches("anna\0grüße: 'x' \"y\" \\$z\0[0-9]{10}\0");
        assertThat(folder.resolve("seen.stdin")).isEmptyFile();
        assertThat(Files.readString(folder.resolve("seen.arguments")))
                .contains("first argument")
                .doesNotContain("grüße");
        assertThat(Files.readString(folder.resolve("seen.environment"))).doesNotContain("grüße");
    }

    @Test
    @DisplayName("whom the program says it is, and which maildrop: not what the server's own environment says")
    void principalAndMaildrop() throws Exception {
        assertThat(check("exec \"$@\"")).contains(login("anna", "anna"));
        assertThat(check("USER=ann@example.org; export USER; exec \"$@\""))
                .contains(login("ann@example.org", "ann@example.org"));
        assertThat(check("USER=ann POP3J_MAILDROP=box exec \"$@\"")).contains(login("ann", "box"));
    }

    @Test
    void exitCodes() throws Exception {
        assertThat(check("exit 1")).isEmpty();
        assertUnavailable("exit 111", "exit code 111");
        assertUnavailable("exit 2", "exit code 2");
        assertUnavailable("echo no such table >&2; exit 3", "exit code 3 and said \"no such table\"");
        assertUnavailable("kill -9 $$", "exit code 137");
        assertUnavailable("exit 0", "did not execute the program");
        assertUnavailable("echo accepted", "did not execute the program");
        assertUnavailable("\"$@\"; exit 1x", "exit code");
    }

    @Test
    void aProgramThatIsMissingIsNoWrongPassword() {
        CheckPassword program = new CheckPassword(List.of(folder.resolve("none").toString()));

        assertThatThrownBy(() -> program.checkPassword("anna", "secret", PEER))
                .isInstanceOf(AuthenticationUnavailableException.class)
                .hasMessageContaining("exit code 127")
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("a program that does not end is killed with what it started, and its turn is free again")
    void tooLate() throws Exception {
        Path pids = folder.resolve("pids");
        CheckPassword program = new CheckPassword(
                List.of(script("sleep 300 & echo $! $$ >" + pids + "; wait")), 1, Duration.ofMillis(700));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> program.checkPassword("anna", "secret", PEER))
                    .isInstanceOf(AuthenticationUnavailableException.class)
                    .hasMessageContaining("did not end within 700 ms");
        }
        for (String pid : Files.readString(pids).strip().split(" ")) {
            Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(pid));
            if (left.isPresent()) {
                left.get().onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    @DisplayName("a program that talks without end or leaves somebody behind holds up nothing")
    void oddPrograms() throws Exception {
        CheckPassword talker = new CheckPassword(List.of(script("yes")), 1, Duration.ofMillis(700));
        assertThatThrownBy(() -> talker.checkPassword("anna", "secret", PEER))
                .isInstanceOf(AuthenticationUnavailableException.class);
        assertThat(check("sleep 20 & exec \"$@\"")).contains(login("anna", "anna"));
    }

    @Test
    @DisplayName("what the interface cannot carry lets nobody in, and no program is asked")
    void whatCannotBeCarried() throws Exception {
        CheckPassword program = new CheckPassword(List.of(script("exec \"$@\"")));

        assertThat(program.checkPassword("anna\0root", "x", PEER)).isEmpty();
        assertThat(program.checkPassword("anna", "x\0y", PEER)).isEmpty();
        assertThat(program.checkPassword("", "x", PEER)).isEmpty();
        assertThat(program.checkPassword("anna", "x".repeat(500), PEER)).isEmpty();
        assertThat(program.checkPassword("anna", "x".repeat(490), PEER)).isPresent();
        assertThatThrownBy(() -> new CheckPassword(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("docs/checkpassword/table does what it says")
    void table() throws Exception {
        Path logins = Files.writeString(folder.resolve("logins"), "anna:sesame:box\nbob:x y:bob\n");
        CheckPassword table = new CheckPassword(List.of(SCRIPTS.resolve("table").toString(), logins.toString()));

        assertThat(table.checkPassword("anna", "sesame", PEER)).contains(login("anna", "box"));
        assertThat(table.checkPassword("bob", "x y", PEER)).contains(login("bob", "bob"));
        assertThat(table.checkPassword("bob", "x", PEER)).isEmpty();
        assertThat(table.checkPassword("carl", "x", PEER)).isEmpty();
        Files.delete(logins);
        assertThatThrownBy(() -> table.checkPassword("anna", "sesame", PEER))
                .isInstanceOf(AuthenticationUnavailableException.class)
                .hasMessageContaining("cannot read");
    }

    @Test
    @DisplayName("docs/checkpassword/ldap and pam do what they say, with a stand-in for the program that they run")
    void ldapAndPam() throws Exception {
        String standIn = script("[ \"$(cat)\" = sesame ] || exit ${REFUSAL:-49}\n");
        String pamtester = script("[ \"$(cat)\" = sesame ] || exit 1\n");
        CheckPassword ldap = new CheckPassword(List.of(
                "/usr/bin/env", "LDAPWHOAMI=" + standIn, SCRIPTS.resolve("ldap").toString(), "ldaps://x", "dc=x"));
        CheckPassword broken = new CheckPassword(List.of(
                "/usr/bin/env",
                "REFUSAL=255",
                "LDAPWHOAMI=" + standIn,
                SCRIPTS.resolve("ldap").toString(),
                "ldaps://x",
                "dc=x"));
        CheckPassword pam = new CheckPassword(List.of(
                "/usr/bin/env", "PAMTESTER=" + pamtester, SCRIPTS.resolve("pam").toString()));

        assertThat(ldap.checkPassword("anna", "sesame", PEER)).contains(login("anna", "anna"));
        assertThat(ldap.checkPassword("anna", "other", PEER)).isEmpty();
        assertThat(ldap.checkPassword("anna,dc=y", "sesame", PEER)).isEmpty();
        assertThat(ldap.checkPassword("anna", "", PEER)).isEmpty();
        assertThatThrownBy(() -> broken.checkPassword("anna", "other", PEER))
                .isInstanceOf(AuthenticationUnavailableException.class);
        assertThat(pam.checkPassword("anna", "sesame", PEER)).contains(login("anna", "anna"));
        assertThat(pam.checkPassword("anna", "other", PEER)).isEmpty();
    }

    private Optional<Login> check(String lines) throws Exception {
        return new CheckPassword(List.of(script(lines))).checkPassword("anna", "secret", PEER);
    }

    private void assertUnavailable(String lines, String reason) {
        assertThatThrownBy(() -> check(lines))
                .isInstanceOf(AuthenticationUnavailableException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }

    private static Login login(String principal, String maildrop) {
        return new Login(principal, new MaildropName(maildrop));
    }

    private String script(String lines) throws Exception {
        Path script = Files.createTempFile(folder, "program", "");
        Files.write(script, ("#!/bin/sh\n" + lines + "\n").getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
