package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.pop3j.client.Pop3BrokenException.Deletions;
import org.pop3j.codec.Capabilities;
import org.pop3j.codec.Command;
import org.pop3j.codec.DropListing;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ReceivedUniqueIdListing;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;

/**
 * One connection to a server, from the greeting to QUIT (RFC 1939).
 *
 * <p>Belongs to one thread at a time, platform or virtual; only {@link #close()} may be called from any other, to cancel:
 * every wait of the session then ends at once.
 *
 * <p>Each method that talks to the server throws {@link Pop3RefusedException} if the server refuses (the session goes on)
 * and {@link Pop3BrokenException} if the session is gone, also when it was closed before. A call in the wrong state is an
 * {@link IllegalStateException}, an argument that must not go on the wire an {@link IllegalArgumentException}; nothing is
 * sent then (C0003, C0008, S-17).
 */
public final class Pop3Session implements AutoCloseable {
    private final Dialogue dialogue;
    private final Messages messages;

    private Pop3Session(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.messages = new Messages(dialogue);
    }

    static Pop3Session open(Settings settings) throws Pop3Exception {
        return new Pop3Session(Dialogue.open(settings, () -> Connection.dial(settings)));
    }

    static Pop3Session open(Settings settings, Socket connected) throws Pop3Exception {
        return new Pop3Session(Dialogue.open(settings, () -> Connection.over(settings, connected)));
    }

    /**
     * The greeting, which may have a timestamp for APOP. Without TLS anybody may have written it.
     *
     * @return the greeting
     */
    public ReceivedReply greeting() {
        return dialogue.greeting();
    }

    /**
     * Whether the connection is still there as far as is known without asking the server.
     *
     * @return false after {@link #quit()}, {@link #close()} and any {@link Pop3BrokenException}
     */
    public boolean isOpen() {
        return dialogue.isOpen();
    }

    /**
     * Whether the connection has TLS.
     *
     * @return whether it has
     */
    public boolean isSecure() {
        return tls().isPresent();
    }

    /**
     * What TLS agreed on: protocol, cipher suite, certificates.
     *
     * @return the TLS session, empty without TLS
     */
    public Optional<SSLSession> tls() {
        return dialogue.tls();
    }

    /**
     * What the server announces (CAPA). Asked for when needed, kept, and asked again after TLS and after the login
     * (R2449-20, R2595-07).
     *
     * @return the capabilities, {@link Capabilities#NONE} if the server has no CAPA
     * @throws Pop3BrokenException if the session is gone
     */
    public Capabilities capabilities() throws Pop3Exception {
        return dialogue.capabilities();
    }

    /**
     * Logs in with a password, by the strongest mechanism that the server offers and the client's {@link LoginPolicy} allows,
     * or by USER and PASS. The same as {@link #logIn(Credentials)} with {@link Credentials#password}.
     *
     * @param user the user name; for USER without SPACE, and not only ASCII only where {@code UTF8 USER} is announced
     *     (R6856-06)
     * @param password the password as it is, SPACEs included (C0046); for PASS the same about ASCII
     * @throws AuthenticationRefusedException if there is no login; another attempt may follow (C0010)
     * @throws Pop3BrokenException if the session is gone, also because it has no TLS; nothing of the login was sent then
     * @throws IllegalArgumentException if name or password cannot be sent; the password is not shown
     */
    public void logIn(String user, String password) throws Pop3Exception {
        try {
            logIn(Credentials.password(user, password));
        } catch (Pop3Exception e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("only suppliers of tokens fail like that", e);
        }
    }

    /**
     * Logs in by the strongest mechanism that the server offers and the client's {@link LoginPolicy} allows (SASL-01). Nothing
     * is sent without TLS unless that was allowed by name (S-20). With tokens the supplier is asked, and once more if the
     * server refuses the first one. The capabilities are asked again afterwards (R2449-20).
     *
     * @param credentials what to prove with
     * @throws AuthenticationRefusedException if there is no login; another attempt may follow (C0010)
     * @throws Pop3BrokenException if the session is gone: it has no TLS and then nothing of the login was sent, or the server
     *     said {@code +OK} without proving what the mechanism asks of it (S-22)
     * @throws IOException if the supplier of tokens has none
     * @throws IllegalArgumentException if the policy has no mechanism for such credentials, or they cannot be sent
     */
    public void logIn(Credentials credentials) throws IOException {
        dialogue.logIn(credentials, dialogue.settings().loginPolicy());
    }

    /**
     * The same by another policy than the client's.
     *
     * @param credentials what to prove with
     * @param policy by which mechanisms
     * @throws IOException as {@link #logIn(Credentials)}
     */
    public void logIn(Credentials credentials, LoginPolicy policy) throws IOException {
        dialogue.logIn(credentials, policy);
    }

