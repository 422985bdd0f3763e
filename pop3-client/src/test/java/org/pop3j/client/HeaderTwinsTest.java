package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.client.TestServer.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that only their contents tell apart: none deleted untaken, none taken twice (C0041). */
@Timeout(60)
class HeaderTwinsTest {
    private static final TestServer.Mail FIRST = twin("first");
    private static final TestServer.Mail SECOND = twin("second");

    private final SyncLedger ledger = SyncLedger.inMemory("ada@localhost");
    private final SyncTest.Taken taken = new SyncTest.Taken();

    @TempDir
    Path folder;

    private static TestServer.Mail twin(String body) {
        return new TestServer.Mail("", "Subject: twin\r\n\r\n" + body + "\r\n");
    }

    private static TestServer server(TestServer.Mail... mails) throws IOException {
        TestServer server = new TestServer(mails);
        server.capabilities = "TOP\r\n";
        return server;
    }

    private SyncReport run(TestServer server, UnaryOperator<Pop3Sync.Builder> options) throws IOException {
        return options.apply(server.sync(ledger)).build().run(taken);
    }

    private static Pop3Sync.Builder delete(Pop3Sync.Builder sync) {
        return sync.retention(Retention.DELETE);
    }

    @Test
    @DisplayName("A twin that comes right after the first was deleted is taken before it is deleted")
    void afterDeletion() throws IOException {
        try (TestServer server = server(FIRST)) {
            run(server, HeaderTwinsTest::delete);
            server.mails.add(SECOND);
            assertThat(run(server, HeaderTwinsTest::delete).taken()).isEqualTo(1);
            assertThat(server.deleted).containsExactly(FIRST, SECOND);
            assertThat(taken.keys).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName(
            "A twin in the place of one that was taken, and that another client deleted, is taken before it is deleted")
    void inItsPlace() throws IOException {
        try (TestServer server = server(FIRST)) {
            run(server, b -> b);
            server.mails.set(0, SECOND);
            assertThat(run(server, HeaderTwinsTest::delete).taken()).isEqualTo(1);
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName("A twin that joins one that was taken: only the new one is taken, and the next run takes nothing")
    void joins() throws IOException {
        Path file = folder.resolve("ledger");
        try (TestServer server = server(FIRST)) {
            for (int expected : new int[] {1, 0, 1, 0}) {
                try (SyncLedger kept = SyncLedger.open(file, "ada@localhost")) {
                    assertThat(server.sync(kept).build().run(taken).taken()).isEqualTo(expected);
                }
                if (taken.keys.size() == 1 && server.commands("QUIT").size() == 2) {
                    server.mails.add(0, SECOND);
                }
            }
            server.mails.remove(FIRST);
            try (SyncLedger kept = SyncLedger.open(file, "ada@localhost")) {
                assertThat(delete(server.sync(kept)).build().run(taken).taken()).isZero();
            }
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName("What was taken is not asked for as a whole again, unless it is to be deleted")
    void cheap() throws IOException {
        try (TestServer server = server(FIRST, mail("", "other"))) {
            run(server, b -> b);
            run(server, b -> b);
            assertThat(server.commands("RETR")).hasSize(2);
            run(server, HeaderTwinsTest::delete);
            assertThat(server.commands("RETR")).hasSize(4);
            assertThat(taken.keys).hasSize(2);
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName("A consumer that leaves the rest unread: the whole message counts for the digest")
    void unread() throws IOException {
        try (TestServer server = server(FIRST)) {
            server.sync(ledger).build().run((message, content) -> {
                content.skip(3);
                content.read();
                content.close();
            });
            server.mails.add(SECOND);
            assertThat(run(server, b -> b).taken()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOP 1 0", "TOP 2 0"})
    @DisplayName("One TOP that is refused, in the first run or in a later one, brings no message twice")
    void refusedTop(String refused) throws IOException {
        try (TestServer server = server(mail("", "a"), mail("", "b"), mail("", "c"))) {
            for (int refusing = 1; refusing <= 3; refusing++) {
                boolean isNow = refusing == 2 || refused.contains("1");
                server.fault = command ->
                        isNow && command.equals(refused) ? Optional.of("-ERR [SYS/TEMP] busy\r\n") : Optional.empty();
                run(server, b -> b);
                server.fault = command -> Optional.empty();
                run(server, b -> b);
            }
            assertThat(taken.subjects).containsExactlyInAnyOrder("a", "b", "c");
            run(server, HeaderTwinsTest::delete);
            assertThat(taken.subjects).hasSize(3);
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName("A message that the server does not show is not deleted, whatever was taken before")
    void unseen() throws IOException {
        try (TestServer server = server(FIRST)) {
            run(server, b -> b);
            server.fault = command -> command.matches("(TOP|RETR) .*") ? Optional.of("-ERR no\r\n") : Optional.empty();
            assertThat(run(server, HeaderTwinsTest::delete).refused()).hasSize(1);
            assertThat(server.mails).containsExactly(FIRST);
        }
    }
}
