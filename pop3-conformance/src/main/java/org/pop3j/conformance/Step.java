package org.pop3j.conformance;

/** One step of a dialogue; {@link Playing} says what each is for either side. */
sealed interface Step {
    /** Performs this step. */
    void play(Playing playing);

    /**
     * Octets of one side.
     *
     * @param side who sends them
     * @param octets an octet string, CRLF included where there is one
     * @param end whether something unknown follows
     */
    record Line(Side side, String octets, LineEnd end) implements Step {
        @Override
        public void play(Playing playing) {
            playing.line(this);
        }

        /** Whether the line is the other side's to say and anything may stand at its end. */
        boolean isOpen() {
            return end == LineEnd.ANY_REST;
        }
    }

    /** What follows the octets of a line. */
    enum LineEnd {
        /** Nothing: the octets are all there is. */
        EXACT,
        /** Any octets up to the next CRLF, and that. */
        ANY_REST
    }

    /** One side closes; the other direction stays open. */
    record Close(Side side) implements Step {
        @Override
        public void play(Playing playing) {
            playing.close(side);
        }
    }

    /** One side breaks the connection off (TCP RST). */
    record Reset(Side side) implements Step {
        @Override
        public void play(Playing playing) {
            playing.reset(side);
        }
    }

    /** The server sends nothing until the client closes. */
    record Silence() implements Step {
        @Override
        public void play(Playing playing) {
            playing.silence();
        }
    }

    /** Both sides do a TLS handshake. */
    record Handshake(HandshakeEnd end) implements Step {
        @Override
        public void play(Playing playing) {
            playing.handshake(end);
        }
    }

    /** How a TLS handshake is to end. */
    enum HandshakeEnd {
        /** With a secured connection. */
        SECURED,
        /** With a refusal by the other side. */
        REFUSED
    }
}
