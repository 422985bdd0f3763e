package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Takes the messages of a bulk operation, one after the other and in the thread that called it.
 *
 * <p>An exception out of a method ends the operation: no further message is asked for, what was asked for is read and
 * thrown away, and the exception reaches the caller; the session stays usable. No method of the session may be called from
 * a handler, except {@link Pop3Session#close()}, which ends everything at once.
 *
 * @param <K> what names a message: {@link org.pop3j.codec.MessageNumber} or {@link org.pop3j.codec.UniqueId}
 */
public interface MessageHandler<K> {
    /**
     * Takes a message. It arrives while it is read: only when the stream has ended is it known to be whole (S-10), so do not
     * delete it before. What is left unread is skipped.
     *
     * @param key the message
     * @param content the octets; its reads throw {@link Pop3BrokenException} if the connection fails
     * @throws IOException to end the operation
     */
    void message(K key, InputStream content) throws IOException;

    /**
     * Hears that the server refused a message; the others follow.
     *
     * @param key the message
     * @param refusal what the server said
     * @throws IOException to end the operation
     */
    void refused(K key, Pop3RefusedException refusal) throws IOException;

    /**
     * Hears that a message is larger than {@link ClientLimits#messageOctets()} and was skipped ({@link Oversize#SKIPPED});
     * what {@link #message} may have got of it is no whole message. Does nothing where it is not overridden.
     *
     * @param key the message
     * @param octets what LIST says it has; empty if LIST said less, and what came was more
     * @throws IOException to end the operation
     */
    default void tooLarge(K key, OptionalLong octets) throws IOException {}

    /**
     * Hears that the maildrop has no message with this unique-id (any more): servers remove mail by themselves (R1939-41).
     * Does nothing where it is not overridden.
     *
     * @param key the unique-id
     * @throws IOException to end the operation
     */
    default void missing(K key) throws IOException {}
}
