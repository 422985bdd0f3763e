package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random commands and random garbage. */
class CommandFuzzTest {
    private static final int ROUNDS = 5_000;
    private static final String TEXT = "abcXYZ019!#%&*+-./:;=?@[]\\^_{|}~\u00e9\u20ac\ud83d\ude00\u202e";
    private static final String NOISE = "USERPASTOPLIQDAHauth 01279=+/\t\r\n\0\u007f\u0080\u00c3\u00a9\u00df\u00ff";

    private static final long SEED = Seed.printed(CommandFuzzTest.class);

    private final Random random = new Random(SEED);

    @Test
    @DisplayName("R1939-02 R1939-03 C0003: what a client sends, a server reads as the same command")
    void roundTrip() throws SyntaxException {
        for (int i = 0; i < ROUNDS; i++) {
            Command command = command();
            String octets = new String(command.octets(), StandardCharsets.ISO_8859_1);
            assertThat(octets).endsWith("\r\n");
            String line = octets.substring(0, octets.length() - 2);
            assertThat(line).doesNotContain("\r", "\n", "\0");
            assertThat(Command.parse(line)).as("seed %d, round %d", SEED, i).isEqualTo(command);
        }
    }

    @Test
    @DisplayName("R1939-07 S-26 S-36: any line is a command or a SyntaxException, whose text is printable ASCII")
    void garbage() {
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            refused += refusal(garbageLine()).isPresent() ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
    }

    @Test
    @DisplayName("S-26: whatever is wrong with PASS, APOP or AUTH, the refusal does not repeat an argument")
    void secretsAreNotRepeated() {
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String secret = "hunter2" + noise(random.nextInt(4));
            String line = oneOf("PASS ", "APOP ", "AUTH ", "APOP mrose ", "AUTH PLAIN ", "pass  ", "Auth PLAIN = ")
                    + (random.nextBoolean() ? secret : noise(2) + secret);
            Optional<String> refusal = refusal(line);
            refused += refusal.isPresent() ? 1 : 0;
            assertThat(refusal.orElse(""))
                    .as("seed %d, %s", SEED, PeerText.quote(line))
                    .doesNotContain("hunter2");
        }
        assertThat(refused).isGreaterThan(ROUNDS / 10);
    }

    private Optional<String> refusal(String line) {
        try {
            assertThat(Command.parse(line).toString()).isNotEmpty();
            return Optional.empty();
        } catch (SyntaxException e) {
            assertThat(e.getMessage())
                    .as("seed %d, line %s", SEED, PeerText.quote(line))
                    .matches("[\\x20-\\x7e]+");
            assertThat(Reply.err(e.getMessage()).line().length()).isLessThanOrEqualTo(510);
            return Optional.of(e.getMessage());
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED + ", line " + PeerText.quote(line), e);
        }
    }

    private Command command() {
        Keyword keyword = Keyword.values()[random.nextInt(Keyword.values().length)];
        return switch (keyword) {
            case USER -> new Command.User(word());
            case PASS -> new Command.Pass(word() + " ".repeat(random.nextInt(3)) + word());
            case APOP -> new Command.Apop(word(), digest());
            case AUTH -> auth();
            case STLS -> new Command.Stls();
            case UTF8 -> new Command.Utf8();
            case LANG ->
                new Command.Lang(random.nextBoolean() ? Optional.empty() : Optional.of(oneOf("*", "de", "en-GB")));
            case CAPA -> new Command.Capa();
            case STAT -> new Command.Stat();
            case LIST -> new Command.List(optionalNumber());
            case RETR -> new Command.Retr(number());
            case DELE -> new Command.Dele(number());
            case NOOP -> new Command.Noop();
            case RSET -> new Command.Rset();
            case TOP -> new Command.Top(number(), random.nextInt(Integer.MAX_VALUE));
            case UIDL -> new Command.Uidl(optionalNumber());
            case QUIT -> new Command.Quit();
        };
    }

    private Command auth() {
        String mechanism = oneOf("PLAIN", "scram-sha-256", "X_Y-9");
        return switch (random.nextInt(4)) {
            case 0 -> new Command.AuthList();
            case 1 -> new Command.Auth(mechanism, Optional.empty());
            case 2 -> new Command.Auth(mechanism, Optional.of("="));
            default -> new Command.Auth(mechanism, Optional.of(StrictBase64.encode(octets(1 + random.nextInt(40)))));
        };
    }

    private MessageNumber number() {
        return new MessageNumber(1 + random.nextInt(Integer.MAX_VALUE));
    }

    private Optional<MessageNumber> optionalNumber() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(number());
    }

    private String word() {
        int[] characters = TEXT.codePoints().toArray();
        return random.ints(1 + random.nextInt(40), 0, characters.length)
                .mapToObj(i -> Character.toString(characters[i]))
                .collect(Collectors.joining());
    }

    private String digest() {
        return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    }

    private String garbageLine() {
        String keyword = Keyword.values()[random.nextInt(Keyword.values().length)].name();
        return switch (random.nextInt(3)) {
            case 0 -> noise(random.nextInt(20));
            case 1 -> keyword + noise(random.nextInt(20));
            default -> keyword + ' ' + new String(octets(random.nextInt(300)), StandardCharsets.ISO_8859_1);
        };
    }

    private String noise(int length) {
        return random.ints(length, 0, NOISE.length())
                .mapToObj(i -> NOISE.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private byte[] octets(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
