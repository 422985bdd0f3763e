package org.pop3j.conformance.fake;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.pop3j.codec.Command;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.SyntaxException;

/** One connection of a fake server. Belongs to its thread; what a {@link Watcher} gets is its own business. */
public final class FakeSession implements AutoCloseable {
    /** A watcher hears this when a handshake is done. */
    public static final String SECURED = "TLS";

    /** A watcher hears this when octets came behind STLS, before the server was ready for the handshake. */
    public static final String AHEAD_OF_TLS = "# octets behind STLS, ahead of the handshake";

    private static final AtomicInteger GREETINGS = new AtomicInteger();
    private static final int EXCHANGE_LINE = 16_384;

    /** What a session announces. */
    public enum Offer {
        /** All that it has, APOP too. */
        EVERYTHING,
        /** USER and PASS, so that every client logs in the same way. */
        USER_PASS,
        /** USER, PASS and AUTH PLAIN. */
        PLAIN("PLAIN"),
        /** USER, PASS and AUTH SCRAM-SHA-256. */
        SCRAM_SHA_256("SCRAM-SHA-256");

        private final String sasl;

        Offer() {
            this.sasl = "";
        }

        Offer(String mechanism) {
            this.sasl = "SASL " + mechanism + "\r\n";
        }

        /** The line of CAPA, with its CRLF; none if there is no mechanism. */
        String sasl() {
            return sasl;
        }
    }

    /**
     * What a session is to be.
     *
     * @param offer what it announces
     * @param user the only user name
     * @param password its password
     * @param maildrop the mail
     * @param twist what is done otherwise than right
     * @param pieces in which pieces octets are sent: the length of the next from what is left
     * @param watcher hears what the client says
     */
    public record Setting(
            Offer offer,
            String user,
            String password,
            FakeMaildrop maildrop,
            Twist twist,
            IntUnaryOperator pieces,
            Watcher watcher) {}

    private final Socket raw;
    private final Optional<SSLContext> tls;
    private final Setting setting;
    private final Set<Integer> marked = new LinkedHashSet<>();
    private final FakeAuthorization authorization;
    private final FakeTransaction transaction;
    private final String timestamp;
    private Socket top;
    private FakeInput input;
    private Optional<List<FakeMaildrop.Message>> messages = Optional.empty();
    private boolean holdsLock;
    private boolean hasQuit;

    FakeSession(Socket socket, Optional<SSLContext> tls, Setting setting) throws IOException {
        this.raw = socket;
        this.top = socket;
        this.tls = tls;
        this.setting = setting;
        this.timestamp = "<" + GREETINGS.incrementAndGet() + "." + System.nanoTime() + "@fake.example>";
        this.authorization = new FakeAuthorization(this);
        this.transaction = new FakeTransaction(this);
        raw.setSoTimeout(setting.twist().idleMillis());
        this.input = new FakeInput(socket.getInputStream(), setting.watcher());
    }

    void run() throws IOException {
        String ready = setting.offer() == Offer.EVERYTHING ? "+OK ready " + timestamp : "+OK ready";
        Said next = setting.twist().greeting(this, Said.line(ready));
        while (perform(next)) {
            int limit = authorization.isInExchange()
                    ? EXCHANGE_LINE
                    : setting.twist().lineLimit();
            next = answer(input.line(limit));
        }
    }

    private boolean perform(Said said) throws IOException {
        send(said.octets());
        return switch (said.then()) {
            case GO_ON -> true;
            case CLOSE -> false;
            case RESET -> {
                raw.setSoLinger(true, 0);
                raw.close();
                yield false;
            }
            case HANG -> {
                input.drain();
                yield false;
            }
            case START_TLS -> {
                byte[] ahead = input.buffered();
                if (ahead.length > 0) {
                    setting.watcher().event(AHEAD_OF_TLS);
                }
                byte[] left = setting.twist().beforeHandshake(this, ahead);
                secure();
                input.putBack(left);
                yield true;
            }
        };
    }

