package org.pop3j.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads lines and message contents from a stream: the thin pull form over {@link LineDecoder} and {@link
 * ContentDecoder}. It blocks where the stream blocks; whoever owns the stream sets the time limits (D-2).
 *
 * <p>Belongs to one thread.
 */
public final class LineReader {
    private final InputStream source;
    private final ByteBuffer buffer;

    /**
     * Makes a reader.
     *
     * @param source where the octets come from
     * @param bufferOctets how many octets to read ahead at most
     * @throws IllegalArgumentException if that is less than 1
     */
    public LineReader(InputStream source, int bufferOctets) {
        if (bufferOctets < 1) {
            throw new IllegalArgumentException("a reader buffers at least 1 octet, got " + bufferOctets);
        }
        this.source = source;
        this.buffer = ByteBuffer.allocate(bufferOctets).limit(0);
    }

    /**
     * Reads one line.
     *
     * @param limitOctets the longest line to accept, CRLF included
     * @return an octet string without CRLF; empty if the line was longer and has been swallowed
     * @throws EOFException if the stream ends before the CRLF
     * @throws LineTooLongException if a line goes on for 1 MiB beyond the limit: nothing will come of it
     * @throws IOException if the stream fails
     */
    public Optional<String> readLine(int limitOctets) throws IOException {
        return readLine(limitOctets, LineEnd.CRLF);
    }

    /**
     * Reads one line.
     *
     * @param limitOctets the longest line to accept, line end included
     * @param lineEnd what ends it
     * @return an octet string without line end; empty if the line was longer and has been swallowed
     * @throws EOFException if the stream ends before the line does
     * @throws LineTooLongException if a line goes on for 1 MiB beyond the limit: nothing will come of it
     * @throws IOException if the stream fails
     */
    public Optional<String> readLine(int limitOctets, LineEnd lineEnd) throws IOException {
        fillIfEmpty();
        Optional<String> whole = lineInBuffer(limitOctets);
        if (whole.isPresent()) {
            return whole;
        }
        LineDecoder decoder = new LineDecoder(limitOctets, lineEnd);
        while (true) {
            fillIfEmpty();
            switch (decoder.feed(buffer)) {
                case LINE -> {
                    return Optional.of(decoder.line());
                }
                case OVERLONG -> {
                    return Optional.empty();
                }
                case NEEDS_MORE -> {
                    if (decoder.swallowedOctets() > LineTooLongException.PATIENCE_OCTETS) {
                        throw new LineTooLongException(limitOctets);
                    }
                }
            }
        }
    }

    /**
     * A line that lies whole in the buffer, as nearly all do, needs no decoder; what is not as simple as that is left to it.
     */
    private Optional<String> lineInBuffer(int limitOctets) {
        byte[] octets = buffer.array();
        int from = buffer.position();
        int lf = LineFeeds.indexOf(octets, from, Math.min(buffer.limit(), from + limitOctets));
        if (lf == Math.min(buffer.limit(), from + limitOctets) || lf == from || octets[lf - 1] != '\r') {
            return Optional.empty();
        }
        buffer.position(lf + 1);
        return Optional.of(new String(octets, from, lf - 1 - from, StandardCharsets.ISO_8859_1));
    }

    /**
     * Reads the content of a message up to its termination line.
     *
     * @param target takes the octets as they arrive
     * @return how many octets the message has
     * @throws EOFException if the stream ends before the termination line: what the target got is no whole message (S-10)
     * @throws IOException if the stream or the target fails
     */
    public long readContent(OutputStream target) throws IOException {
        ContentDecoder decoder = new ContentDecoder(target);
        do {
            fillIfEmpty();
        } while (!decoder.decode(buffer));
        return decoder.octets();
    }

    /**
     * Decodes the next octets of a message's content: one read of the stream at most.
     *
     * @param decoder the decoder of the message
     * @return whether the message is complete
     * @throws EOFException if the stream ends before the termination line
     * @throws IOException if the stream or the decoder's target fails
     */
    public boolean readContentPiece(ContentDecoder decoder) throws IOException {
        fillIfEmpty();
        return decoder.decode(buffer);
    }

    /**
     * How many octets have been read from the stream and not been asked for yet. Where there must be none, as right
     * before a TLS handshake, some are an attack (S-01, S-02).
     *
     * @return octets
     */
    public int bufferedOctets() {
        return buffer.remaining();
    }

    private void fillIfEmpty() throws IOException {
        if (buffer.hasRemaining()) {
            return;
        }
        int count = source.read(buffer.array(), 0, buffer.capacity());
        if (count < 0) {
            throw new EOFException("the other side closed the connection");
        }
        buffer.position(0).limit(count);
    }
}
