package org.pop3j.store.maildir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Courier's {@code courierpop3dsizelist}, versions 2 and 3: {@code /version next-uid validity}, then a line a message: file
 * name, wire size, {@code uid:validity}, in version 3 {@code :1} if the header is not ASCII.
 */
final class CourierSizeList {
    static final Path FILE = Path.of("courierpop3dsizelist");
    private static final Pattern FIRST = Pattern.compile("/[23] [0-9]+(?: [0-9]+)?");
    private static final Pattern LINE = Pattern.compile("(.+) ([0-9]{1,18}) ([0-9]{1,18}):([0-9]{1,18})(?::[0-9]+)?");

    private CourierSizeList() {}

    /** Tells what the list says; lines that are none are left out. False if there is no list. */
    static boolean read(Maildir maildir, Consumer<ForeignList.Item> items) throws IOException {
        return ForeignList.read(maildir, FILE, lines -> read(lines, items));
    }

    static void read(BufferedReader lines, Consumer<ForeignList.Item> items) {
        try {
            String first = Optional.ofNullable(lines.readLine()).orElse("");
            if (FIRST.matcher(first).matches()) {
                lines.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> items.accept(item(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ForeignList.Item item(Matcher line) {
        String base = ForeignList.base(line.group(1));
        long uid = Long.parseLong(line.group(3));
        long validity = Long.parseLong(line.group(4));
        return new ForeignList.Item(
                base, Long.parseLong(line.group(2)), uid, validity, Optional.of(id(base, uid, validity)));
    }

    /** As Courier sends it; without a number it is the name, with what is not harmless as {@code +XX}. */
    private static String id(String base, long uid, long validity) {
        if (uid != 0) {
            return validity == 0 ? "UID" + uid : "UID" + uid + "-" + validity;
        }
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < base.length(); i++) {
            char c = base.charAt(i);
            boolean isPlain = c > 0x20 && c < 0x7F && c != '\'' && c != '"' && c != '+';
            id.append(isPlain ? String.valueOf(c) : String.format("+%02X", (int) c));
        }
        return id.toString();
    }
}
