package org.pop3j.oauth;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.codec.PeerText;

/**
 * An authorization server refused (RFC 6749 section 5.2). The message has its words, and what to do where that is known;
 * trying the same again is of no use.
 */
public final class OAuthRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 300;
    private static final Pattern MICROSOFT_CODE = Pattern.compile("\\b(AADSTS[0-9]{4,9})\\b");

    private final String error;
    private final String description;

    private OAuthRefusedException(String what, String error, String description) {
        super("the authorization server refused " + what + ": " + PeerText.escape(shortened(error))
                + (description.isEmpty() ? "" : ": " + PeerText.escape(shortened(description)))
                + Advice.on(error, code(description))
                        .map(advice -> " (" + advice + ")")
                        .orElse(""));
        this.error = error;
        this.description = description;
    }

    /** Reads a negative answer. */
    static OAuthRefusedException of(String what, Map<String, String> answer) {
        return new OAuthRefusedException(
                what, answer.getOrDefault("error", "no error code"), answer.getOrDefault("error_description", ""));
    }

    /**
     * The error code, such as {@code invalid_grant} (RFC 6749 section 5.2, RFC 8628 section 3.5).
     *
     * @return the code as it came
     */
    public String error() {
        return error;
    }

    /**
     * What the server says for people.
     *
     * @return its text as it came, perhaps empty
     */
    public String description() {
        return description;
    }

    /**
     * Microsoft's own code in the description, such as {@code AADSTS700082}.
     *
     * @return the code, if there is one
     */
    public Optional<String> microsoftCode() {
        return code(description);
    }

    private static Optional<String> code(String description) {
        Matcher matcher = MICROSOFT_CODE.matcher(description);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The first line: Microsoft adds trace numbers and the time below. */
    private static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
