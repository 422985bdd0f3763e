package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.server.PlaintextLogin;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;

/** One Maildir, used by Dovecot's IMAP, by delivery agents and by us at the same time (M-03, M-05, S-33, C0039, C0040). */
@Tag("any-jdk")
@Tag("peer")
@Timeout(600)
@DisplayName("While Dovecot's IMAP moves mail and changes flags, and procmail, maildrop and we deliver,")
class BesideOthersTest {
    private static final String USER = "shared";
    private static final int FIRST = 40;
    /** So long by default; the profile {@code soak} takes many times longer. */
    private static final Duration LENGTH = Duration.ofSeconds(6).multipliedBy(Integer.getInteger("pop3j.soak", 1));

    private final NumberedMail mail = new NumberedMail();
    private final Map<String, Integer> numberOf = new HashMap<>();
    private final Map<Integer, String> idOf = new HashMap<>();
    private final Set<Integer> removed = new HashSet<>();
    private final Random random = new Random(seed());

    @TempDir
    Path folder;

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return seed;
    }

    @Test
    @DisplayName("no message is missing, doubled or cut, its unique-id stays, and exactly what we delete is gone")
    void beside() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path maildirs = Files.createDirectory(folder.resolve("mail"));
        Path maildir = ConfigFile.maildir(maildirs.resolve(USER));
        Peers.giveAway(maildirs);
        Path work = Files.createDirectory(folder.resolve("work"));
        try (OurDelivery ours = OurDelivery.into(maildir, Files.createDirectory(folder.resolve("ours")));
                DovecotPeer dovecot = DovecotPeer.on(maildirs, work, "imap pop3", "%f");
                MaildirStore store = MaildirStore.in(maildirs.toString());
                Pop3Server server = serve(store)) {
            for (int i = 0; i < FIRST; i++) {
                mail.deliver(ours::deliver);
            }
            int sessions =
                    busy(maildir, ours, dovecot, server.addresses().get(0).getPort());
            session(server.addresses().get(0).getPort(), false);
            assertThat(numberOf.values()).containsAll(mail.delivered());
            assertThat(left(dovecot)).isEqualTo(expected(mail.delivered()));
            System.out.println(
                    sessions + " sessions, " + mail.delivered().size() + " messages, " + removed.size() + " removed");
        }
    }

    private Pop3Server serve(MaildirStore store) throws Exception {
        Path users = Files.writeString(folder.resolve("users"), USER + ":{PLAIN}" + Endpoint.PASSWORD + "\n");
        return Pop3Server.builder(store, new UsersFileAuthenticator(UsersFile.open(users)))
                .listen(new InetSocketAddress(Endpoint.HOST, 0))
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .start();
    }

    private int busy(Path maildir, OurDelivery ours, DovecotPeer dovecot, int port) throws Exception {
        DeliveryAgent.Delivery procmail = agent(DeliveryAgent.PROCMAIL, maildir);
        DeliveryAgent.Delivery maildrop = agent(DeliveryAgent.MAILDROP, maildir);
        long end = System.nanoTime() + LENGTH.toNanos();
        int sessions = 0;
        Random flags = new Random(random.nextLong());
        try (Background imap = new Background(() -> changeFlags(dovecot, flags));
                Background first = new Background(() -> mail.deliver(procmail));
                Background second = new Background(() -> mail.deliver(maildrop));
                Background third = new Background(() -> mail.deliver(ours::deliver))) {
            while (System.nanoTime() < end) {
                session(port, true);
                sessions++;
            }
            for (Background each : List.of(imap, first, second, third)) {
                assertThat(each.stop()).isPositive();
            }
        }
        return sessions;
    }

    private DeliveryAgent.Delivery agent(DeliveryAgent agent, Path maildir) throws Exception {
        return agent.into(maildir, Files.createDirectory(folder.resolve(agent.maildrop())));
    }

    /** Opening the inbox moves new mail to cur; each change of a flag renames a file. */
    private static Object changeFlags(DovecotPeer dovecot, Random random) throws Exception {
        List<String> flags = List.of("\\Seen", "\\Answered", "\\Flagged", "\\Draft", "work");
        try (ImapSession session = ImapSession.logIn(dovecot.imapPort(), USER)) {
            for (int i = 0; i < 20; i++) {
                String flag = flags.get(random.nextInt(flags.size()));
                String change = random.nextBoolean() ? "+FLAGS.SILENT" : "-FLAGS.SILENT";
                session.say("STORE 1:" + (1 + random.nextInt(FIRST / 2)) + " " + change + " (" + flag + ")");
                session.say("NOOP");
            }
            return session.say("LOGOUT");
        }
    }

    /** Retrieves everything, compares, and perhaps removes some. */
    private void session(int port, boolean isRemoving) throws Exception {
        Set<Integer> there = expected(mail.delivered());
        Set<Integer> seen = new HashSet<>();
        List<Integer> marked = new ArrayList<>();
        try (PlainSession session = PlainSession.logIn(port, USER)) {
            List<String> ids = session.listing("UIDL");
            List<String> sizes = session.listing("LIST");
            for (int i = 0; i < ids.size(); i++) {
                String message = session.lines("RETR " + (i + 1));
                int number = NumberedMail.number(message);
                assertThat(sizes.get(i)).as("size of number %d", number).isEqualTo("" + message.length());
                assertThat(seen.add(number)).as("number %d listed once", number).isTrue();
                assertThat(numberOf.computeIfAbsent(ids.get(i), id -> number))
                        .as("what has the unique-id %s", ids.get(i))
                        .isEqualTo(number);
                assertThat(idOf.putIfAbsent(number, ids.get(i)))
                        .as("unique-id of number %d", number)
                        .isIn(null, ids.get(i));
                if (isRemoving && ids.size() > FIRST && random.nextInt(ids.size()) < ids.size() - FIRST) {
                    session.command("DELE " + (i + 1));
                    marked.add(number);
                }
            }
            if (isRemoving) {
                session.command("QUIT");
            }
        }
        assertThat(seen).as("messages").containsAll(there);
        assertThat(seen)
                .as("messages without removed ones")
                .filteredOn(removed::contains)
                .isEmpty();
        removed.addAll(marked);
    }

    private Set<Integer> expected(Set<Integer> delivered) {
        Set<Integer> there = new HashSet<>(delivered);
        there.removeAll(removed);
        return there;
    }

    /** What Dovecot has in the end. */
    private static Set<Integer> left(DovecotPeer dovecot) throws Exception {
        Set<Integer> numbers = new HashSet<>();
        try (ImapSession session = ImapSession.logIn(dovecot.imapPort(), USER)) {
            for (String line : session.say("FETCH 1:* (BODY.PEEK[HEADER.FIELDS (SUBJECT)])")) {
                if (line.startsWith("Subject: number ")) {
                    numbers.add(Integer.parseInt(line.substring("Subject: number ".length())));
                }
            }
        }
        return numbers;
    }
}
