package org.pop3j.cli;

import jakarta.mail.MessagingException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/** What an exception of Jakarta Mail says to people: its text, or that of what lies behind it, escaped. */
final class MailReason {
    private static final int LONGEST = 300;

    private MailReason() {}

    static String of(MessagingException e) {
        Throwable cause = Optional.<Throwable>ofNullable(e.getNextException()).orElse(e);
        Throwable bottom = Reason.bottom(cause);
        String text = bottom instanceof GeneralSecurityException
                ? Reason.of(bottom) + " (--to-trust PEM says which certificate to believe)"
                : Reason.of(cause);
        return PeerText.escape(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
    }
}
