package org.pop3j.conformance.fake;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a fake server does otherwise than right. Every method of this interface changes nothing. */
public interface Twist {
    /** Nothing is otherwise. */
    Twist NONE = new Twist() {};

    /**
     * The greeting.
     *
     * @param session the session
     * @param right what would be right
     */
    default Said greeting(FakeSession session, Said right) {
        return right;
    }

    /**
     * Answers a command in place of the session, which does not see it.
     *
     * @param session the session
     * @param line the command, an octet string without CRLF
     */
    default Optional<Said> instead(FakeSession session, String line) {
        return Optional.empty();
    }

    /**
     * Changes the answer to a command that the session has done.
     *
     * @param session the session
     * @param line the command, an octet string without CRLF
     * @param right what would be right
     */
    default Said rewrite(FakeSession session, String line, Said right) {
        return right;
    }

    /**
     * The session has ended without QUIT.
     *
     * @param session the session
     */
    default void dropped(FakeSession session) {}

    /**
     * The handshake of STLS is to begin.
     *
     * @param session the session
     * @param buffered the octets that came behind the line of STLS; those that are returned are run inside TLS
     */
    default byte[] beforeHandshake(FakeSession session, byte[] buffered) {
        return new byte[0];
    }

    /** The longest command line that is read, CRLF included. */
    default int lineLimit() {
        return 1024;
    }

    /** How long a session waits for the client, in milliseconds. */
    default int idleMillis() {
        return 60_000;
    }

    /** Whether a session that ends without QUIT frees the maildrop. */
    default boolean freesLock() {
        return true;
    }

    /** What a server makes of a handshake. */
    enum Handshake {
        /** It is done. */
        DONE,
        /** It is never answered. */
        SILENT,
        /** It is answered by a line of text, as if nothing but POP3 had been spoken. */
        TEXT
    }

    /** What is made of a handshake. */
    default Handshake handshake() {
        return Handshake.DONE;
    }

    /** The key and certificate that are shown in place of the server's. */
    default Optional<SSLContext> certificate() {
        return Optional.empty();
    }

    /** Whether the handshake asks for a certificate of the client. */
    default boolean asksForCertificate() {
        return false;
    }
}
