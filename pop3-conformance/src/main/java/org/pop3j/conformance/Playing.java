package org.pop3j.conformance;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.IntUnaryOperator;

/** One side of one dialogue on one connection: says its own lines, expects the other side's. */
final class Playing implements AutoCloseable {
    /** How long to wait for the rest of a line that is wrong already. */
    private static final Duration REST_OF_WRONG_LINE = Duration.ofMillis(200);

    private static final int LONGEST_OPEN_LINE = 1 << 20;

    private final Side self;
    private final Side other;
    private final Wire wire;
    private final Duration stepLimit;
    private final Incoming incoming;
    private final Outgoing outgoing;
    private final Transcript transcript = new Transcript();

    Playing(Side self, Wire wire, IntUnaryOperator pieces, Duration stepLimit) {
        this.self = self;
        this.other = self == Side.CLIENT ? Side.SERVER : Side.CLIENT;
        this.wire = wire;
        this.stepLimit = stepLimit;
        this.incoming = new Incoming(wire);
        this.outgoing = new Outgoing(wire, pieces);
    }

    void play(List<Step> steps) {
        for (Step step : steps) {
            step.play(this);
        }
        finishSending();
    }

    /** What has come together with the last line must be nothing; what comes later is not waited for. */
    void expectNothingMore() {
        if (incoming.bufferedOctets() > 0) {
            StringBuilder got = new StringBuilder();
            readRestOfWrongLine(got);
            throw failure("the end of the dialogue", transcript.show(other, got.toString()));
        }
    }

    void line(Step.Line line) {
        if (line.side() == self) {
            String octets = line.isOpen() ? line.octets() + "\r\n" : line.octets();
            outgoing.add(octets);
            transcript.said(self, octets);
        } else {
            outgoing.send();
            expect(line);
        }
    }

    void close(Side side) {
        finishSending();
        if (side == self) {
            transcript.event(self.letter() + ": <EOF>");
            attempt("to close", wire::closeOutput);
        } else {
            expectEnd(other.letter() + ": <EOF>");
        }
    }

    void reset(Side side) {
        finishSending();
        if (side == self) {
            transcript.event(self.letter() + ": <RESET>");
            attempt("to break off", wire::reset);
        } else {
            expectEnd(other.letter() + ": <RESET>");
        }
    }

    void silence() {
        finishSending();
        if (self == Side.CLIENT) {
            throw new IllegalStateException(
                    "S: <SILENCE> lasts until the client closes: only a ScriptedPeer can play it");
        }
        transcript.event("S: <SILENCE>");
        incoming.within(stepLimit);
        try {
            while (incoming.next() != Incoming.END) {
                // What a client says into the silence is recorded by the wire and not judged.
            }
        } catch (SocketTimeoutException e) {
            throw failure("C: <EOF>", "the connection still open after " + seconds(), e);
        } catch (IOException closedByReset) {
            transcript.event("C: <RESET>");
        }
    }

    void handshake(Step.HandshakeEnd end) {
        finishSending();
        if (incoming.bufferedOctets() > 0) {
            throw failure(
                    "a TLS handshake",
                    incoming.bufferedOctets()
                            + " octets sent before it, which the handshake must not be fed (S-01, S-02)");
        }
        switch (end) {
            case SECURED -> attempt("a TLS handshake", () -> wire.startTls(stepLimit));
            case REFUSED -> expectRefusedHandshake();
        }
        transcript.event("TLS");
    }

    private void expectRefusedHandshake() {
        try {
            wire.startTls(stepLimit);
        } catch (SocketTimeoutException e) {
            throw failure("a refused TLS handshake", "nothing within " + seconds(), e);
        } catch (IOException refused) {
            return;
        }
        throw failure("a refused TLS handshake", "a secured connection");
    }

    private void expect(Step.Line line) {
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
            throw failure(shown(line), soFar(got) + "nothing more within " + seconds(), e);
        } catch (IOException e) {
            throw failure(shown(line), soFar(got) + "a broken connection (" + e.getMessage() + ")", e);
        }
        transcript.said(other, got.toString());
    }

    private int next(Step.Line line, StringBuilder got) throws IOException {
        int octet = incoming.next();
        if (octet == Incoming.END) {
            throw failure(shown(line), soFar(got) + other.letter() + ": <EOF>");
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

    private void expectEnd(String end) {
        incoming.within(stepLimit);
        try {
            int octet = incoming.next();
            if (octet != Incoming.END) {
                StringBuilder got = new StringBuilder().append((char) octet);
                readRestOfWrongLine(got);
                throw failure(end, transcript.show(other, got.toString()));
            }
        } catch (SocketTimeoutException e) {
            throw failure(end, "the connection still open after " + seconds(), e);
        } catch (IOException closedByReset) {
            // Who closes with unread octets sends RST instead of FIN: closed all the same.
            transcript.event("# by RST");
        }
        transcript.event(end);
    }

    private void finishSending() {
        outgoing.send();
        try {
            outgoing.await(stepLimit);
        } catch (TimeoutException e) {
            attempt("to break off", wire::reset);
            throw failure(other.letter() + " to read", "not all octets taken within " + seconds(), e);
        } catch (IOException e) {
            throw failure(other.letter() + " to read", "a broken connection (" + e.getCause() + ")", e);
        }
    }

    /** Something that this side does with the wire. */
    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(String what, Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            throw failure(what, e.toString(), e);
        }
    }

    private DialogueFailure wrong(Step.Line line, String got) {
        String note = transcript.show(other, got).equals(transcript.show(other, line.octets()))
                ? "\n(different where it is masked or cut)"
                : "";
        return failure(shown(line), transcript.show(other, got) + note);
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
        return stepLimit.toMillis() / 1000.0 + " s";
    }

    private static boolean endsWithCrlf(StringBuilder line) {
        int end = line.length();
        return end >= 2 && line.charAt(end - 1) == '\n' && line.charAt(end - 2) == '\r';
    }

    private DialogueFailure failure(String expected, String got) {
        return new DialogueFailure(text(expected, got));
    }

    private DialogueFailure failure(String expected, String got, Throwable cause) {
        return new DialogueFailure(text(expected, got), cause);
    }

    private String text(String expected, String got) {
        return "expected\n  " + expected + "\ngot\n  " + got + "\nafter" + transcript.text();
    }

    @Override
    public void close() {
        outgoing.close();
    }
}
