package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** A Maildir that we serve and mbsync keeps the same as another one, by numbers that it writes into the names of files. */
@Tag("any-jdk")
@Tag("peer")
@Timeout(300)
@DisplayName("While mbsync keeps a Maildir that we serve the same as another one,")
class BesideMbsyncTest {
    private static final String USER = "synced";
    private static final int FIRST = 20;
    private static final int AT_ONCE = 5;
    /** So long by default; the profile {@code soak} takes many times longer. */
    private static final Duration LENGTH = Duration.ofSeconds(8).multipliedBy(Integer.getInteger("pop3j.soak", 1));

    private final NumberedMail mail = new NumberedMail();
    private final Map<Integer, String> idOf = new HashMap<>();

    @TempDir
    Path folder;

    private String mbsync;
    private Path near;
    private Path far;
    private Path work;
    private OurDelivery ours;
    private MaildirStore store;
    private Pop3Server server;

    @BeforeEach
    void serve() throws Exception {
        mbsync = Peers.require("mbsync", "isync");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        near = ConfigFile.maildir(folder.resolve("mail").resolve(USER));
        far = ConfigFile.maildir(folder.resolve("far").resolve(USER));
        work = Files.createDirectory(folder.resolve("work"));
        Files.createDirectory(work.resolve("state"));
        ConfigFile.write(work, ".mbsyncrc", "rw-------", """
                MaildirStore near
                Inbox %s

                MaildirStore far
                Inbox %s

                Channel both
                Far :far:
                Near :near:
                Sync All
                Expunge Both
                SyncState %s/state/
                """.formatted(near, far, work));
        Peers.giveAway(folder);
        ours = OurDelivery.into(near, Files.createDirectory(folder.resolve("ours")));
        store = MaildirStore.in(folder.resolve("mail").toString());
        Path users = Files.writeString(folder.resolve("users"), USER + ":{PLAIN}" + Endpoint.PASSWORD + "\n");
        server = Pop3Server.builder(store, new UsersFileAuthenticator(UsersFile.open(users)))
                .listen(new InetSocketAddress(Endpoint.HOST, 0))
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .start();
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        store.close();
        ours.close();
    }

    @Test
    @DisplayName(
            "C0039 R1939-31 each message keeps its unique-id and size; what is removed on one side goes on the other")
    void inTurn() throws Exception {
        deliver(FIRST);
        session();
        assertThat(names(near)).noneMatch(name -> name.contains(",U="));

        synchronize();

        assertThat(names(near)).hasSize(FIRST).allMatch(name -> name.contains(",U="));
        assertThat(session()).isEqualTo(mail.delivered());

        deliver(3);
        deliverFar(1);
        synchronize();

        assertThat(session()).isEqualTo(mail.delivered());
        assertThat(numbers(far)).isEqualTo(mail.delivered());

        try (PlainSession session = PlainSession.logIn(port(), USER)) {
            session.command("DELE 1");
            session.command("QUIT");
        }
        Files.delete(far.resolve(names(far).get(1)));
        synchronize();

        assertThat(session()).hasSize(mail.delivered().size() - 2).isEqualTo(numbers(far));
    }

    @Test
    @DisplayName("C0039 R1939-31 and mail arrives on both, no message is missing or doubled, and its unique-id stays")
    void busy() throws Exception {
        deliver(FIRST);
        int sessions = 0;
        AtomicBoolean isSynchronized = new AtomicBoolean();
        long end = System.nanoTime() + LENGTH.toNanos();
        try (Background synchronizing = new Background(() -> {
            synchronize();
            isSynchronized.set(true);
            return null;
        })) {
            for (; System.nanoTime() < end; sessions++) {
                // Not all the while: mbsync waits until none has come for a second.
                if (isSynchronized.getAndSet(false)) {
                    deliver(AT_ONCE);
                    deliverFar(AT_ONCE);
                }
                session();
            }
            assertThat(synchronizing.stop()).isGreaterThan(1);
        }
        synchronize();
        assertThat(session()).isEqualTo(mail.delivered());
        assertThat(numbers(far)).isEqualTo(mail.delivered());
        System.out.println(sessions + " sessions, " + mail.delivered().size() + " messages");
    }

    private int port() {
        return server.addresses().get(0).getPort();
    }

    private void deliver(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            mail.deliver(ours::deliver);
        }
    }

    private void deliverFar(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            mail.deliver(this::putFar);
        }
    }

    private void putFar(byte[] message) throws IOException {
        String name = System.currentTimeMillis() / 1000 + ".M" + System.nanoTime() + ".far";
        Path draft = Files.write(far.resolve("tmp").resolve(name), message);
        Peers.giveAway(draft);
        Files.move(draft, far.resolve("new").resolve(name));
    }

    private String synchronize() throws IOException, InterruptedException {
        return PeerProcess.run(work, Peers.unprivileged(List.of(mbsync, "both")));
    }

    /** Retrieves everything: each message once, under the unique-id that it always had. The numbers of those that came. */
    private Set<Integer> session() throws IOException {
        Set<Integer> seen = new TreeSet<>();
        try (PlainSession session = PlainSession.logIn(port(), USER)) {
            List<String> ids = session.listing("UIDL");
            List<String> sizes = session.listing("LIST");
            assertThat(ids).doesNotHaveDuplicates();
            for (int i = 0; i < ids.size(); i++) {
                Optional<String> message = retrieve(session, i + 1);
                if (message.isPresent()) {
                    int number = NumberedMail.number(message.orElseThrow());
                    assertThat(sizes.get(i))
                            .as("size of number %d", number)
                            .isEqualTo("" + message.orElseThrow().length());
                    assertThat(seen.add(number))
                            .as("number %d listed once", number)
                            .isTrue();
                    assertThat(idOf.putIfAbsent(number, ids.get(i)))
                            .as("unique-id of number %d", number)
                            .isIn(null, ids.get(i));
                }
            }
        }
        return seen;
    }

    /** One that got its number during the session has another name than the one that was listed: it comes in the next. */
    private static Optional<String> retrieve(PlainSession session, int number) throws IOException {
        try {
            return Optional.of(session.lines("RETR " + number));
        } catch (IOException refused) {
            assertThat(refused).as("RETR %d", number).hasMessageContaining("[SYS/TEMP]");
            return Optional.empty();
        }
    }

    /** With the folder, {@code new} or {@code cur}. */
    private static List<String> names(Path maildir) throws IOException {
        List<String> names = new ArrayList<>();
        for (String part : new String[] {"new", "cur"}) {
            try (Stream<Path> files = Files.list(maildir.resolve(part))) {
                files.forEach(file -> names.add(part + "/" + file.getFileName()));
            }
        }
        return names;
    }

    private static Set<Integer> numbers(Path maildir) throws IOException {
        Set<Integer> numbers = new HashSet<>();
        for (String name : names(maildir)) {
            String wire = Files.readString(maildir.resolve(name)).replace("\n", "\r\n");
            assertThat(numbers.add(NumberedMail.number(wire))).as(name).isTrue();
        }
        return numbers;
    }
}
