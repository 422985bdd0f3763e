package org.pop3j.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.codec.Command;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.LineReader;
import org.pop3j.codec.SyntaxException;

/** Reads listings: they end at the first line that begins with a dot, whatever follows it (D-5), or at a bound (S-07). */
final class Listing {
    /**
     * How much a listing may be.
     *
     * @param lineOctets the longest line
     * @param lines the most lines
     */
    record Bounds(int lineOctets, int lines) {
        static Bounds of(Command command, ClientLimits limits) {
            Keyword keyword = command.keyword();
            boolean aLineAMessage = keyword == Keyword.LIST || keyword == Keyword.UIDL;
            return aLineAMessage
                    ? new Bounds(limits.listingOctets(), limits.listingLines())
                    : new Bounds(limits.replyOctets(), limits.capabilityLines());
        }
    }

    private Listing() {}

    static <T> List<T> read(LineReader reader, Bounds bounds, ListingLine<T> parser)
            throws IOException, SyntaxException {
        List<T> lines = new ArrayList<>();
        for (String line = next(reader, bounds); !line.startsWith("."); line = next(reader, bounds)) {
            if (lines.size() == bounds.lines()) {
                throw new SyntaxException("expected at most " + bounds.lines() + " lines, got more");
            }
            lines.add(parser.parse(line));
        }
        return lines;
    }

    private static String next(LineReader reader, Bounds bounds) throws IOException, SyntaxException {
        return reader.readLine(bounds.lineOctets()).orElseThrow(() -> Exchange.overlong(bounds.lineOctets()));
    }
}
