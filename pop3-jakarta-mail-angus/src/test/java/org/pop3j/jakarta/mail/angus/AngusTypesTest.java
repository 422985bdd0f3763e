package org.pop3j.jakarta.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.ConnectionAdapter;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Message;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;
import org.pop3j.testkit.Pop3ServerExtension;

/** Code that asks for the types of Angus gets them, and pop3j does the work. */
class AngusTypesTest {
    private static final String ANGUS = POP3Store.class.getName();
    private static final String OURS = AngusPop3Store.class.getName();

    private static final Dialogue LOGIN = Dialogue.parse("""
            S: +OK ready
            C: CAPA
            S: +OK
            S: TOP
            S: UIDL
            S: PIPELINING
            S: USER
            S: .
            C: USER mrose
            S: +OK
            C: PASS secret
            S: +OK
            C: STAT
            S: +OK 1 100
            """);

    @RegisterExtension
    final Pop3ServerExtension server = Pop3ServerExtension.builder()
            .user("mrose", "secret")
            .message("mrose", octets("Subject: plain\nFrom: a@b.example\nX-Two: 1\nX-Two: 2\n\nhi\n.\n"))
            .message(
                    "mrose",
                    octets(
                            "Subject: parts\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n"
                                    + "--b\nContent-Transfer-Encoding: base64\n\nYWI=\n--b--\n"))
            .message("mrose", octets("Subject: =?UTF-8?Q?gr=C3=BC=C3=9Fe?=\n\n"))
            .build();

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("with this artifact there, pop3 and pop3s are its stores, whichever declaration is found first")
    void theStoresOfAProgram() throws Exception {
        Session session = Session.getInstance(new Properties());
        assertThat(session.getStore("pop3")).isExactlyInstanceOf(AngusPop3Store.class);
        assertThat(session.getStore("pop3s")).isExactlyInstanceOf(AngusPop3sStore.class);
        assertThat(session.getStore("pop3j").getClass().getName()).isEqualTo("org.pop3j.jakarta.mail.Pop3Store");
    }

