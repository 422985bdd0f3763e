package org.pop3j.client;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.codec.Command;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ResponseCode;
import org.pop3j.codec.StrictBase64;
import org.pop3j.sasl.SaslPrep;

/**
 * What a client proves with while a login is under way, to be masked in whatever the server says meanwhile (S-26): the server
 * knows it too, and some say it back in a refusal. Forgotten when the login is over.
 *
 * <p>A secret is masked wherever it stands, in either case, as it is and in base64. One that is shorter than {@value #SHORT}
 * octets only where no letter or digit stands beside it: else a password {@code a} would garble every reply, and be told by
 * the gaps. The status indicator and the response codes that RFCs define always stay.
 */
final class Secrets {
    private static final int SHORT = 4;
    private static final String MASK = "****";
    private static final List<ResponseCode> DEFINED = List.of(
            ResponseCode.IN_USE,
            ResponseCode.LOGIN_DELAY,
            ResponseCode.AUTH,
            ResponseCode.SYS_TEMP,
            ResponseCode.SYS_PERM,
            ResponseCode.UTF8);

    /** Longer ones first: the response in base64 may begin with a shorter secret, and its rest would stay. */
    private final Map<String, Pattern> patterns =
            new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Hides a secret, in its octets and in base64. */
    void hide(String secret) {
        byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
        hideAsItIs(secret);
        hideAsItIs(new String(octets, StandardCharsets.ISO_8859_1));
        hideResponse(StrictBase64.encode(octets));
    }

    /** Hides what is proved with, as far as it is known before a mechanism is chosen. */
    void hide(Credentials credentials) {
        if (credentials instanceof Credentials.Password password) {
            hide(password.password());
            prepared(password.password()).ifPresent(this::hide);
        }
    }

    /** What mechanisms prove in place of the password (RFC 4013). */
    private static Optional<String> prepared(String password) {
        try {
            return Optional.of(SaslPrep.query(password));
        } catch (IllegalArgumentException staysAsItIs) {
            return Optional.empty();
        }
    }

    /** Hides what a command of a login tells. */
    void hide(Command command) {
        if (command instanceof Command.Pass pass) {
            hide(pass.password());
        } else if (command instanceof Command.Apop apop) {
            hideAsItIs(apop.digest());
        } else if (command instanceof Command.Auth auth) {
            auth.initialResponse().ifPresent(this::hideResponse);
        }
    }

    /** Hides base64, with and without its padding; {@code =} and {@code *} are responses that tell nothing. */
    void hideResponse(String response) {
        String text = withoutPadding(response);
        if (text.length() > 1) {
            hide(text, "={0,2}");
        }
    }

    private static String withoutPadding(String base64) {
        int end = base64.length();
        while (end > 0 && base64.charAt(end - 1) == '=') {
            end--;
        }
        return base64.substring(0, end);
    }

    private void hideAsItIs(String text) {
        hide(text, "");
    }

    /** Of some passwords SASLprep leaves nothing: that would stand everywhere. */
    private void hide(String text, String end) {
        if (text.isEmpty()) {
            return;
        }
        String all = Pattern.quote(text) + end;
        String alone = "(?<![\\p{L}\\p{N}])" + all + "(?![\\p{L}\\p{N}])";
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        patterns.put(text, Pattern.compile(text.length() < SHORT ? alone : all, flags));
    }

    void forget() {
        patterns.clear();
    }

    /** The text with each secret masked. */
    String masked(String text) {
        String masked = text;
        for (Pattern pattern : patterns.values()) {
            masked = pattern.matcher(masked).replaceAll(Matcher.quoteReplacement(MASK));
        }
        return masked;
    }

    /** The reply with each secret masked, and the same in what a client goes by. */
    ReceivedReply masked(ReceivedReply reply) {
        if (patterns.isEmpty()) {
            // As a rule: nobody logs in, and there are thousands of replies.
            return reply;
        }
        String raw = reply.raw();
        int indicator = raw.startsWith("+OK") ? 3 : raw.startsWith("-ERR") ? 4 : 0;
        String shown = raw.substring(0, indicator) + masked(raw.substring(indicator));
        if (shown.equals(raw)) {
            return reply;
        }
        ReceivedReply read = ReceivedReply.parse(shown);
        Optional<ResponseCode> defined =
                reply.code().filter(code -> DEFINED.stream().anyMatch(code::equals));
        return new ReceivedReply(reply.isPositive(), defined.or(read::code), read.text(), shown);
    }
}
