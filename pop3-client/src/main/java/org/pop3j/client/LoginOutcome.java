package org.pop3j.client;

import java.util.Optional;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.ReceivedReply;

/** How an attempt to log in ended, where the session is still there. */
sealed interface LoginOutcome {
    /** Logged in, and the mechanism agrees that it is the right server. */
    record Accepted() implements LoginOutcome {}

    /**
     * The server said -ERR.
     *
     * @param keyword to which command
     * @param reply its reply
     * @param advice what it says about trying again
     * @param challenge the last challenge before
     * @param shown how much of the credentials the server had got until then
     */
    record Refused(Keyword keyword, ReceivedReply reply, RetryAdvice advice, Optional<String> challenge, Shown shown)
            implements LoginOutcome {}

    /**
     * This side ended the exchange, and the server knows.
     *
     * @param reply what it said to that
     * @param why what this side did not like
     * @param shown how much of the credentials the server had got until then
     */
    record Cancelled(ReceivedReply reply, String why, Shown shown) implements LoginOutcome {}

    /**
     * This side cannot do it; nothing was sent.
     *
     * @param why the reason
     */
    record Unavailable(String why) implements LoginOutcome {}

    /** How far an exchange came. */
    enum Shown {
        /** Nothing: the server does not know the mechanism, or does not want it now. */
        NOTHING,
        /** The first message, and the server did not take up the exchange. */
        FIRST_MESSAGE,
        /** More. */
        MORE
    }
}
