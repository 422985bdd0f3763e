package org.pop3j.store.maildir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** Makes paths of the octets of file names, whatever character set the locale has. */
final class FileNames {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private FileNames() {}

    /** A path of one element. */
    static Path path(byte[] octets, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (octets[offset + i] < 0) {
                return Objects.requireNonNull(
                        Path.of(uri(octets, offset, length)).getFileName());
            }
        }
        return Path.of(new String(octets, offset, length, StandardCharsets.US_ASCII));
    }

    private static URI uri(byte[] octets, int offset, int length) {
        StringBuilder uri = new StringBuilder("file:///");
        for (int i = 0; i < length; i++) {
            int octet = octets[offset + i] & 0xFF;
            uri.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
        }
        return URI.create(uri.toString());
    }

    /** Whether octets can be a name of a message in a folder: no path, no hidden file (M-02, S-38). */
    static boolean isMessageName(byte[] octets, int offset, int length) {
        if (length == 0 || octets[offset] == '.') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (octets[offset + i] == '/' || octets[offset + i] == 0) {
                return false;
            }
        }
        return true;
    }
}
