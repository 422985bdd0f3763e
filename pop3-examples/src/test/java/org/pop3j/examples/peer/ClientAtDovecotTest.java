package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Pop3Sync;
import org.pop3j.client.Retention;
import org.pop3j.client.SessionLogin;
import org.pop3j.client.SyncLedger;
import org.pop3j.client.SyncReport;
import org.pop3j.client.TlsMode;
import org.pop3j.codec.MessageNumber;

@Tag("peer")
@Timeout(120)
@DisplayName("Our client at Dovecot")
class ClientAtDovecotTest {
    private static final int MESSAGES = 50;

    @Test
    @DisplayName("syncs pipelined, the second time nothing, retrieves by TOP and RETR, and deletes what it took")
    void sync(@TempDir Path folder, @TempDir Path work) throws Exception {
        MaildirOfAda mail = MaildirOfAda.in(folder, MESSAGES);
        try (DovecotPeer dovecot = DovecotPeer.on(mail.all(), Files.createDirectory(work.resolve("dovecot")))) {
            Pop3Client client = Pop3Client.builder(Endpoint.HOST)
                    .port(dovecot.port())
                    .tls(TlsMode.NONE)
                    .plaintextLogin(PlaintextLogin.ALLOWED)
                    .build();
            single(client);
            List<String> contents = new ArrayList<>();
            SyncLedger ledger = SyncLedger.inMemory("ada");
            Pop3Sync.Builder sync =
                    Pop3Sync.builder(client, SessionLogin.password(MaildirOfAda.USER, Endpoint.PASSWORD), ledger);
            SyncReport first = sync.build()
                    .run((message, content) ->
                            contents.add(new String(content.readAllBytes(), StandardCharsets.ISO_8859_1)));
            assertThat(first.taken()).isEqualTo(MESSAGES);
            assertThat(first.sessions()).isEqualTo(1);
            for (int i = 1; i <= MESSAGES; i++) {
                assertThat(contents.get(i - 1)).isEqualTo("Subject: " + i + "\r\n\r\n.dot " + i + "\r\n");
            }
            assertThat(sync.build()
                            .run((message, content) -> contents.add("again"))
                            .taken())
                    .isZero();
            SyncReport last = sync.retention(Retention.DELETE).build().run((message, content) -> contents.add("again"));
            assertThat(last.deletions()).isEqualTo(SyncReport.Deletions.COMMITTED);
            assertThat(sync.build()
                            .run((message, content) -> contents.add("again"))
                            .messages())
                    .isZero();
        }
    }

    private static void single(Pop3Client client) throws IOException {
        MessageNumber second = new MessageNumber(2);
        try (Pop3Session session = client.connect()) {
            session.logIn(MaildirOfAda.USER, Endpoint.PASSWORD);
            assertThat(session.capabilities().has("PIPELINING")).isTrue();
            ByteArrayOutputStream top = new ByteArrayOutputStream();
            session.top(second, 0, top);
            assertThat(top.toString(StandardCharsets.ISO_8859_1)).isEqualTo("Subject: 2\r\n\r\n");
            assertThat(session.retrieve(second).readAllBytes()).hasSize(22);
            assertThat(session.dropListing().messages()).isEqualTo(MESSAGES);
            session.quit();
        }
    }
}
