package org.pop3j.sasl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The mechanisms of this module, strongest first: the order in which a client chooses among those that a server offers
 * (SASL-01).
 */
public enum SaslMechanism {
    /** RFC 4422 appendix A: the client's certificate says who it is. */
    EXTERNAL("EXTERNAL", FirstToSpeak.CLIENT, Exposure.NOTHING),
    /** RFC 5802 with SHA-512, bound to the TLS connection. */
    SCRAM_SHA_512_PLUS("SCRAM-SHA-512-PLUS", FirstToSpeak.CLIENT, Exposure.NOTHING),
    /** RFC 7677, bound to the TLS connection. */
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS", FirstToSpeak.CLIENT, Exposure.NOTHING),
    /** RFC 5802, bound to the TLS connection. */
    SCRAM_SHA_1_PLUS("SCRAM-SHA-1-PLUS", FirstToSpeak.CLIENT, Exposure.NOTHING),
    /** RFC 5802 with SHA-512. */
    SCRAM_SHA_512("SCRAM-SHA-512", FirstToSpeak.CLIENT, Exposure.NOTHING),
    /** RFC 7677. */
    SCRAM_SHA_256("SCRAM-SHA-256", FirstToSpeak.CLIENT, Exposure.NOTHING),
    /** RFC 5802. */
    SCRAM_SHA_1("SCRAM-SHA-1", FirstToSpeak.CLIENT, Exposure.NOTHING),
    /** RFC 4752: Kerberos, by the JDK. */
    GSSAPI("GSSAPI", FirstToSpeak.CLIENT, Exposure.NOTHING),
    /** RFC 7628: an OAuth 2.0 bearer token. */
    OAUTHBEARER("OAUTHBEARER", FirstToSpeak.CLIENT, Exposure.TOKEN),
    /** The same in the form that Google and Microsoft had before RFC 7628. */
    XOAUTH2("XOAUTH2", FirstToSpeak.CLIENT, Exposure.TOKEN),
    /** RFC 2831, historic; by the JDK. */
    DIGEST_MD5("DIGEST-MD5", FirstToSpeak.SERVER, Exposure.WEAK_HASH),
    /** RFC 2195. */
    CRAM_MD5("CRAM-MD5", FirstToSpeak.SERVER, Exposure.WEAK_HASH),
    /** What Outlook 2007 and 2010 speak (OXP-03); NTLMv2 only, by the JDK. */
    NTLM("NTLM", FirstToSpeak.CLIENT, Exposure.WEAK_HASH),
    /** RFC 4616. */
    PLAIN("PLAIN", FirstToSpeak.CLIENT, Exposure.PASSWORD),
    /** Obsolete, never standardised. */
    LOGIN("LOGIN", FirstToSpeak.SERVER, Exposure.PASSWORD);

    private final String mechanismName;
    private final FirstToSpeak firstToSpeak;
    private final Exposure exposure;

    SaslMechanism(String mechanismName, FirstToSpeak firstToSpeak, Exposure exposure) {
        this.mechanismName = mechanismName;
        this.firstToSpeak = firstToSpeak;
        this.exposure = exposure;
    }

    /** Who sends the first data of the mechanism; only a client that does may send an initial response (R5034-08). */
    public enum FirstToSpeak {
        /** The client, at once or behind an empty challenge. */
        CLIENT,
        /** The server, by its first challenge. */
        SERVER
    }

    /** What somebody who reads a connection without TLS, or a server that is not the right one, learns of the secret. */
    public enum Exposure {
        /** Nothing but what a guess of the password can be checked against, at the full cost of its hash. */
        NOTHING,
        /** A fast hash of the password, by which passwords can be guessed quickly. */
        WEAK_HASH,
        /** The bearer token. */
        TOKEN,
        /** The password. */
        PASSWORD
    }

    /**
     * The name on the wire.
     *
     * @return for example {@code SCRAM-SHA-256-PLUS}
     */
    public String mechanismName() {
        return mechanismName;
    }

    /**
     * Who sends the first data.
     *
     * @return client or server
     */
    public FirstToSpeak firstToSpeak() {
        return firstToSpeak;
    }

    /**
     * What a reader of the exchange learns.
     *
     * @return what is exposed where there is no TLS
     */
    public Exposure exposure() {
        return exposure;
    }

    /**
     * The hash of a SCRAM mechanism.
     *
     * @return empty for mechanisms other than SCRAM
     */
    public Optional<ScramHash> scramHash() {
        return Arrays.stream(ScramHash.values())
                .filter(hash -> hash.mechanism() == this || hash.plusMechanism() == this)
                .findFirst();
    }

    /**
     * Finds a mechanism by its name, in capital or small letters (R5034-04).
     *
     * @param name the name on the wire
     * @return the mechanism, or empty if this module has none of that name
     */
    public static Optional<SaslMechanism> named(String name) {
        String upperCase = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.mechanismName.equals(upperCase))
                .findFirst();
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return mechanismName;
    }
}
