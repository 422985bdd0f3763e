package org.pop3j.client;

import java.util.List;
import java.util.Optional;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.ReceivedReply;

/**
 * The server refused a login (C0010). That the credentials are wrong is said only by {@link
 * RetryAdvice#NEW_CREDENTIALS}: ask for new ones then, and keep the stored ones otherwise (R3206-03).
 */
public final class AuthenticationRefusedException extends Pop3RefusedException {
    private static final long serialVersionUID = 1L;

    AuthenticationRefusedException(Keyword keyword, ReceivedReply reply, RetryAdvice advice, List<String> mechanisms) {
        super(Optional.of(keyword), reply, advice, hint(mechanisms));
    }

    private static String hint(List<String> mechanisms) {
        return mechanisms.isEmpty()
                ? ""
                : "; the server offers the SASL mechanisms " + PeerText.escape(String.join(" ", mechanisms));
    }
}
