package org.pop3j.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Pop3Sync;
import org.pop3j.client.Retention;
import org.pop3j.client.SessionLogin;
import org.pop3j.client.SyncLedger;
import org.pop3j.client.SyncReport;
import org.pop3j.client.TlsMode;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;

/** What our client does with every server: list, retrieve in three ways, top, sync twice, delete. */
record PeerRound(int port, String user, String password) {
    private Pop3Client client() {
        return Pop3Client.builder("127.0.0.1")
                .port(port)
                .tls(TlsMode.NONE)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .build();
    }

    /** Lists and retrieves; gives the messages, which came the same in each way. */
    List<String> read() throws IOException {
        List<String> bulk = new ArrayList<>();
        try (Pop3Session session = client().connect()) {
            session.logIn(user, password);
            session.capabilities();
            List<ScanListing> listings = session.scanListings();
            assertThat(session.dropListing().messages()).isEqualTo(listings.size());
            List<MessageNumber> numbers =
                    listings.stream().map(ScanListing::number).toList();
            session.retrieve(numbers, collecting(bulk));
            List<String> single = new ArrayList<>();
            for (MessageNumber number : numbers) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                session.retrieve(number, out);
                single.add(out.toString(StandardCharsets.ISO_8859_1));
                try (InputStream stream = session.retrieve(number)) {
                    assertThat(new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1))
                            .isEqualTo(single.get(single.size() - 1));
                }
            }
            assertThat(bulk).isEqualTo(single);
            session.noop();
            session.quit();
        }
        return bulk;
    }

    private static MessageHandler<MessageNumber> collecting(List<String> messages) {
        return new MessageHandler<>() {
            @Override
            public void message(MessageNumber number, InputStream content) throws IOException {
                messages.add(new String(content.readAllBytes(), StandardCharsets.ISO_8859_1));
            }

            @Override
            public void refused(MessageNumber number, Pop3RefusedException refusal) throws IOException {
                throw refusal;
            }
        };
    }

    /** Syncs twice, the second time for nothing, and then deletes. */
    void sync(int messages) throws IOException {
        List<String> keys = new ArrayList<>();
        SyncLedger ledger = SyncLedger.inMemory(user);
        Pop3Sync.Builder sync = Pop3Sync.builder(client(), SessionLogin.password(user, password), ledger);
        SyncReport first = sync.build().run((message, content) -> keys.add(message.key()));
        assertThat(first.taken()).isEqualTo(messages);
        assertThat(first.isComplete()).isTrue();
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(sync.build().run((message, content) -> keys.add("again")).taken())
                .isZero();
        SyncReport last = sync.retention(Retention.DELETE).build().run((message, content) -> keys.add("again"));
        assertThat(last.deleted()).isEqualTo(messages);
        assertThat(last.deletions()).isEqualTo(SyncReport.Deletions.COMMITTED);
        assertThat(sync.build().run((message, content) -> keys.add("again")).messages())
                .isZero();
        assertThat(keys).hasSize(messages).doesNotContain("again");
    }
}
