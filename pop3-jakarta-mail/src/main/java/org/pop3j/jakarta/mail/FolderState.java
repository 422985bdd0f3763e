package org.pop3j.jakarta.mail;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.codec.DropListing;
import org.pop3j.codec.MessageNumber;

/** What a folder is: closed, closed because its connection was lost, or open with what belongs to that. */
sealed interface FolderState {
    /** Not open. */
    record Closed() implements FolderState {}

    /** Not open, because the connection failed. */
    record Lost(Pop3BrokenException why) implements FolderState {}

    /**
     * Open. Message objects are made when they are asked for, so that a folder of a million messages costs nothing by
     * itself; they belong to this opening, whose number they keep, because message-numbers mean others in the next.
     */
    record Open(
            MaildropConnection connection,
            int mode,
            DropListing dropListing,
            long opening,
            ContentPolicy policy,
            TakenMail taken,
            ConcurrentMap<Integer, Pop3Message> messages)
            implements FolderState {
        Open(
                MaildropConnection connection,
                int mode,
                DropListing dropListing,
                long opening,
                ContentPolicy policy,
                TakenMail taken) {
            this(connection, mode, dropListing, opening, policy, taken, new ConcurrentHashMap<>());
        }

        void requireSame(long openingOfMessage) {
            if (openingOfMessage != opening) {
                throw new IllegalStateException(
                        "the folder was closed since the message was got from it: get the message again");
            }
        }

        int count() {
            return Octets.clamped(dropListing.messages());
        }

        /** The messages that carry the flag DELETED. */
        List<MessageNumber> deleted() throws MessagingException {
            List<MessageNumber> deleted = new ArrayList<>();
            for (Map.Entry<Integer, Pop3Message> message : new TreeMap<>(messages).entrySet()) {
                if (message.getValue().isSet(Flags.Flag.DELETED)) {
                    deleted.add(new MessageNumber(message.getKey()));
                }
            }
            return deleted;
        }
    }
}
