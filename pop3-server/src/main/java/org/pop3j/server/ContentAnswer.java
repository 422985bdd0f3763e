package org.pop3j.server;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.codec.Reply;
import org.pop3j.codec.TopCutter;
import org.pop3j.store.spi.StoredContent;

/**
 * The answers to RETR and TOP: stored octets through {@link ContentEncoder}, piece by piece, never whole in memory (S-30).
 */
final class ContentAnswer {
    private static final byte[] BLANK_LINE = {'\r', '\n'};

    private ContentAnswer() {}

    /**
     * The whole message.
     *
     * @param sent is told the octets when all are on their way
     */
    static Answer whole(OpenedContent content, LongConsumer sent) {
        return outbox -> {
            try (content) {
                ContentEncoder encoder = begin(outbox);
                sent.accept(
                        content.form() == StoredContent.Form.WIRE_CLEAN
                                ? asStored(content, outbox) + encoder.terminate()
                                : encoded(content, encoder));
            }
        };
    }

    /** Stored octets that are the wire octets; their line end is the one that the termination line needs before it. */
    private static long asStored(OpenedContent content, Outbox outbox) throws IOException {
        long octets = 0;
        do {
            outbox.write(content.piece(), 0, content.length());
            octets += content.length();
        } while (content.next());
        return octets;
    }

    private static long encoded(OpenedContent content, ContentEncoder encoder) throws IOException {
        do {
            encoder.write(content.piece(), 0, content.length());
        } while (content.next());
        return encoder.terminate();
    }

    /** The header, the blank line and some lines of the body; the blank line even where the message has none (I-02). */
    static Answer top(OpenedContent content, int bodyLines) {
        return outbox -> {
            TopCutter cutter = new TopCutter(bodyLines);
            try (content) {
                ContentEncoder encoder = begin(outbox);
                do {
                    encoder.write(content.piece(), 0, cutter.take(content.piece(), 0, content.length()));
                } while (!cutter.isComplete() && content.next());
                if (!cutter.hasHeaderEnded()) {
                    encoder.finish();
                    encoder.write(BLANK_LINE, 0, BLANK_LINE.length);
                }
                encoder.terminate();
            }
        };
    }

    private static ContentEncoder begin(Outbox outbox) throws IOException {
        outbox.line(Reply.ok("message follows"));
        return new ContentEncoder(outbox);
    }
}
