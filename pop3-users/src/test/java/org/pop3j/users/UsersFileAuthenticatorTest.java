package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.ScramParameters;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.KnownUser;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

class UsersFileAuthenticatorTest {
    private static final SocketAddress PEER = new InetSocketAddress("127.0.0.1", 1);

    /** RFC 7677 section 3: password "pencil". */
    private static final String SHA_256 = "{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,"
            + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    @TempDir
    Path folder;

    @Test
    void theMaildropHasTheNameOfTheUser() throws Exception {
        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(users(PasswordScheme.SCRAM_SHA_256));

        assertThat(authenticator.checkPassword("anna", "secret", PEER))
                .contains(new Login("anna", new MaildropName("anna")));
        assertThat(authenticator.checkPassword("anna", "Secret", PEER)).isEmpty();
        assertThat(authenticator.checkPassword("Anna", "secret", PEER)).isEmpty();
        assertThat(authenticator.checkPassword("", "", PEER)).isEmpty();
    }

    @Test
    @DisplayName("S-14: the user whose hash is borrowed for the unknown ones does not let them in")
    void theBorrowedHashLetsNobodyIn() throws Exception {
        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(users(PasswordScheme.PLAIN));

        assertThat(authenticator.checkPassword("nobody", "secret", PEER)).isEmpty();
    }

    @Test
    void anEmptyFileLetsNobodyInAndHashesAllTheSame() throws Exception {
        UsersFileAuthenticator authenticator =
                new UsersFileAuthenticator(UsersFile.openOrCreate(folder.resolve("users")));

        assertThat(authenticator.checkPassword("anna", "nobody has this password", PEER))
                .isEmpty();
    }

