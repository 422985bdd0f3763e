package org.pop3j.client;

import java.util.List;
import java.util.Optional;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.ReceivedReply;

/**
 * A login did not come about (C0010); {@link #kind()} says whether the credentials are to blame. The message names what was
 * tried and what the server offers (C0009). Another attempt may follow where {@link Pop3Session#isOpen()} still says so.
 */
public final class AuthenticationRefusedException extends Pop3RefusedException {
    private static final long serialVersionUID = 1L;
    private static final String BEGIN_OF_JSON = "{";

    /** Why there was no login. */
    public enum Kind {
        /** The credentials are wrong: {@code [AUTH]}, and nothing else says so for certain (R3206-03). */
        WRONG_CREDENTIALS,
        /** The server gave no reason and is one that cannot (no AUTH-RESP-CODE): mostly the credentials are wrong. */
        PERHAPS_WRONG_CREDENTIALS,
        /** Not now; the credentials are right or were not looked at: see {@link RetryAdvice#LATER}. */
        LATER,
        /** A fault that needs the server's operator: {@code [SYS/PERM]}. */
        OPERATOR,
        /** The server gave no reason though it is one that would name wrong credentials: they are not to blame. */
        UNEXPLAINED,
        /** Nothing was tried: the server offers no mechanism that these credentials and the policy allow. */
        NO_MECHANISM,
        /** This side ended the exchange, because what the server sent must not be answered (S-23, R5034-11). */
        CANCELLED;

        static Kind of(RetryAdvice advice, boolean namesWrongCredentials) {
            return switch (advice) {
                case LATER -> LATER;
                case NEW_CREDENTIALS -> WRONG_CREDENTIALS;
                case OPERATOR -> OPERATOR;
                case UNKNOWN -> namesWrongCredentials ? UNEXPLAINED : PERHAPS_WRONG_CREDENTIALS;
            };
        }

        /**
         * Whether to ask for other credentials.
         *
         * @return whether they are or may be wrong
         */
        public boolean concernsCredentials() {
            return this == WRONG_CREDENTIALS || this == PERHAPS_WRONG_CREDENTIALS;
        }
    }

    private final Kind kind;
    private final transient LoginRecord record;
    private final transient Optional<String> challenge;

    private AuthenticationRefusedException(
            Kind kind,
            Optional<Keyword> keyword,
            ReceivedReply reply,
            RetryAdvice advice,
            String message,
            LoginRecord record,
            Optional<String> challenge) {
        super(keyword, reply, advice, message + record.sentence());
        this.kind = kind;
        this.record = record;
        this.challenge = challenge;
    }

    /** The server said -ERR. Challenges of mechanisms other than OAuth's explain nothing to people. */
    static AuthenticationRefusedException refused(
            Keyword keyword, ReceivedReply reply, RetryAdvice advice, LoginRecord record, Optional<String> challenge) {
        String detail = challenge
                .filter(text -> text.startsWith(BEGIN_OF_JSON))
                .map(text -> " after the challenge " + PeerText.quote(text))
                .orElse("");
        return new AuthenticationRefusedException(
                Kind.of(advice, record.namesWrongCredentials()),
                Optional.of(keyword),
                reply,
                advice,
                refusal(keyword.name(), reply) + detail,
                record,
                challenge);
    }

    /** This side said {@code *}, and the server -ERR to that. */
    static AuthenticationRefusedException cancelled(String why, ReceivedReply reply, LoginRecord record) {
        return new AuthenticationRefusedException(
                Kind.CANCELLED, Optional.of(Keyword.AUTH), reply, RetryAdvice.UNKNOWN, why, record, Optional.empty());
    }

    /** Nothing was sent. */
    static AuthenticationRefusedException noMechanism(String why, LoginRecord record) {
        return new AuthenticationRefusedException(
                Kind.NO_MECHANISM,
                Optional.empty(),
                ReceivedReply.parse(""),
                RetryAdvice.UNKNOWN,
                why,
                record,
                Optional.empty());
    }

    /**
     * Why there was no login.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The SASL mechanisms that the server offers.
     *
     * @return their names as they came, in upper case; none if it announces none
     */
    public List<String> offered() {
        return record.offered();
    }

    /**
     * What was tried, in this order.
     *
     * @return names of mechanisms, {@code USER} or {@code APOP}
     */
    public List<String> tried() {
        return record.tried();
    }

    /**
     * What a server says about a token that it refuses, before it refuses: by RFC 7628 section 3.2.2 a JSON object with
     * {@code status} and perhaps {@code scope}.
     *
     * @return the text as it came, empty where there was none
     */
    public Optional<String> challenge() {
        return challenge;
    }
}
