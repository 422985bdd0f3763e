package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageChangedEvent;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** The same dialogue with Angus and with us: the same exception, or the same result. What differs stands in MIGRATION.md. */
@Tag("any-jdk")
class SameExceptionsTest {
    private static final String GREETING = "S: +OK ready\nC: CAPA\nS: +OK\nS: TOP\nS: UIDL\nS: USER\nS: .\n";
    private static final String LOGIN = GREETING + "C: USER mrose\nS: +OK\nC: PASS secret\nS: +OK\n";
    private static final String STAT = LOGIN + "C: STAT\nS: +OK 2 200\n";

    /** Something that a program does with a store that is connected. */
    private interface Use {
        Object with(Store store) throws Exception;
    }

    /**
     * A case.
     *
     * @param name what happens
     * @param before what is said up to where both differ in what they ask
     * @param angus what Angus says then, the rest
     * @param ours what we say then
     */
    private record Case(String name, String before, String angus, String ours, Use use) {
        Case(String name, String dialogue, Use use) {
            this(name, dialogue, "", "", use);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String CAPA = "C: CAPA\nS: +OK\nS: TOP\nS: .\n";

    static Stream<Case> cases() {
        String gone = "C: RETR 1\nS: -ERR gone\n";
        String top = "C: TOP 1 0\nS: +OK\nS: Subject: top\nS:\nS: .\n";
        String cut = "C: RETR 1\nS: +OK\nS: Subject: half\nS: <EOF>";
        return Stream.of(
                new Case(
                        "wrong password",
                        GREETING + "C: USER mrose\nS: +OK\nC: PASS secret\nS: -ERR wrong\n",
                        store -> "in"),
                new Case(
                        "wrong password, told by a code",
                        GREETING + "C: USER mrose\nS: +OK\nC: PASS secret\nS: -ERR [AUTH] wrong\n",
                        store -> "in"),
                new Case("a server that refuses everybody", "S: -ERR closed", store -> "in"),
                new Case("a folder that is none", LOGIN, store -> opened(store.getFolder("Sent"))),
                new Case(
                        "a folder below INBOX",
                        LOGIN,
                        store -> store.getFolder("INBOX").getFolder("Sent")),
                new Case("the root is opened", LOGIN, store -> opened(store.getDefaultFolder())),
                new Case(
                        "a folder that is not open",
                        LOGIN,
                        store -> store.getFolder("INBOX").getMessage(1)),
                new Case("a folder that is not open is closed", LOGIN, store -> closed(store.getFolder("INBOX"))),
                new Case("a folder that is opened again", STAT, store -> opened(inbox(store))),
                new Case(
                        "STAT is refused",
                        LOGIN + "C: STAT\nS: -ERR no\n",
                        "",
                        "C: QUIT\nS: +OK\nS: <EOF>",
                        store -> inbox(store)),
                new Case(
                        "the message is gone: writeTo",
                        STAT + gone,
                        store -> written(inbox(store).getMessage(1))),
                new Case(
                        "the message is gone: getMimeStream",
                        STAT + gone,
                        store -> raw(inbox(store).getMessage(1))),
                new Case(
                        "the message is gone: getContent",
                        STAT,
                        top + gone,
                        gone,
                        store -> inbox(store).getMessage(1).getContent()),
                new Case(
                        "the message is gone: getInputStream",
                        STAT,
                        top + gone,
                        gone,
                        store -> inbox(store).getMessage(1).getInputStream()),
                new Case(
                        "the connection is cut: getContent",
                        STAT,
                        top + cut,
                        cut,
                        store -> inbox(store).getMessage(1).getContent()),
                new Case("the message is gone: is it expunged", STAT + gone, store -> {
                    Message message = inbox(store).getMessage(1);
                    try {
                        raw(message);
                    } catch (MessagingException expected) {
                        return message.isExpunged();
                    }
                    return "there";
                }),
                new Case(
                        "the connection is cut: getMimeStream",
                        STAT + cut,
                        store -> raw(inbox(store).getMessage(1))),
                new Case("the connection is cut: is the folder open", STAT + cut, store -> {
                    Folder inbox = inbox(store);
                    try {
                        raw(inbox.getMessage(1));
                    } catch (MessagingException expected) {
                        return inbox.isOpen();
                    }
                    return "there";
                }),
                new Case("the connection is cut: UIDL", STAT + "C: UIDL 1\nS: <EOF>", store -> uid(inbox(store), 1)),
                new Case(
                        "the connection is cut: UIDL of all",
                        STAT + "C: UIDL\nS: +OK\nS: 1 a\nS: <EOF>",
                        store -> fetched(inbox(store))),
                new Case(
                        "the connection is cut: TOP",
                        STAT,
                        "C: TOP 1 0\nS: <EOF>",
                        CAPA + "C: TOP 1 0\nS: <EOF>",
                        store -> inbox(store).getMessage(1).getSubject()),
                new Case("no unique-id", STAT + "C: UIDL 1\nS: -ERR no\n", store -> uid(inbox(store), 1)),
                new Case("no unique-ids", STAT + "C: UIDL\nS: -ERR no\n", store -> fetched(inbox(store))),
                new Case(
                        "the server is gone: is the folder open",
                        STAT + "C: NOOP\nS: <EOF>",
                        store -> inbox(store).isOpen()),
                new Case("the server is gone: is the store connected", LOGIN + "C: NOOP\nS: <EOF>", Store::isConnected),
                new Case("a header is set", STAT, store -> {
                    inbox(store).getMessage(1).setSubject("x");
                    return "set";
                }),
                new Case("messages are expunged", STAT, store -> inbox(store).expunge()),
                new Case(
                        "the folder is deleted",
                        LOGIN,
                        store -> store.getFolder("INBOX").delete(true)),
                new Case(
                        "the folder is renamed",
                        LOGIN,
                        store -> store.getFolder("INBOX").renameTo(store.getFolder("x"))),
                new Case("messages are appended", LOGIN, store -> {
                    store.getFolder("INBOX").appendMessages(new Message[0]);
                    return "appended";
                }),
                new Case("a listener hears of a flag", STAT, store -> {
                    Folder inbox = inbox(store);
                    CompletableFuture<Integer> type = new CompletableFuture<>();
                    inbox.addMessageChangedListener(event -> type.complete(event.getMessageChangeType()));
                    inbox.getMessage(2).setFlag(Flags.Flag.FLAGGED, true);
                    return type.get(10, TimeUnit.SECONDS) == MessageChangedEvent.FLAGS_CHANGED;
                }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSame(Case each) throws Exception {
        Object expected = outcome(TestMail.ANGUS, each, each.angus());
        assertThat(outcome(Pop3Store.class.getName(), each, each.ours())).isEqualTo(expected);
    }

    /** The result, or the class of the exception, to the name. */
    private static Object outcome(String storeClass, Case each, String rest) throws Exception {
        ScriptedPeer peer = TestMail.start(Dialogue.parse((each.before() + rest).strip()));
        try {
            Properties properties = TestMail.properties(peer.port());
            properties.setProperty("mail.pop3.class", storeClass);
            properties.putAll(Map.of("mail.pop3.timeout", "2000"));
            Store store = Session.getInstance(properties).getStore("pop3");
            store.connect("mrose", "secret");
            return String.valueOf(each.use().with(store));
        } catch (Exception e) {
            return e.getClass().getName();
        } finally {
            hangUp(peer);
        }
    }

    /** How each says goodbye is not the matter here. */
    private static void hangUp(ScriptedPeer peer) throws Exception {
        try {
            peer.close();
        } catch (AssertionError saidSomethingElseAtTheEnd) {
            assertThat(saidSomethingElseAtTheEnd.getMessage()).doesNotContain("expected 2 connections");
        }
    }

    private static Folder inbox(Store store) throws Exception {
        return TestMail.inbox(store, Folder.READ_WRITE);
    }

    private static Object opened(Folder folder) throws Exception {
        folder.open(Folder.READ_ONLY);
        return "open";
    }

    private static Object closed(Folder folder) throws Exception {
        folder.close(false);
        return "closed";
    }

    private static Object written(Message message) throws Exception {
        message.writeTo(OutputStream.nullOutputStream());
        return "written";
    }

    private static Object fetched(Folder inbox) throws Exception {
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        inbox.fetch(new Message[] {inbox.getMessage(1)}, profile);
        return "fetched";
    }

    /** Both have these, and no type in common that does. */
    private static Object raw(Message message) throws Exception {
        return call(message, "getMimeStream") instanceof InputStream;
    }

    private static Object uid(Folder inbox, int number) throws Exception {
        try {
            return String.valueOf(
                    inbox.getClass().getMethod("getUID", Message.class).invoke(inbox, inbox.getMessage(number)));
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private static Object call(Object object, String method) throws Exception {
        Class<?> type = object instanceof Pop3Message ? Pop3Message.class : object.getClass();
        try {
            return type.getMethod(method).invoke(object);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }
}