    private Said answer(Optional<String> line) throws IOException {
        if (line.isEmpty()) {
            return Said.line("-ERR the line is too long");
        }
        Optional<Said> instead = setting.twist().instead(this, line.get());
        if (instead.isPresent()) {
            return instead.get();
        }
        return setting.twist().rewrite(this, line.get(), right(line.get()));
    }

    /** What is right to say to a line, and done. */
    public Said right(String line) throws IOException {
        try {
            if (authorization.isInExchange()) {
                return authorization.exchange(line);
            }
            Command command = Command.parse(line);
            authorization.note(command);
            if (isInTransaction()) {
                return command instanceof Command.InTransaction known
                        ? known.perform(transaction)
                        : Said.line("-ERR not in TRANSACTION state");
            }
            return command instanceof Command.InAuthorization known
                    ? known.perform(authorization)
                    : Said.line("-ERR log in first");
        } catch (SyntaxException e) {
            return Said.line("-ERR syntax");
        }
    }

    private void send(String octets) throws IOException {
        byte[] all = octets.getBytes(StandardCharsets.ISO_8859_1);
        setting.watcher().serverSaid(all);
        int sent = 0;
        while (sent < all.length) {
            int piece = setting.pieces().applyAsInt(all.length - sent);
            top.getOutputStream().write(all, sent, piece);
            top.getOutputStream().flush();
            sent += piece;
        }
    }

    /** Does the handshake as the server. */
    void secure() throws IOException {
        SSLContext context = setting.twist()
                .certificate()
                .or(() -> tls)
                .orElseThrow(() -> new IOException("this server has no certificate"));
        if (setting.twist().handshake() != Twist.Handshake.DONE) {
            new FakeHandshake(raw, setting.watcher()).perform(setting.twist().handshake());
        }
        SSLSocket secured = (SSLSocket) context.getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
        secured.setUseClientMode(false);
        secured.setWantClientAuth(setting.twist().asksForCertificate());
        try {
            secured.startHandshake();
        } catch (IOException e) {
            setting.watcher().event("# no TLS: " + PeerText.escape(String.valueOf(e.getMessage())));
            throw e;
        }
        top = secured;
        input = new FakeInput(secured.getInputStream(), setting.watcher());
        setting.watcher().event(SECURED);
        authorization.forget();
    }

    /** Takes the lock and a snapshot. */
    public boolean open() {
        if (!setting.maildrop().lock()) {
            return false;
        }
        holdsLock = true;
        messages = Optional.of(setting.maildrop().snapshot());
        setting.watcher().event("# logged in");
        return true;
    }

    /** Whether somebody has logged in. */
    public boolean isInTransaction() {
        return messages.isPresent();
    }

    /** Whether TLS is on. */
    public boolean isSecured() {
        return top != raw;
    }

    boolean offersStls() {
        return tls.isPresent() && !isSecured();
    }

    /** Removes what is marked; the session is over. */
    void update() {
        setting.maildrop()
                .remove(marked.stream()
                        .map(number -> messages().get(number - 1))
                        .toList());
        hasQuit = true;
        unlock();
    }

    private void unlock() {
        if (holdsLock) {
            holdsLock = false;
            setting.maildrop().unlock();
        }
    }

    /** Frees the maildrop, as a wrong server does. */
    public void freeMaildrop() {
        unlock();
    }

    /** The messages of this session; none before the log-in. */
    public List<FakeMaildrop.Message> messages() {
        return messages.orElse(List.of());
    }

    /** The numbers that are marked as deleted; may be changed. */
    public Set<Integer> marked() {
        return marked;
    }

    /** What this session is. */
    public Setting setting() {
        return setting;
    }

    /** The timestamp of the greeting. */
    public String timestamp() {
        return timestamp;
    }

    /** What is wrong with this: a wrong server takes a session without the lock. */
    public void openWithoutLock() {
        messages = Optional.of(setting.maildrop().snapshot());
    }

    @Override
    public void close() throws IOException {
        if (isInTransaction() && !hasQuit) {
            setting.twist().dropped(this);
            if (!setting.twist().freesLock()) {
                holdsLock = false;
            }
        }
        unlock();
        setting.watcher().event("# end");
        try {
            top.close();
        } finally {
            raw.close();
        }
    }
}