    /**
     * Logs in by APOP, which is never done unless it is asked for like this (V0008).
     *
     * @param apop name and digest of the greeting's timestamp and the secret
     * @throws AuthenticationRefusedException if the server refuses
     * @throws Pop3BrokenException if the session is gone, also because it has no TLS; nothing of the login was sent then
     */
    public void logIn(Command.Apop apop) throws Pop3Exception {
        dialogue.logIn(apop);
    }

    /**
     * How many messages there are, and how many octets (STAT).
     *
     * @return the drop listing; a hint from servers that count wrong
     * @throws Pop3Exception if refused or broken
     */
    public DropListing dropListing() throws Pop3Exception {
        return dialogue.dropListing();
    }

    /**
     * The messages and their octets (LIST), in the server's order (C0011), those marked as deleted left out.
     *
     * @return the scan listings
     * @throws Pop3Exception if refused or broken
     */
    public List<ScanListing> scanListings() throws Pop3Exception {
        return messages.scanListings();
    }

    /**
     * The octets of one message (LIST n).
     *
     * @param number the message
     * @return its scan listing
     * @throws Pop3Exception if refused or broken
     */
    public ScanListing scanListing(MessageNumber number) throws Pop3Exception {
        return messages.scanListing(number);
    }

    /**
     * The unique-ids of the messages (UIDL), in the server's order, those marked as deleted left out. Servers may lack UIDL,
     * and bad ones give one unique-id to several messages (C0041). Messages for which the server gives none, or something that
     * is none, are left out; {@link #receivedUniqueIdListings()} has them.
     *
     * @return the unique-id listings
     * @throws Pop3Exception if refused or broken
     */
    public List<UniqueIdListing> uniqueIdListings() throws Pop3Exception {
        List<UniqueIdListing> listings = new ArrayList<>();
        for (ReceivedUniqueIdListing received : receivedUniqueIdListings()) {
            received.uniqueId().ifPresent(id -> listings.add(new UniqueIdListing(received.number(), id)));
        }
        return listings;
    }

    /**
     * What the server gives as unique-ids (UIDL), usable or not, in its order.
     *
     * @return a listing for each message that the answer names
     * @throws Pop3BrokenException if the session is gone, also because most lines of the answer name no message
     * @throws Pop3RefusedException if the server has no UIDL
     */
    public List<ReceivedUniqueIdListing> receivedUniqueIdListings() throws Pop3Exception {
        return messages.uniqueIdListings();
    }

    /**
     * The unique-id of one message (UIDL n).
     *
     * @param number the message
     * @return its unique-id; empty if the server gives none, or something that is none
     * @throws Pop3Exception if refused or broken
     */
    public Optional<UniqueId> uniqueId(MessageNumber number) throws Pop3Exception {
        return receivedUniqueIdListing(number).uniqueId();
    }

    /**
     * What the server gives as the unique-id of one message (UIDL n), usable or not.
     *
     * @param number the message
     * @return its listing
     * @throws Pop3Exception if refused or broken
     */
    public ReceivedUniqueIdListing receivedUniqueIdListing(MessageNumber number) throws Pop3Exception {
        return messages.uniqueIdListing(number);
    }

    /**
     * Retrieves a message into a stream (RETR), octet for octet (C0023): the fastest way. What has been written when this
     * throws is no whole message (S-10).
     *
     * @param number the message
     * @param target takes the octets as they arrive; it is neither flushed nor closed. If it fails, the rest of the message
     *     is skipped, its exception thrown, and the session stays usable.
     * @return how many octets the message has
     * @throws Pop3Exception if refused or broken
     * @throws IOException if the target fails
     */
    public long retrieve(MessageNumber number, OutputStream target) throws IOException {
        return messages.content(number, new Command.Retr(number), target);
    }

    /**
     * Retrieves a message into a channel (RETR), as {@link #retrieve(MessageNumber, OutputStream)} does. The channel must
     * block.
     *
     * @param number the message
     * @param target takes the octets as they arrive, from the buffer of the connection
     * @return how many octets the message has
     * @throws Pop3Exception if refused or broken
     * @throws IOException if the target fails
     */
    public long retrieve(MessageNumber number, WritableByteChannel target) throws IOException {
        return retrieve(number, new ChannelOutput(target));
    }

    /**
     * Retrieves a message into a new file (RETR). The file is durable and whole when this returns; when it throws there is
     * none.
     *
     * @param number the message
     * @param file must not exist
     * @return how many octets the message has
     * @throws Pop3Exception if refused or broken
     * @throws java.nio.file.FileAlreadyExistsException if the file exists; it is not touched
     * @throws IOException if the file cannot be written
     */
    public long retrieve(MessageNumber number, Path file) throws IOException {
        return ChannelOutput.intoNewFile(file, channel -> retrieve(number, channel));
    }

