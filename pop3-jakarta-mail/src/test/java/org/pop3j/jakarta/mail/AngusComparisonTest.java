package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.testkit.Pop3ServerExtension;

/** The same program, with Angus's stores and with ours, against the same server: what it sees must be the same. */
class AngusComparisonTest {
    private static final List<String> MESSAGES = List.of(
            "Subject: plain\nFrom: a@b.example\nTo: c@d.example, e@f.example\nDate: Mon, 1 Jan 2024 10:00:00 +0100\n\nhi\n.\n..\n",
            "Subject: =?UTF-8?Q?gr=C3=BC=C3=9Fe?=\nContent-Type: text/plain; charset=utf-8\n\n\u00e4\u00f6\n",
            "Subject: parts\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\none\n--b\n"
                    + "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
                    + "Content-Disposition: attachment; filename=x\n\nAAEC\n--b--\n",
            "Subject: no body\n",
            "Subject: empty body\n\n",
            "\nonly a body\n",
            "Subject: folded\n  line\nX-Two: 1\nX-Two: 2\n\n.leading dot",
            "Subject: long\n\n" + "x".repeat(100_000) + "\n");

    @RegisterExtension
    final Pop3ServerExtension server = server();

    private static Pop3ServerExtension server() {
        Pop3ServerExtension.Builder builder = Pop3ServerExtension.builder().user("mrose", "secret");
        MESSAGES.forEach(text -> builder.message("mrose", text.getBytes(StandardCharsets.UTF_8)));
        return builder.build();
    }

    /** What a program looks at. */
    private interface Look {
        Object at(Folder inbox, Message message) throws Exception;
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
                new Named(
                        "addresses",
                        (inbox, message) -> Arrays.toString(message.getFrom())
                                + Arrays.toString(message.getAllRecipients())
                                + Arrays.toString(message.getReplyTo())),
                new Named("dates", (inbox, message) -> message.getSentDate() + " " + message.getReceivedDate()),
                new Named("size", (inbox, message) -> size(message)),
                new Named("size after the content", (inbox, message) -> {
                    content(message.getContent());
                    return message.getSize();
                }),
                new Named("lines", (inbox, message) -> message.getLineCount()),
                new Named("type", (inbox, message) -> message.getContentType() + message.isMimeType("text/*")),
                new Named("disposition", (inbox, message) -> message.getDisposition() + message.getFileName()),
                new Named("content", (inbox, message) -> content(message.getContent())),
                new Named(
                        "content after the header",
                        (inbox, message) -> message.getSubject() + content(message.getContent())),
                new Named(
                        "octets of the content",
                        (inbox, message) ->
                                Arrays.hashCode(message.getInputStream().readAllBytes())),
                new Named(
                        "raw octets",
                        (inbox, message) -> Arrays.hashCode(
                                ((MimeMessage) message).getRawInputStream().readAllBytes())),
                new Named("headers", (inbox, message) -> headers(message)),
                new Named(
                        "some headers",
                        (inbox, message) -> Arrays.toString(message.getHeader("X-Two"))
                                + Arrays.toString(message.getHeader("none"))),
                new Named(
                        "header lines",
                        (inbox, message) -> Collections.list(((MimeMessage) message).getAllHeaderLines())),
                new Named("written", (inbox, message) -> written(message)),
                new Named("written in part", (inbox, message) -> {
                    // Otherwise an assertion in Angus fails.
                    message.getSubject();
                    ByteArrayOutputStream octets = new ByteArrayOutputStream();
                    ((MimeMessage) message).writeTo(octets, new String[] {"Subject"});
                    return octets.toString(StandardCharsets.ISO_8859_1);
                }),
                new Named("copied", (inbox, message) -> written(new MimeMessage((MimeMessage) message))),
                new Named(
                        "answered", (inbox, message) -> "" + message.reply(true).getSubject()),
                new Named("unique-id", AngusComparisonTest::uniqueId),
                new Named("flags", (inbox, message) -> {
                    message.setFlag(Flags.Flag.SEEN, true);
                    return message.getFlags().contains(Flags.Flag.SEEN) + " " + message.isSet(Flags.Flag.DELETED);
                }),
                new Named("number", (inbox, message) -> message.getMessageNumber() + " " + message.isExpunged()),
                new Named("after a profile", (inbox, message) -> {
                    FetchProfile profile = new FetchProfile();
                    profile.add(FetchProfile.Item.ENVELOPE);
                    profile.add(FetchProfile.Item.SIZE);
                    profile.add(FetchProfile.Item.FLAGS);
                    profile.add(UIDFolder.FetchProfileItem.UID);
                    inbox.fetch(inbox.getMessages(), profile);
                    return size(message) + " " + message.getSubject() + uniqueId(inbox, message);
                }));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theSameMessages(Named named) throws Exception {
        List<Object> expected = seen(TestMail.ANGUS, named.look());
        assertThat(expected).hasSize(MESSAGES.size());
        assertThat(seen(Pop3Store.class.getName(), named.look())).isEqualTo(expected);
    }

