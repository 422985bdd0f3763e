package org.pop3j.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.pop3j.conformance.Delivery;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;

/**
 * A server with user {@code ann}, password {@code secret word}, and some messages, and the dialogues that must be true of
 * it: each is played in memory, over TCP and over TLS, in every delivery, against a new server each time.
 */
final class Scenario {
    static final MaildropName ANN = new MaildropName("ann");
    static final String LOGIN = """
            S: +OK*
            C: USER ann
            S: +OK*
            C: PASS secret word
            S: +OK*
            """;
    private static final SSLContext TLS = TestTls.context();

    private final List<byte[]> messages;
    private final UnaryOperator<Pop3Server.Builder> settings;
    private final UnaryOperator<MaildropStore> faults;
    private final Logins logins;

    private Scenario(
            List<byte[]> messages,
            UnaryOperator<Pop3Server.Builder> settings,
            UnaryOperator<MaildropStore> faults,
            Logins logins) {
        this.messages = messages;
        this.settings = settings;
        this.faults = faults;
        this.logins = logins;
    }

    /** Each message is text whose characters are octets. */
    static Scenario given(String... messages) {
        List<byte[]> octets = Arrays.stream(messages)
                .map(m -> m.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        return new Scenario(octets, builder -> builder, store -> store, Logins.of(password("secret word")));
    }

    /** Other settings than the defaults of these tests. */
    Scenario with(UnaryOperator<Pop3Server.Builder> more) {
        return new Scenario(messages, builder -> more.apply(settings.apply(builder)), faults, logins);
    }

    /** A store that fails in some way. */
    Scenario store(UnaryOperator<MaildropStore> faulty) {
        return new Scenario(messages, settings, faulty, logins);
    }

    /** Other ways to log in than by a password. */
    Scenario logins(Logins other) {
        return new Scenario(messages, settings, faults, other);
    }

    /** Plays a dialogue that begins behind the login. */
    void loggedIn(String dialogue) {
        plays(LOGIN + dialogue);
    }

    /** Plays a dialogue from the greeting on, in every way. */
    void plays(String dialogue) {
        Dialogue parsed = Dialogue.parse(dialogue);
        Delivery random = Delivery.randomPieces(new Random().nextInt(1_000_000));
        for (Delivery delivery : List.of(Delivery.ONE_SEGMENT, Delivery.OCTET_BY_OCTET, random)) {
            inMemory(parsed, delivery);
            overTcp(parsed, delivery);
        }
        overTcp(parsed, Delivery.PIPELINED);
        overTls(parsed, Delivery.ONE_SEGMENT);
        overTls(parsed, random);
    }

    /** Plays a dialogue over TCP only: one with STLS in it. */
    void playsOverTcp(String dialogue) {
        for (Delivery delivery : Delivery.three()) {
            overTcp(Dialogue.parse(dialogue), delivery);
        }
    }

    private void inMemory(Dialogue dialogue, Delivery delivery) {
        try (MemoryStore store = newStore()) {
            Service service = configured(store).service();
            MemoryTransport transport = new MemoryTransport();
            Thread session = new Thread(() -> service.serve(transport, Service.Start.PLAIN));
            session.start();
            try (Wire wire = Wire.of(transport.toClient.input(), transport.fromClient.output())) {
                dialogue.play(wire, delivery);
            } finally {
                session.join();
                service.close();
            }
            assertLockIsFree(store);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void overTcp(Dialogue dialogue, Delivery delivery) {
        overSocket(dialogue, delivery, 0);
    }

    private void overTls(Dialogue dialogue, Delivery delivery) {
        overSocket(dialogue, delivery, 1);
    }

    private void overSocket(Dialogue dialogue, Delivery delivery, int listener) {
        try (MemoryStore store = newStore();
                Pop3Server server = start(store)) {
            InetSocketAddress address = server.addresses().get(listener);
            try (Wire wire = listener == 0 ? Wire.tcp(address, TLS) : Wire.tls(address, TLS)) {
                dialogue.play(wire, delivery);
            }
            server.stop(Duration.ofSeconds(10));
            assertLockIsFree(store);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts the server: first listener plain, second TLS from the start. */
    Pop3Server start(MemoryStore store) throws IOException {
        return configured(store)
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .listenTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .start();
    }

    /** The builder without listeners. */
    Pop3Server.Builder configured(MemoryStore store) {
        return settings.apply(Pop3Server.builder(faults.apply(store), logins)
                .tls(() -> TLS)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .times(ServerTimes.DEFAULTS.withFailedLogin(Duration.ZERO)));
    }

    MemoryStore newStore() {
        MemoryStore store = new MemoryStore();
        store.create(ANN);
        for (byte[] message : messages) {
            deliver(store, message);
        }
        return store;
    }

    static void deliver(MemoryStore store, byte[] message) {
        try {
            store.deliver(ANN, new ByteArrayInputStream(message), Optional.empty());
        } catch (IOException | MaildropException e) {
            throw new AssertionError(e);
        }
    }

    static ThreadFactory platformThreads() {
        return SessionThreads.platform("test-");
    }

    /** Everybody with this password; the maildrop has the user's name. */
    static Authenticator password(String right) {
        return (name, password, peer) ->
                password.equals(right) ? Optional.of(new Login(name, new MaildropName(name))) : Optional.empty();
    }

    /** Whatever was said: when the session is over somebody else can open the maildrop (R1939-15). */
    private static void assertLockIsFree(MemoryStore store) {
        try {
            store.open(ANN).close();
        } catch (MaildropException e) {
            throw new AssertionError("the maildrop is still locked", e);
        }
    }
}
