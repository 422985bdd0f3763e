package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

class UsersFileAuthenticatorTest {
    private static final SocketAddress PEER = new InetSocketAddress("127.0.0.1", 1);

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
    @DisplayName("S-14: an unknown user costs the hash work of a known one")
    void unknownUsersCostTheSame() throws Exception {
        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(users(PasswordScheme.ARGON2ID));
        shortest(authenticator, "anna");

        double known = shortest(authenticator, "anna");
        double unknown = shortest(authenticator, "nobody");

        assertThat(unknown / known).isBetween(0.5, 2.0);
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
        // Some seconds of hashing hold the only turn.
        Files.writeString(
                folder.resolve("users"),
                "anna:{SCRAM-SHA-256}9000000,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,"
                        + "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=\nbob:{PLAIN}secret\n");
        UsersFileAuthenticator authenticator =
                new UsersFileAuthenticator(UsersFile.open(folder.resolve("users")), 1, Duration.ofMillis(10));
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Boolean> dear = new FutureTask<>(() -> {
            begun.countDown();
            return authenticator.checkPassword("anna", "x", PEER).isPresent();
        });
        new Thread(dear).start();
        begun.await();

        assertThatThrownBy(() -> {
                    while (!dear.isDone()) {
                        authenticator.checkPassword("bob", "secret", PEER);
                    }
                })
                .isInstanceOf(AuthenticationUnavailableException.class)
                .hasMessageContaining("too many logins at once");
        assertThat(dear.get()).isFalse();
        assertThat(authenticator.checkPassword("bob", "secret", PEER)).isPresent();
    }

    private UsersFile users(PasswordScheme scheme) throws Exception {
        UsersFile users = UsersFile.openOrCreate(folder.resolve("users"));
        users.add("anna", scheme.store("secret"));
        return users;
    }

    /** The shortest of some tries: the machine may be busy with other things in the longer ones. */
    private static double shortest(UsersFileAuthenticator authenticator, String name) throws Exception {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long begin = System.nanoTime();
            assertThat(authenticator.checkPassword(name, "wrong", PEER)).isEmpty();
            shortest = Math.min(shortest, System.nanoTime() - begin);
        }
        return shortest;
    }
}
