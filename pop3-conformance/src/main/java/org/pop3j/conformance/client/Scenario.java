package org.pop3j.conformance.client;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.ClientCertificates;
import org.pop3j.conformance.fake.Twist;

/**
 * A way to be served, and what a client has to make of it.
 *
 * @param told what the client has to be told
 * @param about what it shows
 * @param mail the messages, octet strings
 * @param twist what the server does otherwise than right; a new one for each run
 * @param length how often and how long it is played
 * @param secret which password the client is given
 * @param identity which certificate the server shows, where it shows one
 * @param judge what is asked of the client
 */
record Scenario(
        Told told,
        Check about,
        List<String> mail,
        Supplier<Twist> twist,
        Length length,
        Secret secret,
        Identity identity,
        Judge judge) {
    /** How often a scenario is played. */
    enum Length {
        /** In three deliveries. */
        THREE_DELIVERIES,
        /** Once, because the client has to lose its patience. */
        ONCE
    }

    /** Which password a client is given. */
    enum Secret {
        /** One that no option of a command line needs quoting for. */
        USUAL("tanstaaf-pop3j"),
        /** One with which AUTH PLAIN and an initial response are longer than a command may be. */
        LONG("tanstaaf-pop3j-" + "0123456789".repeat(20));

        private final String password;

        Secret(String password) {
            this.password = password;
        }

        String password() {
            return password;
        }
    }

    /** Which certificate a server shows. */
    enum Identity {
        /** The right one. */
        RIGHT(ClientCertificates::right),
        /** A trusted one of another host. */
        OTHER_NAME(ClientCertificates::otherName),
        /** One that is not trusted. */
        STRANGER(ClientCertificates::stranger);

        private final Function<ClientCertificates, SSLContext> choice;

        Identity(Function<ClientCertificates, SSLContext> choice) {
            this.choice = choice;
        }

        SSLContext of(ClientCertificates certificates) {
            return choice.apply(certificates);
        }
    }

    /** What is asked of the client. */
    @FunctionalInterface
    interface Judge {
        void judge(Outcome outcome);
    }
}
