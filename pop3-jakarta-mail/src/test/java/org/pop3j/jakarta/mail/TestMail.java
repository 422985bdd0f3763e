package org.pop3j.jakarta.mail;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Sessions and dialogues of the tests. */
final class TestMail {
    static final Dialogue LOGIN = Dialogue.parse("""
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
            """);

    static final Dialogue QUIT = Dialogue.parse("""
            C: QUIT
            S: +OK
            S: <EOF>
            """);

    /** The provider to compare with. */
    static final String ANGUS = "org.eclipse.angus.mail.pop3.POP3Store";

    private TestMail() {}

    static Properties properties(int port) {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.host", "127.0.0.1");
        properties.setProperty("mail.pop3.port", Integer.toString(port));
        return properties;
    }

    static Store store(ScriptedPeer peer) throws MessagingException {
        return store(peer, Map.of());
    }

    static Store store(ScriptedPeer peer, Map<String, Object> more) throws MessagingException {
        Properties properties = properties(peer.port());
        properties.putAll(more);
        return Session.getInstance(properties).getStore("pop3");
    }

    static Store connected(ScriptedPeer peer) throws MessagingException {
        return connected(peer, Map.of());
    }

    static Store connected(ScriptedPeer peer, Map<String, Object> more) throws MessagingException {
        Store store = store(peer, more);
        store.connect("mrose", "secret");
        return store;
    }

    static Folder inbox(Store store, int mode) throws MessagingException {
        Folder inbox = store.getFolder("INBOX");
        inbox.open(mode);
        return inbox;
    }

    /** A peer that soon says so when a test goes wrong. */
    static ScriptedPeer start(Dialogue... dialogues) throws IOException {
        return ScriptedPeer.builder(dialogues).stepLimit(Duration.ofSeconds(3)).start();
    }

    /** Log-in, a maildrop of some messages, what follows. */
    static ScriptedPeer peer(int messages, String... rest) throws IOException {
        return start(open(messages, rest));
    }

    /** The same for a test that uses up the memory in between, which takes its time. */
    static ScriptedPeer patientPeer(int messages, String... rest) throws IOException {
        return ScriptedPeer.builder(open(messages, rest))
                .stepLimit(Duration.ofSeconds(60))
                .start();
    }

    static Dialogue open(int messages, String... rest) {
        Dialogue dialogue = LOGIN.then(Dialogue.parse("C: STAT\nS: +OK " + messages + " " + 100L * messages));
        return dialogue.then(Dialogue.parse(String.join("\n", rest)));
    }
}
