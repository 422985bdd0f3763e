package org.pop3j.store.maildir;

import java.nio.charset.StandardCharsets;
import org.pop3j.codec.Limits;
import org.pop3j.codec.UniqueId;

/**
 * Unique-ids of messages (D-7, C0039): the base name where it is one, the same id that qmail and Dovecot's {@code %f} give;
 * else a digest of it. Both follow from the name alone, so they are the same in every session (R1939-31). An id of its own
 * goes before ({@link IdBook}): imported, or salted.
 */
final class UniqueIds {
    private static final String DIGEST = "d0";
    private static final int DIGEST_LETTERS = 32;
    private static final int DIGEST_BITS = 5 * DIGEST_LETTERS;

    private final MaildirOptions.UniqueIdForm form;

    UniqueIds(MaildirOptions.UniqueIdForm form) {
        this.form = form;
    }

    /** Takes a unique-id: some octets of an array. */
    interface Target {
        void take(byte[] octets, int offset, int length);
    }

    /** Gives the unique-id of a message, without a copy where it stands in its name. */
    void give(Catalogue messages, int index, Target target) {
        byte[] octets = messages.octets();
        int at = messages.nameAt(index);
        int idLength = messages.idLength(index);
        int baseLength = messages.baseLength(index);
        if (idLength > 0) {
            target.take(octets, at + messages.nameLength(index), idLength);
        } else if (isItself(octets, at, baseLength)) {
            target.take(octets, at, baseLength);
        } else {
            byte[] digest = octets(digest(messages.base(index).octets()));
            target.take(digest, 0, digest.length);
        }
    }

    /** The unique-id of a message. */
    UniqueId of(Catalogue messages, int index) {
        int idLength = messages.idLength(index);
        return idLength > 0
                ? new UniqueId(new String(messages.ownId(index), StandardCharsets.US_ASCII))
                : of(messages.base(index));
    }

    /** The unique-id that follows from a base. */
    UniqueId of(BaseName base) {
        byte[] octets = octets(base.octets());
        return new UniqueId(isItself(octets, 0, octets.length) ? base.octets() : digest(base.octets()));
    }

    /**
     * A unique-id for a message whose base had another message or still has. It follows from the file, so it stays the same
     * even if it cannot be written down; a base name has no slash, so no other message has this digest.
     *
     * @param copy counts files of one base, size and time, which nobody can tell apart
     */
    static String salted(String base, long print, int copy) {
        return digest(base + '/' + Long.toHexString(print) + (copy == 0 ? "" : "/" + copy));
    }

    private boolean isItself(byte[] octets, int offset, int length) {
        if (form == MaildirOptions.UniqueIdForm.DIGEST || length == 0 || length > Limits.UNIQUE_ID_SENT) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if (octets[i] <= 0x20 || octets[i] == 0x7F) {
                return false;
            }
        }
        return !looksLikeDigest(octets, offset, length);
    }

    private static boolean looksLikeDigest(byte[] octets, int offset, int length) {
        if (length != DIGEST.length() + DIGEST_LETTERS || octets[offset] != 'd' || octets[offset + 1] != '0') {
            return false;
        }
        for (int i = offset + DIGEST.length(); i < offset + length; i++) {
            if (!Base32.isLetter(octets[i])) {
                return false;
            }
        }
        return true;
    }

    private static String digest(String octets) {
        return DIGEST + Base32.ofSha256(octets(octets), DIGEST_BITS);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
