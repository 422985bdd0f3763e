package org.pop3j.conformance;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What one side expects the other to say; whatever else comes is a {@link DialogueFailure}. */
final class Expecting {
    /** How long to wait for the rest of a line that is wrong already. */
    private static final Duration REST_OF_WRONG_LINE = Duration.ofMillis(200);

    private static final int LONGEST_OPEN_LINE = 1 << 20;

    private final Side other;
    private final Incoming incoming;
    private final Transcript transcript;
    private final Duration stepLimit;

    Expecting(Side other, Incoming incoming, Transcript transcript, Duration stepLimit) {
        this.other = other;
        this.incoming = incoming;
        this.transcript = transcript;
        this.stepLimit = stepLimit;
    }

    /** Before a handshake nothing must have come that was not asked for: the handshake must not be fed it. */
    void nothingBeforeHandshake() {
        if (incoming.bufferedOctets() > 0) {
            throw transcript.failure(
                    "a TLS handshake",
                    incoming.bufferedOctets()
                            + " octets sent before it, which the handshake must not be fed (S-01, S-02)");
        }
    }

    /** What has come together with the last line must be nothing; what comes later is not waited for. */
    void nothingMore() {
        if (incoming.bufferedOctets() > 0) {
            StringBuilder got = new StringBuilder();
            readRestOfWrongLine(got);
            throw transcript.failure("the end of the dialogue", transcript.show(other, got.toString()));
        }
    }

    /** The other side closes, and what it says before is recorded by the wire and not judged. */
    void endWhateverComes() {
        incoming.within(stepLimit);
        try {
            while (incoming.next() != Incoming.END) {
                // Nothing of it is expected.
            }
        } catch (SocketTimeoutException e) {
            throw transcript.failure("C: <EOF>", "the connection still open after " + seconds(), e);
        } catch (IOException closedByReset) {
            transcript.event("C: <RESET>");
        }
    }

    /** The other side says this line. */
    void line(Step.Line line) {
        StringBuilder got = new StringBuilder();
        incoming.within(stepLimit);
        try {
            for (int i = 0; i < line.octets().length(); i++) {
                int octet = next(line, got);
                if (octet != line.octets().charAt(i)) {
                    readRestOfWrongLine(got);
                    throw wrong(line, got.toString());
                }
            }
            readOpenEnd(line, got);
        } catch (SocketTimeoutException e) {
            throw transcript.failure(shown(line), soFar(got) + "nothing more within " + seconds(), e);
        } catch (IOException e) {
            throw transcript.failure(shown(line), soFar(got) + "a broken connection (" + e.getMessage() + ")", e);
        }
        transcript.said(other, got.toString());
    }

    private int next(Step.Line line, StringBuilder got) throws IOException {
        int octet = incoming.next();
        if (octet == Incoming.END) {
            throw transcript.failure(shown(line), soFar(got) + other.letter() + ": <EOF>");
        }
        got.append((char) octet);
        return octet;
    }

    private void readOpenEnd(Step.Line line, StringBuilder got) throws IOException {
        while (line.isOpen() && !endsWithCrlf(got)) {
            if (got.length() == LONGEST_OPEN_LINE) {
                throw wrong(line, got.toString());
            }
            next(line, got);
        }
    }

    private void readRestOfWrongLine(StringBuilder got) {
        incoming.within(REST_OF_WRONG_LINE);
        try {
            while (!endsWithCrlf(got) && got.length() < LONGEST_OPEN_LINE) {
                int octet = incoming.next();
                if (octet == Incoming.END) {
                    return;
                }
                got.append((char) octet);
            }
        } catch (IOException enough) {
            // The line is wrong whatever its rest is: show as much as there is.
            return;
        }
    }

    /** The other side closes now, and has said nothing more before. */
    void end(String end) {
        incoming.within(stepLimit);
        try {
            int octet = incoming.next();
            if (octet != Incoming.END) {
                StringBuilder got = new StringBuilder().append((char) octet);
                readRestOfWrongLine(got);
                throw transcript.failure(end, transcript.show(other, got.toString()));
            }
        } catch (SocketTimeoutException e) {
            throw transcript.failure(end, "the connection still open after " + seconds(), e);
        } catch (IOException closedByReset) {
            // Who closes with unread octets sends RST instead of FIN: closed all the same.
            transcript.event("# by RST");
        }
        transcript.event(end);
    }

    private DialogueFailure wrong(Step.Line line, String got) {
        String note = transcript.show(other, got).equals(transcript.show(other, line.octets()))
                ? "\n(different where it is masked or cut)"
                : "";
        return transcript.failure(shown(line), transcript.show(other, got) + note);
    }

    private String shown(Step.Line line) {
        return line.isOpen()
                ? transcript.show(other, line.octets() + "\r\n") + "*"
                : transcript.show(other, line.octets());
    }

    private String soFar(StringBuilder got) {
        return got.isEmpty() ? "" : transcript.show(other, got.toString()) + "\n  and then ";
    }

    private String seconds() {
        return Transcript.seconds(stepLimit);
    }

    private static boolean endsWithCrlf(StringBuilder line) {
        int end = line.length();
        return end >= 2 && line.charAt(end - 1) == '\n' && line.charAt(end - 2) == '\r';
    }
}
