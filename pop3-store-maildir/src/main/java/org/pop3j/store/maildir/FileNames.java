package org.pop3j.store.maildir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Makes paths of the octets of file names, whatever character set the locale has. */
final class FileNames {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private FileNames() {}

    /**
     * A path of one element.
     *
     * @throws NoSuchFileException if the octets are no name in a folder (S-38): somebody else wrote our cache
     */
    static Path path(byte[] octets, int offset, int length) throws NoSuchFileException {
        boolean isAscii = true;
        for (int i = offset; i < offset + length; i++) {
            if (octets[i] == '/' || octets[i] == 0) {
                throw new NoSuchFileException("a name with / or NUL");
            }
            isAscii &= octets[i] > 0;
        }
        return isAscii
                ? Path.of(new String(octets, offset, length, StandardCharsets.US_ASCII))
                : Objects.requireNonNull(Path.of(uri(octets, offset, length)).getFileName());
    }

    /** The same of a name with one char an octet. */
    static Path path(String name) throws NoSuchFileException {
        byte[] octets = name.getBytes(StandardCharsets.ISO_8859_1);
        return path(octets, 0, octets.length);
    }

    private static URI uri(byte[] octets, int offset, int length) {
        StringBuilder uri = new StringBuilder("file:///");
        for (int i = 0; i < length; i++) {
            int octet = octets[offset + i] & 0xFF;
            uri.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
        }
        return URI.create(uri.toString());
    }
}
