package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** One Maildir, served by us and by Dovecot's pop3d with {@code pop3_uidl_format=%f} in turn, while mail arrives. */
@Tag("any-jdk")
@Tag("peer")
@Timeout(600)
@DisplayName("While procmail and we deliver, and we and Dovecot's POP3 serve and remove in turn,")
class TurnsWhileBusyTest {
    private static final String USER = "turns";
    private static final int FIRST = 20;
    /** Of more messages than these the oldest are removed. */
    private static final int KEPT = 60;
    /** So long by default; the profile {@code soak} takes many times longer. */
    private static final Duration LENGTH = Duration.ofSeconds(4).multipliedBy(Integer.getInteger("pop3j.soak", 1));

    private final NumberedMail mail = new NumberedMail();
    private final Map<Integer, String> idOf = new HashMap<>();
    private final Map<String, String> octetsOf = new HashMap<>();
    private final Set<Integer> removed = new HashSet<>();

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "both tell the same unique-ids (R1939-31) and sizes (R1939-39), and no message is missing or back again")
    void turns() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path maildirs = Files.createDirectory(folder.resolve("mail"));
        Path maildir = ConfigFile.maildir(maildirs.resolve(USER));
        Peers.giveAway(maildirs);
        Path work = Files.createDirectory(folder.resolve("work"));
        try (OurDelivery ours = OurDelivery.into(maildir, Files.createDirectory(folder.resolve("ours")));
                DovecotPeer dovecot = DovecotPeer.on(maildirs, work);
                MaildirStore store = MaildirStore.in(maildirs.toString());
                Pop3Server server = serve(store)) {
            for (int i = 0; i < FIRST; i++) {
                mail.deliver(ours::deliver);
            }
            DeliveryAgent.Delivery procmail =
                    DeliveryAgent.PROCMAIL.into(maildir, Files.createDirectory(folder.resolve("procmail")));
            int turns = 0;
            long end = System.nanoTime() + LENGTH.toNanos();
            try (Background first = new Background(() -> mail.deliver(procmail));
                    Background second = new Background(() -> mail.deliver(ours::deliver))) {
                for (; System.nanoTime() < end; turns++) {
                    session(server.addresses().get(0).getPort());
                    session(dovecot.port());
                }
                for (Background each : List.of(first, second)) {
                    assertThat(each.stop()).isPositive();
                }
            }
            System.out.println(turns + " turns, " + idOf.size() + " messages, " + removed.size() + " removed");
        }
    }

    private Pop3Server serve(MaildirStore store) throws Exception {
        Path users = Files.writeString(folder.resolve("users"), USER + ":{PLAIN}" + Endpoint.PASSWORD + "\n");
        return Pop3Server.builder(store, new UsersFileAuthenticator(UsersFile.open(users)))
                .listen(new InetSocketAddress(Endpoint.HOST, 0))
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .start();
    }

    /** A message that was removed may still be listed while the folder has no quiet moment, but is not there. */
    private Optional<String> retrieve(PlainSession session, int number, String id) {
        try {
            return Optional.of(session.lines("RETR " + number));
        } catch (IOException refused) {
            assertThat(refused).as("RETR %d", number).hasMessageContaining("[SYS/TEMP]");
            assertThat(removed.stream().map(idOf::get))
                    .as("unique-ids of removed messages")
                    .contains(id);
            return Optional.empty();
        }
    }

    /** Retrieves everything, compares it with what the other server told, and removes the oldest. */
    private void session(int port) throws Exception {
        Set<Integer> there = new HashSet<>(mail.delivered());
        there.removeAll(removed);
        Set<Integer> seen = new HashSet<>();
        Set<Integer> marked = new HashSet<>();
        try (PlainSession session = PlainSession.logIn(port, USER)) {
            List<String> ids = session.listing("UIDL");
            List<String> sizes = session.listing("LIST");
            for (int i = 0; i < ids.size(); i++) {
                Optional<String> retrieved = retrieve(session, i + 1, ids.get(i));
                if (retrieved.isEmpty()) {
                    continue;
                }
                String message = retrieved.orElseThrow();
                int number = NumberedMail.number(message);
                assertThat(seen.add(number)).as("number %d listed once", number).isTrue();
                assertThat(idOf.putIfAbsent(number, ids.get(i)))
                        .as("unique-id of number %d", number)
                        .isIn(null, ids.get(i));
                assertThat(sizes.get(i)).as("size of number %d", number).isEqualTo("" + message.length());
                assertThat(octetsOf.putIfAbsent(ids.get(i), sizes.get(i)))
                        .as("size of number %d at the other server", number)
                        .isIn(null, sizes.get(i));
                if (i < ids.size() - KEPT) {
                    session.command("DELE " + (i + 1));
                    marked.add(number);
                }
            }
            session.command("QUIT");
        }
        assertThat(seen).as("messages").containsAll(there);
        assertThat(seen).as("removed ones").doesNotContainAnyElementsOf(removed.isEmpty() ? Set.of(-1) : removed);
        removed.addAll(marked);
    }
}
