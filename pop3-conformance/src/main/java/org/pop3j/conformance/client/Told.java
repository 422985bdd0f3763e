package org.pop3j.conformance.client;

import java.util.function.Predicate;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.ClientWay.Login;
import org.pop3j.conformance.TlsMode;

/** What a client has to be told, so that a scenario says something about it. */
enum Told {
    /** Anything: every client meets this. */
    ANYTHING(way -> true, "any client"),
    /** Neither TLS nor a mechanism. */
    NOTHING(way -> way.equals(ClientWay.PLAIN), "a client that is told neither to use TLS nor a mechanism"),
    /** To use STLS. */
    STLS(way -> way.tls() == TlsMode.STLS, "a client that is told to use STLS: --stls"),
    /** To use STLS, and to log in as it likes. */
    STLS_ONLY(
            way -> way.tls() == TlsMode.STLS && way.login() == Login.USER_PASS,
            "a client that is told to use STLS, and no mechanism: --stls without --sasl"),
    /** To use TLS from the start. */
    TLS(way -> way.tls() == TlsMode.FROM_THE_START, "a client that is told to use TLS from the start: --tls"),
    /** To use TLS in either form. */
    ANY_TLS(way -> way.tls() != TlsMode.NONE, "a client that is told to use TLS: --tls or --stls"),
    /** To log in by AUTH. */
    ANY_SASL(way -> way.login() != Login.USER_PASS, "a client that is told a mechanism: --sasl"),
    /** To log in by AUTH PLAIN. */
    SASL_PLAIN(way -> way.login() == Login.AUTH_PLAIN, "a client that is told to use PLAIN: --sasl PLAIN"),
    /** To log in by AUTH SCRAM-SHA-256. */
    SASL_SCRAM(
            way -> way.login() == Login.AUTH_SCRAM_SHA_256,
            "a client that is told to use SCRAM-SHA-256: --sasl SCRAM-SHA-256");

    private final Predicate<ClientWay> isMet;
    private final String client;

    Told(Predicate<ClientWay> isMet, String client) {
        this.isMet = isMet;
        this.client = client;
    }

    boolean isMetBy(ClientWay way) {
        return isMet.test(way);
    }

    /** What is missing where it is not met. */
    String needs() {
        return "needs " + client;
    }
}