    @Test
    @DisplayName("store, folder and message are of Angus's types")
    void types() throws Exception {
        try (Store store = connected(OURS)) {
            assertThat(((POP3Store) store).capabilities()).containsKey("UIDL");
            assertThat(((POP3Store) store).isSSL()).isFalse();
            POP3Folder inbox = (POP3Folder) store.getDefaultFolder().getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            POP3Message message = (POP3Message) inbox.getMessage(1);
            assertThat(message).isSameAs(inbox.getMessages()[0]);
            assertThat(message.getFolder()).isSameAs(inbox);
            assertThat(inbox.getStore()).isSameAs(store);
            assertThat(inbox.getUID(message)).isNotEmpty();
            assertThat(new String(inbox.listCommand().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("\r\n");
            inbox.close(false);
        }
    }

    /** What a program looks at. */
    private interface Look {
        Object at(POP3Folder inbox, POP3Message message) throws Exception;
    }

    private record Named(String name, Look look) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> looks() {
        return Stream.of(
                new Named("subject", (inbox, message) -> "" + message.getSubject()),
                new Named("headers", (inbox, message) -> Collections.list(message.getAllHeaderLines())),
                new Named(
                        "some headers",
                        (inbox, message) -> Arrays.toString(message.getHeader("X-Two"))
                                + Collections.list(message.getMatchingHeaderLines(new String[] {"X-Two"}))
                                + Collections.list(message.getNonMatchingHeaderLines(new String[] {"X-Two"}))
                                + Collections.list(message.getMatchingHeaders(new String[] {"Subject"}))
                                        .size()
                                + Collections.list(message.getNonMatchingHeaders(new String[] {"Subject"}))
                                        .size()
                                + Collections.list(message.getAllHeaders()).size()
                                + message.getHeader("X-Two", ",")),
                new Named("content", (inbox, message) -> content(message)),
                new Named("size", (inbox, message) -> Math.max(0, message.getSize())),
                new Named(
                        "stream",
                        (inbox, message) ->
                                new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8)),
                new Named(
                        "raw",
                        (inbox, message) -> new String(message.getMimeStream().readAllBytes(), StandardCharsets.UTF_8)),
                new Named(
                        "raw body",
                        (inbox, message) ->
                                new String(message.getRawInputStream().readAllBytes(), StandardCharsets.UTF_8)),
                new Named("top", (inbox, message) -> new String(message.top(1).readAllBytes(), StandardCharsets.UTF_8)),
                new Named("written", (inbox, message) -> written(message)),
                new Named("copied", (inbox, message) -> written(new MimeMessage(message))),
                new Named("unique-id", POP3Folder::getUID),
                new Named("forgotten", (inbox, message) -> {
                    message.getContent();
                    message.invalidate(true);
                    return message.getSubject() + message.isExpunged();
                }),
                new Named("sizes", (inbox, message) -> inbox.getSize() + Arrays.toString(inbox.getSizes())),
                new Named("flags", (inbox, message) -> {
                    message.setFlag(Flags.Flag.FLAGGED, true);
                    return message.getFlags() + " " + message.isSet(Flags.Flag.FLAGGED) + message.isSet(Flags.Flag.SEEN)
                            + inbox.getUnreadMessageCount() + inbox.getPermanentFlags();
                }),
                new Named("profile", (inbox, message) -> {
                    FetchProfile profile = new FetchProfile();
                    profile.add(FetchProfile.Item.ENVELOPE);
                    profile.add(UIDFolder.FetchProfileItem.UID);
                    inbox.fetch(inbox.getMessages(), profile);
                    return message.getSubject() + inbox.getUID(message);
                }),
                new Named(
                        "folder",
                        (inbox, message) -> inbox.getFullName()
                                + inbox.getParent().getFullName()
                                + inbox.exists()
                                + inbox.getType()
                                + inbox.getMode()
                                + inbox.isOpen()
                                + inbox.hasNewMessages()
                                + inbox.getMessageCount()));
    }

    @ParameterizedTest
    @MethodSource("looks")
    @DisplayName("the same as with Angus's own store")
    void asWithAngus(Named named) throws Exception {
        List<Object> expected = seen(ANGUS, named.look());
        assertThat(expected).hasSize(3);
        assertThat(seen(OURS, named.look())).isEqualTo(expected);
    }

    private List<Object> seen(String storeClass, Look look) throws Exception {
        List<Object> seen = new ArrayList<>();
        try (Store store = connected(storeClass)) {
            POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            for (Message message : inbox.getMessages()) {
                seen.add(look.at(inbox, (POP3Message) message));
            }
            inbox.close(false);
        }
        return seen;
    }

    @Test
    @DisplayName("R1939-28: DELETED, and close(true)")
    void deletions() throws Exception {
        try (Store store = connected(OURS)) {
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            inbox.getMessage(2).setFlag(Flags.Flag.DELETED, true);
            inbox.close(true);
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isEqualTo(2);
            assertThat(inbox.getMessage(2).getSubject()).isEqualTo("gr\u00fc\u00dfe");
            inbox.close(false);
        }
    }

    @Test
    @DisplayName("events and exceptions name the folder and the message that the program knows")
    void eventsAndExceptions() throws Exception {
        Dialogue lost = LOGIN.then(Dialogue.parse("C: RETR 1\nS: +OK\nS: Subject: half\nS: <EOF>"));
        try (ScriptedPeer peer =
                ScriptedPeer.builder(lost).stepLimit(Duration.ofSeconds(3)).start()) {
            Store store = connected(OURS, peer.port());
            Folder inbox = store.getFolder("INBOX");
            CompletableFuture<Object> opened = new CompletableFuture<>();
            CompletableFuture<Object> closed = new CompletableFuture<>();
            CompletableFuture<Message> changed = new CompletableFuture<>();
            inbox.addConnectionListener(new ConnectionAdapter() {
                @Override
                public void opened(ConnectionEvent event) {
                    opened.complete(event.getSource());
                }

                @Override
                public void closed(ConnectionEvent event) {
                    closed.complete(event.getSource());
                }
            });
            inbox.addMessageChangedListener(event -> changed.complete(event.getMessage()));
            inbox.open(Folder.READ_WRITE);
            assertThat(opened.get(10, TimeUnit.SECONDS)).isSameAs(inbox);
            Message message = inbox.getMessage(1);
            message.setFlag(Flags.Flag.SEEN, true);
            assertThat(changed.get(10, TimeUnit.SECONDS)).isSameAs(message);
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(message::getContent)
                    .satisfies(e -> assertThat(e.getFolder()).isSameAs(inbox));
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(message::getSubject)
                    .satisfies(e -> assertThat(e.getFolder()).isSameAs(inbox));
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(() -> message.writeTo(OutputStream.nullOutputStream()))
                    .satisfies(e -> assertThat(e.getFolder()).isSameAs(inbox));
            assertThat(closed.get(10, TimeUnit.SECONDS)).isSameAs(inbox);
            assertThat(inbox.isOpen()).isFalse();
            Folder none = store.getFolder("Sent");
            assertThatExceptionOfType(FolderNotFoundException.class)
                    .isThrownBy(() -> none.open(Folder.READ_ONLY))
                    .satisfies(e -> assertThat(e.getFolder()).isSameAs(none));
            peer.verify();
        }
    }

    @Test
    @DisplayName("a store whose server is gone tells its listeners, once, and can be connected again")
    void aLostStore() throws Exception {
        Dialogue gone = Dialogue.parse(
                "S: +OK\nC: CAPA\nS: -ERR\nC: USER mrose\nS: +OK\nC: PASS secret\nS: +OK\nC: NOOP\nS: <EOF>");
        Dialogue again = Dialogue.parse(
                "S: +OK\nC: CAPA\nS: -ERR\nC: USER mrose\nS: +OK\nC: PASS secret\nS: +OK\nC: QUIT\nS: +OK\nS: <EOF>");
        try (ScriptedPeer peer = ScriptedPeer.builder(gone, again)
                .stepLimit(Duration.ofSeconds(3))
                .start()) {
            Store store = store(OURS, peer.port());
            CompletableFuture<Integer> opened = new CompletableFuture<>();
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            store.addConnectionListener(new ConnectionAdapter() {
                @Override
                public void opened(ConnectionEvent event) {
                    opened.complete(event.getType());
                }

                @Override
                public void closed(ConnectionEvent event) {
                    closed.complete(event.getType());
                }
            });
            store.connect("mrose", "secret");
            // The API loses an event that is the first and the last: its thread may find the queue gone.
            assertThat(opened.get(10, TimeUnit.SECONDS)).isEqualTo(ConnectionEvent.OPENED);
            assertThat(store.isConnected()).isFalse();
            assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(ConnectionEvent.CLOSED);
            store.connect("mrose", "secret");
            store.close();
            assertThatThrownBy(() -> store.getFolder("INBOX")).isInstanceOf(MessagingException.class);
            peer.verify();
        }
    }

    @Test
    @DisplayName("nothing of Angus that needs its connection is inherited")
    void everythingIsOverridden() {
        assertThat(inherited(POP3Store.class, AngusPop3Store.class))
                .containsExactlyInAnyOrder("getDefaultFolder", "finalize");
        assertThat(inherited(POP3Folder.class, AngusPop3Folder.class))
                .containsExactlyInAnyOrder(
                        "getName",
                        "getFullName",
                        "getParent",
                        "exists",
                        "list",
                        "getSeparator",
                        "getType",
                        "create",
                        "getFolder",
                        "delete",
                        "renameTo",
                        "appendMessages",
                        "expunge",
                        "finalize",
                        "notifyMessageChangedListeners");
        assertThat(inherited(POP3Message.class, AngusPop3Message.class))
                .containsExactlyInAnyOrder("setHeader", "addHeader", "removeHeader", "addHeaderLine", "saveChanges");
    }

    @Test
    void messagesCannotBeChanged() throws Exception {
        try (Store store = connected(OURS)) {
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            Message message = inbox.getMessage(1);
            assertThatExceptionOfType(IllegalWriteException.class).isThrownBy(() -> message.setSubject("x"));
            assertThatExceptionOfType(IllegalWriteException.class).isThrownBy(message::saveChanges);
            inbox.close(false);
        }
    }

    private static Set<String> inherited(Class<?> angus, Class<?> ours) {
        Set<String> left = new TreeSet<>();
        for (Method method : angus.getDeclaredMethods()) {
            boolean isVisible = Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers());
            boolean isOverridden = Arrays.stream(ours.getDeclaredMethods())
                    .anyMatch(own -> own.getName().equals(method.getName())
                            && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
            if (isVisible && !isOverridden) {
                left.add(method.getName());
            }
        }
        return left;
    }

    private Store connected(String storeClass) throws Exception {
        return connected(storeClass, server.port());
    }

    private static Store connected(String storeClass, int port) throws Exception {
        Store store = store(storeClass, port);
        store.connect("mrose", "secret");
        return store;
    }

    private static Store store(String storeClass, int port) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.class", storeClass);
        properties.setProperty("mail.pop3.host", "127.0.0.1");
        properties.setProperty("mail.pop3.port", Integer.toString(port));
        Store store = Session.getInstance(properties).getStore("pop3");
        assertThat(store.getClass().getName()).isEqualTo(storeClass);
        return store;
    }

    private static String written(Message message) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    private static String content(Message message) throws Exception {
        Object content = message.getContent();
        if (!(content instanceof Multipart parts)) {
            return content.toString();
        }
        assertThat(parts.getParent()).isSameAs(message);
        return parts.getCount() + parts.getBodyPart(0).getContent().toString();
    }
}