    /**
     * Retrieves a message as a stream that is read while it arrives (RETR). Until the stream is closed the session can do
     * nothing else. Closing it early reads and skips the rest of the message; {@link MessageStream#leave} chooses between
     * that and closing the session.
     *
     * @param number the message
     * @return the octets; its reads throw {@link Pop3BrokenException} if the connection fails before the message is whole
     * @throws Pop3Exception if refused or broken
     */
    public MessageStream retrieve(MessageNumber number) throws Pop3Exception {
        return messages.stream(number, new Command.Retr(number));
    }

    /**
     * Retrieves the header and the first lines of the body (TOP) into a stream, as {@link #retrieve(MessageNumber,
     * OutputStream)} does.
     *
     * @param number the message
     * @param bodyLines how many lines of the body, 0 or more
     * @param target takes the octets
     * @return how many octets came
     * @throws Pop3Exception if refused, as by servers without TOP, or broken
     * @throws IOException if the target fails
     */
    public long top(MessageNumber number, int bodyLines, OutputStream target) throws IOException {
        return messages.content(number, new Command.Top(number, bodyLines), target);
    }

    /**
     * Retrieves the header and the first lines of the body (TOP) as a stream, as {@link #retrieve(MessageNumber)} does.
     *
     * @param number the message
     * @param bodyLines how many lines of the body, 0 or more
     * @return the octets
     * @throws Pop3Exception if refused, as by servers without TOP, or broken
     */
    public MessageStream top(MessageNumber number, int bodyLines) throws Pop3Exception {
        return messages.stream(number, new Command.Top(number, bodyLines));
    }

    /**
     * Retrieves many messages, several at once where the server announces PIPELINING (R2449-16).
     *
     * @param numbers the messages; the handler gets them in this order, each once
     * @param handler takes them
     * @throws Pop3BrokenException if the session is gone
     * @throws IOException if the handler throws
     */
    public void retrieve(Collection<MessageNumber> numbers, MessageHandler<MessageNumber> handler) throws IOException {
        messages.bulk().retrieve(messages.numbered(numbers).items(), handler);
    }

    /**
     * Retrieves many messages by their unique-ids. If several messages share one (C0041), the handler gets each of them.
     *
     * <p>Where several are asked for at once, {@code UIDL n} goes in front of each RETR, so that a server that loses or
     * doubles an answer is found out before a message is taken for another; the session is broken then.
     *
     * @param uniqueIds the messages
     * @param handler takes them, and hears which are missing
     * @throws Pop3RefusedException if the server has no UIDL
     * @throws Pop3BrokenException if the session is gone
     * @throws IOException if the handler throws
     */
    public void retrieveByUniqueId(Collection<UniqueId> uniqueIds, MessageHandler<UniqueId> handler)
            throws IOException {
        messages.bulk().retrieveVerified(messages.located(uniqueIds).tellingMissing(handler), id -> id, handler);
    }

    /**
     * Retrieves many messages that {@link #uniqueIdListings()} has listed in this session: with the protection of {@link
     * #retrieveByUniqueId}, and without another listing.
     *
     * @param listings the messages; the handler gets them in this order, each once
     * @param handler takes them
     * @throws Pop3BrokenException if the session is gone, also because answers are not those to what was asked
     * @throws IOException if the handler throws
     */
    public void retrieveListed(Collection<UniqueIdListing> listings, MessageHandler<UniqueIdListing> handler)
            throws IOException {
        messages.bulk().retrieveVerified(messages.ofListings(listings).items(), UniqueIdListing::uniqueId, handler);
    }

    /** What the maildrop holds, for {@link Pop3Sync}. */
    Messages messages() {
        return messages;
    }

    /**
     * Retrieves header and first lines of many messages, several at once where the server announces PIPELINING.
     *
     * @param numbers the messages; the handler gets them in this order, each once
     * @param bodyLines how many lines of each body, 0 or more
     * @param handler takes them
     * @throws Pop3BrokenException if the session is gone
     * @throws IOException if the handler throws
     */
    public void top(Collection<MessageNumber> numbers, int bodyLines, MessageHandler<MessageNumber> handler)
            throws IOException {
        messages.bulk().top(messages.numbered(numbers).items(), bodyLines, handler);
    }

    /**
     * Retrieves header and first lines of many messages that {@link #uniqueIdListings()} has listed in this session, as
     * {@link #retrieveListed} retrieves whole ones.
     *
     * @param listings the messages; the handler gets them in this order, each once
     * @param bodyLines how many lines of each body, 0 or more
     * @param handler takes them
     * @throws Pop3BrokenException if the session is gone, also because answers are not those to what was asked
     * @throws IOException if the handler throws
     */
    public void topListed(Collection<UniqueIdListing> listings, int bodyLines, MessageHandler<UniqueIdListing> handler)
            throws IOException {
        messages.bulk()
                .topVerified(messages.ofListings(listings).items(), bodyLines, UniqueIdListing::uniqueId, handler);
    }

