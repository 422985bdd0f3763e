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
 * Dovecot's {@code dovecot-uidlist}, versions 1 and 3: a first line with {@code V} validity, then a line a message: uid,
 * fields of a letter and a value ({@code W} wire size, {@code P} unique-id for POP3), a colon, the file name.
 */
final class DovecotUidList {
    static final Path FILE = Path.of("dovecot-uidlist");
    private static final Pattern FIRST_3 = Pattern.compile("3 (?:.* )?V([0-9]{1,18})(?: .*)?");
    private static final Pattern FIRST_1 = Pattern.compile("1 ([0-9]{1,18}) [0-9]+");
    private static final Pattern LINE_3 = Pattern.compile("([0-9]{1,18})((?: [A-Z][^ ]*)*) :(.+)");
    private static final Pattern LINE_1 = Pattern.compile("([0-9]{1,18}) (.+)");

    private DovecotUidList() {}

    /** Tells what the list says; lines that are none are left out. False if there is no list. */
    static boolean read(Maildir maildir, Consumer<ForeignList.Item> items) throws IOException {
        return ForeignList.read(maildir, FILE, lines -> read(lines, items));
    }

    static void read(BufferedReader lines, Consumer<ForeignList.Item> items) {
        try {
            String first = Optional.ofNullable(lines.readLine()).orElse("");
            Matcher version3 = FIRST_3.matcher(first);
            Matcher version1 = FIRST_1.matcher(first);
            if (version3.matches()) {
                long validity = Long.parseLong(version3.group(1));
                lines.lines().forEach(line -> line3(line, validity, items));
            } else if (version1.matches()) {
                long validity = Long.parseLong(version1.group(1));
                lines.lines().forEach(line -> line1(line, validity, items));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line3(String text, long validity, Consumer<ForeignList.Item> items) {
        Matcher line = LINE_3.matcher(text);
        if (line.matches()) {
            String base = ForeignList.base(line.group(3));
            String fields = line.group(2);
            Optional<String> id = field(fields, 'P').map(value -> value.isEmpty() ? base : value);
            items.accept(new ForeignList.Item(base, wire(fields), Long.parseLong(line.group(1)), validity, id));
        }
    }

    private static void line1(String text, long validity, Consumer<ForeignList.Item> items) {
        Matcher line = LINE_1.matcher(text);
        if (line.matches()) {
            items.accept(new ForeignList.Item(
                    ForeignList.base(line.group(2)),
                    Catalogue.UNKNOWN,
                    Long.parseLong(line.group(1)),
                    validity,
                    Optional.empty()));
        }
    }

    private static long wire(String fields) {
        return field(fields, 'W')
                .filter(value -> value.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(Catalogue.UNKNOWN);
    }

    private static Optional<String> field(String fields, char letter) {
        int start = fields.indexOf(" " + letter);
        if (start < 0) {
            return Optional.empty();
        }
        int end = fields.indexOf(' ', start + 1);
        return Optional.of(fields.substring(start + 2, end < 0 ? fields.length() : end));
    }
}
