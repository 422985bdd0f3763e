package org.pop3j.conformance;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.IntUnaryOperator;

/** One side of one dialogue on one connection: says its own lines, expects the other side's. */
final class Playing implements AutoCloseable {
    private final Side self;
    private final Side other;
    private final Wire wire;
    private final Duration stepLimit;
    private final Outgoing outgoing;
    private final Transcript transcript = new Transcript();
    private final Expecting expecting;

    Playing(Side self, Wire wire, IntUnaryOperator pieces, Duration stepLimit) {
        this.self = self;
        this.other = self == Side.CLIENT ? Side.SERVER : Side.CLIENT;
        this.wire = wire;
        this.stepLimit = stepLimit;
        this.expecting = new Expecting(other, new Incoming(wire), transcript, stepLimit);
        this.outgoing = new Outgoing(wire, pieces);
    }

    void play(List<Step> steps) {
        for (Step step : steps) {
            step.play(this);
        }
        finishSending();
    }

    void expectNothingMore() {
        expecting.nothingMore();
    }

    void line(Step.Line line) {
        if (line.side() == self) {
            String octets = line.isOpen() ? line.octets() + "\r\n" : line.octets();
            outgoing.add(octets);
            transcript.said(self, octets);
        } else {
            outgoing.send();
            expecting.line(line);
        }
    }

    void close(Side side) {
        finishSending();
        if (side == self) {
            transcript.event(self.letter() + ": <EOF>");
            attempt("to close", wire::closeOutput);
        } else {
            expecting.end(other.letter() + ": <EOF>");
        }
    }

    void reset(Side side) {
        finishSending();
        if (side == self) {
            transcript.event(self.letter() + ": <RESET>");
            attempt("to break off", wire::reset);
        } else {
            expecting.end(other.letter() + ": <RESET>");
        }
    }

    void silence() {
        finishSending();
        if (self == Side.CLIENT) {
            throw new IllegalStateException(
                    "S: <SILENCE> lasts until the client closes: only a ScriptedPeer can play it");
        }
        transcript.event("S: <SILENCE>");
        expecting.endWhateverComes();
    }

    void handshake(Step.HandshakeEnd end) {
        finishSending();
        expecting.nothingBeforeHandshake();
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
            throw transcript.failure("a refused TLS handshake", "nothing within " + seconds(), e);
        } catch (IOException refused) {
            return;
        }
        throw transcript.failure("a refused TLS handshake", "a secured connection");
    }

    private void finishSending() {
        outgoing.send();
        try {
            outgoing.await(stepLimit);
        } catch (TimeoutException e) {
            attempt("to break off", wire::reset);
            throw transcript.failure(other.letter() + " to read", "not all octets taken within " + seconds(), e);
        } catch (IOException e) {
            throw transcript.failure(other.letter() + " to read", "a broken connection (" + e.getCause() + ")", e);
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
            throw transcript.failure(what, e.toString(), e);
        }
    }

    private String seconds() {
        return Transcript.seconds(stepLimit);
    }

    @Override
    public void close() {
        outgoing.close();
    }
}
