package org.pop3j.conformance;

import java.util.Optional;

/**
 * How a client under test is told to come in. The kit offers just that, plays the scenarios that every client meets, and those
 * that only such a client can meet.
 *
 * @param tls how it is told to use TLS
 * @param login how it is told to log in
 * @param certificates what the kit shows; there are some if and only if TLS is used
 */
public record ClientWay(TlsMode tls, Login login, Optional<ClientCertificates> certificates) {
    /** Without TLS, by USER and PASS or whatever the client prefers. */
    public static final ClientWay PLAIN = new ClientWay(TlsMode.NONE, Login.USER_PASS, Optional.empty());

    /** How a client logs in. */
    public enum Login {
        /** As it likes; nothing but USER and PASS is announced. */
        USER_PASS("USER"),
        /** By AUTH PLAIN (RFC 4616). */
        AUTH_PLAIN("PLAIN"),
        /** By AUTH SCRAM-SHA-256 (RFC 7677), without channel binding. */
        AUTH_SCRAM_SHA_256("SCRAM-SHA-256");

        private final String mechanism;

        Login(String mechanism) {
            this.mechanism = mechanism;
        }

        /**
         * The name of the mechanism.
         *
         * @return as CAPA has it, {@code USER} for USER and PASS
         */
        public String mechanism() {
            return mechanism;
        }
    }

    /**
     * Makes a way.
     *
     * @throws IllegalArgumentException if there is TLS without certificates, or the reverse
     */
    public ClientWay {
        if (certificates.isPresent() == (tls == TlsMode.NONE)) {
            throw new IllegalArgumentException("certificates are for TLS, and TLS needs them");
        }
    }

    /**
     * The client must use STLS.
     *
     * @param certificates what the kit shows
     * @return the way, with USER and PASS
     */
    public static ClientWay stls(ClientCertificates certificates) {
        return new ClientWay(TlsMode.STLS, Login.USER_PASS, Optional.of(certificates));
    }

    /**
     * The client must use TLS from the start.
     *
     * @param certificates what the kit shows
     * @return the way, with USER and PASS
     */
    public static ClientWay tls(ClientCertificates certificates) {
        return new ClientWay(TlsMode.FROM_THE_START, Login.USER_PASS, Optional.of(certificates));
    }

    /**
     * The same with another login.
     *
     * @param other how the client is told to log in
     * @return the way
     */
    public ClientWay with(Login other) {
        return new ClientWay(tls, other, certificates);
    }
}