    /**
     * Retrieves header and first lines of many messages by their unique-ids, as {@link #retrieveByUniqueId} retrieves whole
     * ones.
     *
     * @param uniqueIds the messages
     * @param bodyLines how many lines of each body, 0 or more
     * @param handler takes them, and hears which are missing
     * @throws Pop3RefusedException if the server has no UIDL
     * @throws Pop3BrokenException if the session is gone
     * @throws IOException if the handler throws
     */
    public void topByUniqueId(Collection<UniqueId> uniqueIds, int bodyLines, MessageHandler<UniqueId> handler)
            throws IOException {
        messages.bulk().topVerified(messages.located(uniqueIds).tellingMissing(handler), bodyLines, id -> id, handler);
    }

    /**
     * Marks a message as deleted (DELE). It is deleted when {@link #quit()} has returned; until then {@link #reset()} or the
     * end of the session brings it back. Its number must not be used any more (C0026).
     *
     * @param number the message
     * @throws Pop3Exception if refused or broken
     */
    public void delete(MessageNumber number) throws Pop3Exception {
        messages.delete(number);
    }

    /**
     * Marks many messages as deleted, several at once where the server announces PIPELINING.
     *
     * @param numbers the messages
     * @return which are marked, and which the server refused
     * @throws Pop3BrokenException if the session is gone; none will be deleted
     */
    public DeletionReport<MessageNumber> delete(Collection<MessageNumber> numbers) throws Pop3Exception {
        return messages.delete(messages.numbered(numbers));
    }

    /**
     * Marks many messages as deleted by their unique-ids. Where several messages share one, none of them is.
     *
     * @param uniqueIds the messages
     * @return which are marked, refused, missing or ambiguous
     * @throws Pop3RefusedException if the server has no UIDL
     * @throws Pop3BrokenException if the session is gone; none will be deleted
     */
    public DeletionReport<UniqueId> deleteByUniqueId(Collection<UniqueId> uniqueIds) throws Pop3Exception {
        return messages.delete(messages.located(uniqueIds));
    }

    /**
     * Takes back all deletions of this session (RSET).
     *
     * @throws Pop3Exception if refused or broken
     */
    public void reset() throws Pop3Exception {
        messages.reset();
    }

    /**
     * Keeps the session alive (NOOP), which servers end after some minutes of silence.
     *
     * @throws Pop3Exception if refused or broken
     */
    public void noop() throws Pop3Exception {
        dialogue.line(new Command.Noop());
    }

    /**
     * Switches to UTF8 mode (RFC 6856 section 2): headers may come in UTF-8. Before the login, where announced.
     *
     * @throws Pop3Exception if refused or broken
     */
    public void utf8() throws Pop3Exception {
        dialogue.line(new Command.Utf8());
    }

    /**
     * Asks for another language of the texts in replies (LANG, RFC 6856 section 3).
     *
     * @param range a language range such as {@code de}, or {@code *} for the default
     * @throws Pop3Exception if refused or broken
     */
    public void language(String range) throws Pop3Exception {
        dialogue.line(new Command.Lang(Optional.of(range)));
    }

    /**
     * The languages that the server has (LANG).
     *
     * @return a line a language: its tag, SPACE, and its name
     * @throws Pop3Exception if refused or broken
     */
    public List<String> languages() throws Pop3Exception {
        return dialogue.answer(new Command.Lang(Optional.empty())).lines();
    }

    /**
     * Sends a command for which there is no method, or whose raw answer is wanted.
     *
     * @param command any but those that move the session or whose content must be streamed: USER, PASS, APOP, AUTH with a
     *     mechanism, STLS, QUIT, RETR, TOP
     * @return the positive answer
     * @throws Pop3Exception if refused or broken
     * @throws IllegalArgumentException if another method is to be used
     */
    public Response send(Command command) throws Pop3Exception {
        return messages.send(command);
    }

    /**
     * Ends the session (QUIT): only when this returns are the messages that were marked deleted (R1939-28). The connection is
     * closed, whatever the outcome.
     *
     * @throws Pop3RefusedException if the server could not delete all of them; the next session tells which are left
     * @throws Pop3BrokenException if there was no answer; then {@link Deletions#UNKNOWN} says that QUIT may have been heard
     */
    public void quit() throws Pop3Exception {
        dialogue.quit();
    }

    /** Closes the connection at once, without QUIT: nothing is deleted (R1939-27). From any thread; again does nothing. */
    @Override
    public void close() {
        dialogue.close();
    }
}
