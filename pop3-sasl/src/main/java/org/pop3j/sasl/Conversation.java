package org.pop3j.sasl;

import javax.security.sasl.SaslException;

/**
 * Where an exchange is: the turn that takes the next message of the other side. Both sides of every mechanism are written
 * as such turns; a mechanism that has thrown takes nothing more.
 */
final class Conversation {
    private static final byte[] NOTHING = new byte[0];

    private final Turn first;
    private Turn turn;

    Conversation(Turn first) {
        this.first = first;
        this.turn = first;
    }

    /** Takes a message of the other side. */
    @FunctionalInterface
    interface Turn {
        Move take(byte[] message) throws SaslException;
    }

    /**
     * What a message came to.
     *
     * @param message the answer
     * @param next takes what the other side says to that
     */
    record Move(byte[] message, Turn next) {
        static Move say(String message, Turn next) {
            return new Move(Octets.utf8(message), next);
        }

        /** The other side is convinced by this, or is told of it, and nothing more is expected. */
        static Move last(String message) {
            return say(message, DONE);
        }

        /** Nothing is left to say. */
        static Move done() {
            return new Move(NOTHING, DONE);
        }
    }

    private static final Turn DONE = message -> {
        throw new IllegalStateException("the exchange is complete");
    };

    private static final Turn FAILED = message -> {
        throw new IllegalStateException("the exchange has failed");
    };

    byte[] take(byte[] message) throws SaslException {
        Turn now = turn;
        turn = now == DONE ? DONE : FAILED;
        Move move = now.take(message);
        turn = move.next();
        return move.message();
    }

    boolean isComplete() {
        return turn == DONE;
    }

    boolean hasBegun() {
        return turn != first;
    }
}
