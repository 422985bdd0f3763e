package org.pop3j.client;

import java.util.Optional;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ResponseCode;

/**
 * The server answered {@code -ERR}. The command changed nothing and the session may be used further, except where the
 * greeting or QUIT was answered so: then it is closed. The message shows the server's text escaped and cut; before TLS
 * anybody may have written it (S-27).
 */
public sealed class Pop3RefusedException extends Pop3Exception permits AuthenticationRefusedException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Keyword> keyword;
    private final transient ReceivedReply reply;
    private final RetryAdvice advice;

    Pop3RefusedException(Optional<Keyword> keyword, ReceivedReply reply, RetryAdvice advice, String message) {
        super(message);
        this.keyword = keyword;
        this.reply = reply;
        this.advice = advice;
    }

    static Pop3RefusedException of(Optional<Keyword> keyword, ReceivedReply reply, RetryAdvice advice) {
        String message = refusal(keyword.map(Keyword::name).orElse("the connection"), reply);
        return new Pop3RefusedException(keyword, reply, advice, message);
    }

    static String refusal(String what, ReceivedReply reply) {
        return "the server refused " + what + ": " + PeerText.quote(reply.raw());
    }

    /**
     * The command that was refused.
     *
     * @return its keyword; empty if the greeting was negative
     */
    public Optional<Keyword> keyword() {
        return keyword;
    }

    /**
     * The response code (RFC 2449 section 8).
     *
     * @return the code, empty if there was none
     */
    public Optional<ResponseCode> code() {
        return reply.code();
    }

    /**
     * The server's text for people, behind the response code, escaped.
     *
     * @return printable ASCII
     */
    public String text() {
        return PeerText.escape(reply.text());
    }

    /**
     * The reply as it came; its texts are not escaped.
     *
     * @return the reply
     */
    public ReceivedReply reply() {
        return reply;
    }

    /**
     * Whether trying again may help (R2449-14).
     *
     * @return the advice
     */
    public RetryAdvice advice() {
        return advice;
    }
}
