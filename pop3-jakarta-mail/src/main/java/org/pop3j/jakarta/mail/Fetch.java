package org.pop3j.jakarta.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ReceivedUniqueIdListing;
import org.pop3j.codec.ScanListing;

/** Fetches what is not known yet about many messages, with as few round trips as the server allows. */
final class Fetch {
    private final ContentPolicy policy;
    private final Map<MessageNumber, MessageParts> wanted = new TreeMap<>();

    /** A listing that a server may refuse. */
    private interface ListingCommand<T> {
        Collection<T> lines() throws Pop3Exception;
    }

    Fetch(ContentPolicy policy, List<Pop3Message> messages) {
        this.policy = policy;
        messages.forEach(message -> wanted.put(message.number(), message.parts()));
    }

    void run(Pop3Session session, FetchProfile profile) throws IOException {
        if (profile.contains(UIDFolder.FetchProfileItem.UID)) {
            fetchUniqueIds(session);
        }
        if (profile.contains(ContentProfileItem.CONTENT) && !wanted.isEmpty()) {
            policy.readAhead().announce(wanted.keySet());
            policy.readAhead().from(first(), session);
        }
        boolean wantsHeads = profile.contains(FetchProfile.Item.ENVELOPE)
                || profile.contains(FetchProfile.Item.CONTENT_INFO)
                || profile.contains(FetchProfile.Item.SIZE)
                || profile.getHeaderNames().length > 0;
        if (wantsHeads) {
            // The size of a message is in Jakarta Mail that of its body: what LIST says less the header.
            fetchHeads(session);
            fetchOctets(session);
        }
    }

    /** The first of the wanted messages that is not here yet. */
    private MessageNumber first() {
        return wanted.entrySet().stream()
                .filter(entry -> entry.getValue().content().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> wanted.keySet().iterator().next());
    }

    private void fetchUniqueIds(Pop3Session session) throws IOException {
        if (wanted.values().stream().allMatch(parts -> parts.uniqueId().isPresent())) {
            return;
        }
        for (ReceivedUniqueIdListing listing :
                linesIfAny(() -> policy.uniqueIds().all(session).values())) {
            if (wanted.containsKey(listing.number())) {
                listing.text().ifPresent(wanted.get(listing.number())::learnUniqueId);
            }
        }
    }

    private void fetchOctets(Pop3Session session) throws IOException {
        if (wanted.values().stream().allMatch(parts -> parts.octets().isPresent())) {
            return;
        }
        for (ScanListing listing : linesIfAny(session::scanListings)) {
            if (wanted.containsKey(listing.number())) {
                wanted.get(listing.number()).learnOctets(listing.octets());
            }
        }
    }

    private void fetchHeads(Pop3Session session) throws IOException {
        List<MessageNumber> unknown = wanted.entrySet().stream()
                .filter(entry -> entry.getValue().head().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        Batch batch = new Batch(session, policy.uniqueIds());
        if (policy.source().isTop(session)) {
            batch.top(unknown, 0, new Learning(MessageParts::learnHead));
        } else {
            batch.retrieve(unknown, new Learning(MessageParts::learnContent));
        }
    }

    private static <T> Collection<T> linesIfAny(ListingCommand<T> command) throws Pop3Exception {
        try {
            return command.lines();
        } catch (Pop3RefusedException e) {
            if (!MessageParts.isNotOffered(e)) {
                throw e;
            }
            // Each message asks again when it is used, and tells the refusal where that is an error.
            return List.of();
        }
    }

    /** What a message does with what has come. */
    private interface Lesson {
        void learn(MessageParts parts, InputStream content) throws IOException;
    }

    /** Gives each message its octets. */
    private final class Learning implements MessageHandler<MessageNumber> {
        private final Lesson lesson;

        Learning(Lesson lesson) {
            this.lesson = lesson;
        }

        @Override
        public void message(MessageNumber key, InputStream content) throws IOException {
            lesson.learn(wanted.get(key), content);
        }

        @Override
        public void refused(MessageNumber key, Pop3RefusedException refusal) {
            // The message asks again when it is used, and tells the refusal then.
        }
    }
}