    @Test
    void whoWaitsTooLongForATurnIsToldToTryAgain() throws Exception {
        // About a second of hashing holds the only turn.
        Files.writeString(folder.resolve("users"), "anna:" + SHA_256.replace("4096", "2000000") + "\n");
        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(
                UsersFile.open(folder.resolve("users")), PasswordMemory.none(), 1, Duration.ofMillis(10));
        Callable<Boolean> login =
                () -> authenticator.checkPassword("anna", "x", PEER).isPresent();
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<Boolean> answer : clients.invokeAll(List.of(login, login))) {
                try {
                    answers.add(answer.get().toString());
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(AuthenticationUnavailableException.class);
                    answers.add(e.getCause().getMessage());
                }
            }
            assertThat(answers)
                    .containsExactlyInAnyOrder(
                            "false", "too many logins at once: no turn to check a password within 0 s");
        } finally {
            clients.shutdownNow();
        }
        assertThat(authenticator.checkPassword("bob", "x", PEER)).isEmpty();
    }

    @Test
    @DisplayName("a password that was right costs its hash once; a changed line, or no memory, and it costs it again")
    void remembered() throws Exception {
        UsersFile users = users(PasswordScheme.ARGON2ID);
        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(users);
        UsersFileAuthenticator forgetful = new UsersFileAuthenticator(users, PasswordMemory.none());

        long inFull = nanosOfLogin(forgetful);
        nanosOfLogin(authenticator);
        long remembered = nanosOfLogin(authenticator);
        users.change("anna", PasswordScheme.ARGON2ID.store("secret"));
        long changed = nanosOfLogin(authenticator);

        assertThat(remembered).isLessThan(inFull / 5);
        assertThat(changed).isGreaterThan(inFull / 5);
        assertThat(nanosOfLogin(forgetful)).isGreaterThan(inFull / 5);
    }

    @Test
    void aRememberedPasswordIsForgottenWithItsLine() throws Exception {
        UsersFile users = users(PasswordScheme.PLAIN);
        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(users);
        nanosOfLogin(authenticator);

        users.change("anna", PasswordScheme.PLAIN.store("other"));
        assertThat(authenticator.checkPassword("anna", "secret", PEER)).isEmpty();
        users.remove("anna");
        assertThat(authenticator.checkPassword("anna", "other", PEER)).isEmpty();
    }

    @Test
    @DisplayName("R5034-01 SCRAM is served with the hashes that every line serves, {PLAIN} serves each")
    void scramHashes() throws Exception {
        assertThat(hashesOf("a:" + SHA_256 + "\nb:" + SHA_256)).containsExactly(ScramHash.SHA_256);
        assertThat(hashesOf("a:" + SHA_256 + "\nb:{PLAIN}x")).containsExactly(ScramHash.SHA_256);
        assertThat(hashesOf("a:{PLAIN}y\nb:{PLAIN}x")).containsExactlyInAnyOrder(ScramHash.values());
        assertThat(hashesOf("a:" + SHA_256 + "\nb:"
                        + PasswordScheme.SCRAM_SHA_1.store("x").text()))
                .isEmpty();
        assertThat(hashesOf("a:" + SHA_256 + "\nb:"
                        + PasswordScheme.BLF_CRYPT.store("x").text()))
                .isEmpty();
        assertThat(hashesOf("a:" + SHA_256 + "\nbroken")).containsExactly(ScramHash.SHA_256);
    }

    @Test
    @DisplayName("R5034-01 the passwords themselves are known only where every line has one")
    void secrets() throws Exception {
        UsersFileAuthenticator all = authenticator("a:{PLAIN}y\nb:{PLAIN}x");
        assertThat(all.knowsEverySecret()).isTrue();
        assertThat(all.secretUser("b", PEER)).contains(new KnownUser<>(new Login("b", new MaildropName("b")), "x"));
        assertThat(all.secretUser("c", PEER)).isEmpty();

        UsersFileAuthenticator some = authenticator("a:{PLAIN}y\nb:" + SHA_256);
        assertThat(some.knowsEverySecret()).isFalse();
        assertThat(some.secretUser("b", PEER)).isEmpty();
    }

    @Test
    @DisplayName(
            "R5802-05 what SCRAM needs: as the line has it; made with a salt that stays the same where it is {PLAIN}")
    void scramCredentials() throws Exception {
        UsersFileAuthenticator authenticator = authenticator("a:" + SHA_256 + "\nb:{PLAIN}pencil");

        ScramCredential kept = credential(authenticator, "a");
        ScramCredential made = credential(authenticator, "b");
        ScramCredential again = credential(authenticator, "b");

        assertThat(kept.iterations()).isEqualTo(4096);
        assertThat(kept.matches("pencil")).isTrue();
        assertThat(made.iterations()).isEqualTo(4096);
        assertThat(made.salt()).isEqualTo(again.salt()).hasSize(16);
        assertThat(made.matches("pencil")).isTrue();
        assertThat(authenticator.scramUser(ScramHash.SHA_256, "c", PEER)).isEmpty();
        assertThat(authenticator.scramParameters(ScramHash.SHA_256)).isEqualTo(new ScramParameters(4096, 16));
    }

    @Test
    @DisplayName("R5034-15 a name in the file is found by its prepared form, and one that cannot be prepared is broken")
    void preparedNames() throws Exception {
        Files.writeString(folder.resolve("users"), "j\u00f6\u00adrg:{PLAIN}x\nbob\u2028:{PLAIN}x\n");
        UsersFile users = UsersFile.open(folder.resolve("users"));

        assertThat(users.names()).containsExactly("j\u00f6rg");
        assertThat(users.problems()).hasSize(1);
    }

    private static long nanosOfLogin(UsersFileAuthenticator authenticator) throws Exception {
        long begin = System.nanoTime();
        assertThat(authenticator.checkPassword("anna", "secret", PEER)).isPresent();
        return System.nanoTime() - begin;
    }

    private static ScramCredential credential(UsersFileAuthenticator authenticator, String name) throws Exception {
        return authenticator
                .scramUser(ScramHash.SHA_256, name, PEER)
                .orElseThrow()
                .credential();
    }

    private Set<ScramHash> hashesOf(String lines) throws Exception {
        return authenticator(lines).scramHashes();
    }

    private UsersFileAuthenticator authenticator(String lines) throws Exception {
        return new UsersFileAuthenticator(UsersFile.open(Files.writeString(folder.resolve("users"), lines + "\n")));
    }

    private UsersFile users(PasswordScheme scheme) throws Exception {
        UsersFile users = UsersFile.openOrCreate(folder.resolve("users"));
        users.add("anna", scheme.store("secret"));
        return users;
    }
}
