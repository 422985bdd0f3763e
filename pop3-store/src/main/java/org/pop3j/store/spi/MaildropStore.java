package org.pop3j.store.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.pop3j.codec.UniqueId;

/**
 * Maildrops by name. Safe for use by several threads.
 *
 * <p>Every store must pass {@code MaildropStoreContract} of pop3-testkit.
 */
public interface MaildropStore extends AutoCloseable {
    /**
     * Opens a maildrop for one session: takes the exclusive-access lock and a snapshot (RFC 1939 section 4). What arrives
     * later is not in it. Nothing is created by opening. If anything fails after the lock was taken, the lock is released
     * before the exception leaves (R1939-14).
     *
     * @param name the maildrop
     * @return the open maildrop; the caller closes it
     * @throws MaildropInUseException if another session holds the lock
     * @throws UnknownMaildropException if there is no such maildrop, or none can have that name
     * @throws MaildropFailedException if it cannot be read
     * @throws MaildropException as one of the three above
     */
    Maildrop open(MaildropName name) throws MaildropException;

    /**
     * Stores a message, whole or not at all; it is durable when this returns (S-39). The exclusive-access lock of a
     * session does not hinder deliveries.
     *
     * @param name the maildrop
     * @param message the octets of the message, read to the end and not closed
     * @param deliveryId if given, a second delivery of the same id within {@link #deliveryWindow()} stores nothing and
     *     gives the unique-id of the first
     * @return the unique-id of the stored message
     * @throws UnknownMaildropException if there is no such maildrop, or none can have that name
     * @throws MaildropFailedException if the message could not be stored
     * @throws MaildropException as one of the two above
     * @throws IOException if reading the message failed; nothing was stored
     */
    UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
            throws MaildropException, IOException;

    /**
     * How long the store remembers delivery ids at least.
     *
     * @return the window, zero if a store does not remember them
     */
    Duration deliveryWindow();

    /**
     * Makes an empty maildrop if there is none with that name.
     *
     * @param name the maildrop
     * @throws UnknownMaildropException if none can have that name
     * @throws MaildropFailedException if it could not be made
     * @throws MaildropException as one of the two above
     */
    void create(MaildropName name) throws MaildropException;

    /** Releases what the store holds. Open maildrops are closed by those who opened them. */
    @Override
    void close();
}
