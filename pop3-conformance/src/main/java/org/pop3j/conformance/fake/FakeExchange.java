package org.pop3j.conformance.fake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pop3j.codec.StrictBase64;
import org.pop3j.codec.SyntaxException;

/** A running AUTH exchange of a fake session. */
abstract class FakeExchange {
    /** The mechanisms that CAPA announces. */
    static final String NAMES = "PLAIN SCRAM-SHA-256 EXTERNAL CRAM-MD5";

    /** What comes of a response. */
    enum Kind {
        CHALLENGE,
        SUCCESS,
        FAILURE,
        CANCELLED
    }

    /** A turn of the server; the text is a challenge in base64. */
    record Turn(Kind kind, String text) {
        static Turn end(boolean good) {
            return new Turn(good ? Kind.SUCCESS : Kind.FAILURE, "");
        }
    }

    static Optional<FakeExchange> of(String mechanism, FakeSession.Setting setting) {
        return switch (mechanism) {
            case "PLAIN" -> Optional.of(new Plain(setting));
            case "SCRAM-SHA-256" -> Optional.of(new FakeScram(setting));
            case "EXTERNAL" -> Optional.of(new Failing("", false));
            case "CRAM-MD5" -> Optional.of(new Failing("<1.1@fake.example>", true));
            default -> Optional.empty();
        };
    }

    /** In base64. */
    String firstChallenge() {
        return "";
    }

    boolean serverBegins() {
        return false;
    }

    final Turn answer(String line) {
        if (line.equals("*")) {
            return new Turn(Kind.CANCELLED, "");
        }
        try {
            return respond(new String(StrictBase64.decode(line), StandardCharsets.ISO_8859_1));
        } catch (SyntaxException noBase64) {
            return Turn.end(false);
        }
    }

    abstract Turn respond(String octets);

    static String encode(String octets) {
        return StrictBase64.encode(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** RFC 4616; the authorization identity must be empty or the name itself. */
    private static final class Plain extends FakeExchange {
        private final FakeSession.Setting setting;

        Plain(FakeSession.Setting setting) {
            this.setting = setting;
        }

        @Override
        Turn respond(String octets) {
            List<String> parts = List.of(octets.split("\0", -1));
            return Turn.end(parts.size() == 3
                    && (parts.get(0).isEmpty() || parts.get(0).equals(parts.get(1)))
                    && parts.get(1).equals(setting.user())
                    && parts.get(2).equals(setting.password()));
        }
    }

    /** Mechanisms that nobody passes here. */
    private static final class Failing extends FakeExchange {
        private final String challenge;
        private final boolean begins;

        Failing(String challenge, boolean begins) {
            this.challenge = challenge;
            this.begins = begins;
        }

        @Override
        String firstChallenge() {
            return encode(challenge);
        }

        @Override
        boolean serverBegins() {
            return begins;
        }

        @Override
        Turn respond(String octets) {
            return Turn.end(false);
        }
    }
}
