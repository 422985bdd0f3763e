package org.pop3j.jakarta.mail;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.UniqueId;

/** Which messages of an opened folder were taken in earlier sessions, and how it is noted which are taken now. */
interface TakenMail {
    /** Without a ledger nobody knows. */
    TakenMail UNKNOWN = new Unknown();

    /** SEEN if the message was taken, else RECENT; nothing if nobody knows. */
    Flags flags(MessageNumber number);

    /** The unique-id, where it is known already. */
    Optional<UniqueId> uniqueId(MessageNumber number);

    /** Which flags last. */
    Flags permanent();

    /** Whether there are messages that were not taken. */
    boolean hasNew();

    /** The application says that it has taken the message, or takes that back; noted durably when this returns. */
    void seen(MessageNumber number, boolean isTaken) throws MessagingException;

    /** The application has been given the content. */
    void read(MessageNumber number);

    /** The folder is closed in order. */
    void closed() throws MessagingException;

    /** The folder is closed somehow; may come after {@link #closed()}. */
    void release();

    /** Nobody knows. */
    final class Unknown implements TakenMail {
        private Unknown() {}

        @Override
        public Flags flags(MessageNumber number) {
            return new Flags();
        }

        @Override
        public Optional<UniqueId> uniqueId(MessageNumber number) {
            return Optional.empty();
        }

        @Override
        public Flags permanent() {
            return new Flags();
        }

        @Override
        public boolean hasNew() {
            return false;
        }

        @Override
        public void seen(MessageNumber number, boolean isTaken) {}

        @Override
        public void read(MessageNumber number) {}

        @Override
        public void closed() {}

        @Override
        public void release() {}
    }
}