    private List<Object> seen(String storeClass, Look look) throws Exception {
        List<Object> seen = new ArrayList<>();
        try (Store store = connected(storeClass)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            for (Message message : inbox.getMessages()) {
                seen.add(look.at(inbox, message));
            }
            inbox.close(false);
        }
        return seen;
    }

    @Test
    void theSameFolder() throws Exception {
        List<Object> expected = folder(TestMail.ANGUS);
        assertThat(folder(Pop3Store.class.getName())).isEqualTo(expected);
    }

    private List<Object> folder(String storeClass) throws Exception {
        try (Store store = connected(storeClass)) {
            Folder inbox = store.getFolder("INBOX");
            Folder root = store.getDefaultFolder();
            List<Object> seen = new ArrayList<>(List.of(
                    inbox.getName(),
                    inbox.getFullName(),
                    inbox.exists(),
                    inbox.isOpen(),
                    inbox.getMessageCount(),
                    inbox.getType()));
            seen.addAll(List.of(
                    root.getName(), root.exists(), root.getType(), root.list().length, root.list()[0].getName()));
            seen.addAll(List.of(
                    inbox.getSeparator(), root.getSeparator(), inbox.getParent().getFullName()));
            seen.addAll(
                    List.of(inbox.create(Folder.HOLDS_MESSAGES), inbox.getPermanentFlags(), inbox.hasNewMessages()));
            inbox.open(Folder.READ_WRITE);
            seen.addAll(List.of(inbox.isOpen(), inbox.getMode(), inbox.getMessageCount(), inbox.getMessages().length));
            seen.addAll(
                    List.of(inbox.getUnreadMessageCount(), inbox.getNewMessageCount(), inbox.getDeletedMessageCount()));
            inbox.close(false);
            seen.addAll(List.of(inbox.isOpen(), inbox.getMessageCount(), store.isConnected()));
            return seen;
        }
    }

    @Test
    void deletions() throws Exception {
        assertThat(countAfterDeleting(TestMail.ANGUS, 2)).isEqualTo(MESSAGES.size() - 1);
        assertThat(countAfterDeleting(Pop3Store.class.getName(), 2)).isEqualTo(MESSAGES.size() - 2);
    }

    private int countAfterDeleting(String storeClass, int number) throws Exception {
        try (Store store = connected(storeClass)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            inbox.getMessage(number).setFlag(Flags.Flag.DELETED, true);
            inbox.close(true);
            inbox.open(Folder.READ_ONLY);
            int count = inbox.getMessageCount();
            inbox.close(false);
            return count;
        }
    }

    /** No oracle here: Angus is slower and no better at it. */
    @Test
    void manyThreadsUseOneFolder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Store store = connected(Pop3Store.class.getName())) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                int number = i % MESSAGES.size() + 1;
                work.add(() -> {
                    Pop3Message message = (Pop3Message) inbox.getMessage(number);
                    String octets = written(message);
                    message.getSubject();
                    message.getContent();
                    message.invalidate(true);
                    return octets;
                });
            }
            List<String> octets = new ArrayList<>();
            for (Future<String> done : threads.invokeAll(work)) {
                octets.add(done.get());
            }
            for (int i = 0; i < octets.size(); i++) {
                assertThat(octets.get(i)).isEqualTo(octets.get(i % MESSAGES.size()));
            }
            inbox.close(false);
        } finally {
            threads.shutdown();
        }
    }

    private Store connected(String storeClass) throws MessagingException {
        Properties properties = TestMail.properties(server.port());
        properties.setProperty("mail.pop3.class", storeClass);
        Store store = Session.getInstance(properties).getStore("pop3");
        assertThat(store.getClass().getName()).isEqualTo(storeClass);
        store.connect("mrose", "secret");
        return store;
    }

    /** Both have {@code getUID}, and no type in common that does. */
    private static String uniqueId(Folder inbox, Message message) throws ReflectiveOperationException {
        return (String) inbox.getClass().getMethod("getUID", Message.class).invoke(inbox, message);
    }

    /** Angus says -2 of a message that ends with its header, where a server makes no blank line. */
    private static int size(Message message) throws MessagingException {
        return Math.max(0, message.getSize());
    }

    private static List<String> headers(Message message) throws MessagingException {
        List<String> headers = new ArrayList<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.add(header.getName() + "=" + header.getValue());
        }
        return headers;
    }

    private static String written(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    private static String content(Object content) throws MessagingException, IOException {
        if (!(content instanceof Multipart parts)) {
            return content.toString();
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            all.append(parts.getBodyPart(i).getFileName())
                    .append(Arrays.toString(
                            parts.getBodyPart(i).getInputStream().readAllBytes()));
        }
        return all.toString();
    }
}
