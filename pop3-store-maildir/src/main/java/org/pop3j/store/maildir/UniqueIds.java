package org.pop3j.store.maildir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pop3j.codec.Limits;
import org.pop3j.codec.UniqueId;

/**
 * Unique-ids of messages (D-7, C0039): the base name where it is one, the same id that qmail and Dovecot's {@code %f} give;
 * else a digest of it. Both follow from the name alone, so they are the same in every session (R1939-31).
 */
final class UniqueIds {
    private static final String DIGEST = "d0";
    private static final Pattern LIKE_DIGEST = Pattern.compile(DIGEST + "[a-z2-7]{32}");
    private static final Pattern LEGAL = Pattern.compile("[!-~]{1," + Limits.UNIQUE_ID_SENT + "}");
    private static final int DIGEST_BITS = 160;

    private final MaildirOptions.UniqueIdForm form;

    UniqueIds(MaildirOptions.UniqueIdForm form) {
        this.form = form;
    }

    /** The ids of all messages of a maildrop, in the same order; of several files with one base only the first gets its id. */
    List<UniqueId> of(List<MessageFile> messages) {
        Map<BaseName, Integer> copies = new HashMap<>();
        List<UniqueId> ids = new ArrayList<>(messages.size());
        for (MessageFile message : messages) {
            int copy = copies.merge(message.base(), 1, Integer::sum);
            ids.add(copy == 1 ? of(message.base()) : copy(message.base(), copy));
        }
        return ids;
    }

    /** The id of the only message with that base. */
    UniqueId of(BaseName base) {
        boolean isItself = form == MaildirOptions.UniqueIdForm.BASE_NAME
                && LEGAL.matcher(base.octets()).matches()
                && !LIKE_DIGEST.matcher(base.octets()).matches();
        return new UniqueId(isItself ? base.octets() : digest(base.octets()));
    }

    /** A base name has no slash, so no other message has this digest. */
    private static UniqueId copy(BaseName base, int copy) {
        return new UniqueId(digest(base.octets() + '/' + copy));
    }

    private static String digest(String octets) {
        return DIGEST + Base32.ofSha256(octets.getBytes(StandardCharsets.ISO_8859_1), DIGEST_BITS);
    }
}
