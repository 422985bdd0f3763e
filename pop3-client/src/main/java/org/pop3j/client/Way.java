package org.pop3j.client;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;
import org.pop3j.sasl.SaslMechanism;

/** A way to log in, strongest first: a SASL mechanism, or one of the two older ways of RFC 1939. */
enum Way {
    /** SCRAM that proves the channel too (RFC 5802 section 6): nobody in between can pass it on. */
    SCRAM_SHA_512_PLUS(Credentials.Password.class, 95),
    SCRAM_SHA_256_PLUS(Credentials.Password.class, 94),
    SCRAM_SHA_1_PLUS(Credentials.Password.class, 93),
    /** Both sides prove that they know the password, and neither shows it (RFC 5802, RFC 7677). */
    SCRAM_SHA_512(Credentials.Password.class, 85),
    SCRAM_SHA_256(Credentials.Password.class, 84),
    SCRAM_SHA_1(Credentials.Password.class, 83),
    /** Kerberos by RFC 4752. */
    GSSAPI(Credentials.Kerberos.class, 80),
    /** RFC 4422 appendix A: TLS has proved who the client is. */
    EXTERNAL(Credentials.Certificate.class, 80),
    /** RFC 7628. */
    OAUTHBEARER(Credentials.Token.class, 60),
    /** The form of Google and Microsoft, which no RFC describes: the same token in other words (SASL-02). */
    XOAUTH2(Credentials.Token.class, 60),
    /** What follows hashes the password too weakly for a line that others can read, and is used by name only. */
    NTLM(Credentials.Password.class, 40, Usual.BY_NAME),
    DIGEST_MD5(Credentials.Password.class, 30, Usual.BY_NAME),
    CRAM_MD5(Credentials.Password.class, 30, Usual.BY_NAME),
    /** RFC 1939 section 7, not SASL (V0008, S-18). */
    APOP(Credentials.Password.class, 20, Usual.BY_NAME),
    /** From here on the server sees the password (RFC 4616). */
    PLAIN(Credentials.Password.class, 10),
    /** USER and PASS (RFC 1939 section 7), not SASL. */
    USER(Credentials.Password.class, 10),
    /** PLAIN in two questions, obsolete (SASL-02). */
    LOGIN(Credentials.Password.class, 10, Usual.BY_NAME);

    /** Whether a way is used where nobody named it. */
    private enum Usual {
        ALWAYS,
        BY_NAME
    }

    private final Class<? extends Credentials> credentials;
    private final int strength;
    private final Usual usual;

    Way(Class<? extends Credentials> credentials, int strength) {
        this(credentials, strength, Usual.ALWAYS);
    }

    Way(Class<? extends Credentials> credentials, int strength, Usual usual) {
        this.credentials = credentials;
        this.strength = strength;
        this.usual = usual;
    }

    /** The mechanism's name, or the keyword. */
    String mechanism() {
        return name().replace('_', '-');
    }

    /** The mechanism; none for USER and APOP. */
    Optional<SaslMechanism> sasl() {
        return SaslMechanism.named(mechanism());
    }

    static Way named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return find(wanted)
                .orElseThrow(() -> new IllegalArgumentException("expected the name of a mechanism, got "
                        + PeerText.quote(name) + "; known are "
                        + Arrays.stream(values()).map(Way::mechanism).collect(Collectors.joining(" "))));
    }

    private static Optional<Way> find(String name) {
        return Arrays.stream(values())
                .filter(way -> way.mechanism().equals(name))
                .findFirst();
    }

    /** Those that need no naming, strongest first. */
    static List<Way> usual() {
        return Arrays.stream(values()).filter(way -> way.usual == Usual.ALWAYS).toList();
    }

    boolean isBound() {
        return name().endsWith("_PLUS");
    }

    boolean takes(Credentials given) {
        return credentials.isInstance(given)
                && (canActAsOthers() || given.authorizationId().isEmpty());
    }

    private boolean canActAsOthers() {
        return !EnumSet.of(NTLM, CRAM_MD5, APOP, USER, LOGIN).contains(this);
    }

    /** A token is for the server that it was made for and nobody else (R7628-03). */
    boolean needsVerifiedServer() {
        return credentials == Credentials.Token.class;
    }

    /** Whether going on with this way after that one failed gives nothing away (SASL-01). */
    boolean isNoWeakerThan(Way failed) {
        return strength >= failed.strength;
    }
}
