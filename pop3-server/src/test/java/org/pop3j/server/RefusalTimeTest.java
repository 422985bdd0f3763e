package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.sasl.PasswordCredential;
import org.pop3j.sasl.SaslClients;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.store.MemoryStore;

/**
 * Whether the time of a refused login tells which names are users': over the wire, by what the server and pop3-sasl add
 * to the authenticator, which only looks into a map here. {@code -Dtimings=10000} makes as many tries as S-14 asks for; the default is what a build
 * has time for.
 */
class RefusalTimeTest {
    private static final int TRIES = Integer.getInteger("timings", 500);
    private static final int WARM_UP = 1_000;

    /** What the compiler of the JVM does meanwhile fakes a difference now and then; a real one shows each time. */
    private static final int ATTEMPTS = 20;

    /** Two means differ for a reason, and not by chance, from here on (S-14). */
    private static final double SUSPICIOUS = 4.5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER",
                "APOP",
                "PLAIN",
                "LOGIN",
                "SCRAM-SHA-1",
                "SCRAM-SHA-256",
                "CRAM-MD5",
                "DIGEST-MD5",
                "NTLM"
            })
    @DisplayName("S-14 an unknown user and a wrong password take equally long, whichever way (Welch's t below 4.5)")
    void noNameCanBeToldByTime(String way) throws Exception {
        Scenario scenario = Scenario.given()
                .logins(Logins.of(new TestUsers())
                        .mechanisms(SaslMechanism.named(way).stream().toList())
                        .commands(EnumSet.allOf(LoginCommand.class)))
                .with(b -> b.limits(new ServerLimits(10, 10, 4, Integer.MAX_VALUE, 10, 1024)))
                .with(b -> b.times(ServerTimes.DEFAULTS.withFailedLogin(Duration.ZERO)));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client = AuthClient.plain(server.addresses().get(0))) {
            assertAlike(name -> refused(client, way, name));
        }
    }

    /** How long the answers to what depends on the name took. */
    private static long refused(AuthClient connection, String way, String name) throws Exception {
        long[] nanos = {0};
        String answer = switch (way) {
            case "USER" -> {
                timed(connection, "USER " + name, nanos);
                yield timed(connection, "PASS wrong", nanos);
            }
            case "APOP" -> timed(connection, "APOP " + name + " c4c9334bac560ecc979e58001b3e22fb", nanos);
            default -> exchanged(connection, way, name, nanos);
        };
        assertThat(answer).isEqualTo("-ERR [AUTH] user name or password is wrong");
        return nanos[0];
    }

    private static String exchanged(AuthClient connection, String way, String name, long[] nanos) throws Exception {
        SaslClient client = client(SaslMechanism.named(way).orElseThrow(), name);
        String line = connection.ask("AUTH " + way);
        while (line.startsWith("+ ")) {
            byte[] challenge = Base64.getDecoder().decode(line.substring(2));
            byte[] response =
                    way.startsWith("SCRAM") ? scram(challenge, name, way) : client.evaluateChallenge(challenge);
            line = timed(connection, Base64.getEncoder().encodeToString(response), nanos);
        }
        return line;
    }

    private static String timed(AuthClient connection, String line, long[] nanos) throws Exception {
        long began = System.nanoTime();
        String answer = connection.ask(line);
        nanos[0] += System.nanoTime() - began;
        return answer;
    }

    private static SaslClient client(SaslMechanism mechanism, String name) throws Exception {
        PasswordCredential credential = PasswordCredential.of(name, "wrong");
        return switch (mechanism) {
            case CRAM_MD5 -> SaslClients.cramMd5(credential);
            case PLAIN -> SaslClients.plain(credential);
            case LOGIN -> SaslClients.login(credential);
            case DIGEST_MD5 -> SaslClients.digestMd5(credential, "localhost");
            default -> SaslClients.ntlm(credential, "localhost");
        };
    }

    /** A proof that fits nothing: the client's own hashing would take most of the time of this test. */
    private static byte[] scram(byte[] challenge, String name, String way) {
        String text = new String(challenge, StandardCharsets.UTF_8);
        byte[] proof = new byte[way.equals("SCRAM-SHA-1") ? 20 : 32];
        String response = text.isEmpty()
                ? "n,,n=" + name + ",r=abc"
                : "c=biws," + text.substring(0, text.indexOf(',')) + ",p="
                        + Base64.getEncoder().encodeToString(proof);
        return response.getBytes(StandardCharsets.UTF_8);
    }

    private interface Try {
        long nanos(String name) throws Exception;
    }

    /** Both names by turns, so that what else the machine does meets both alike; a difference must show in all attempts. */
    private static void assertAlike(Try refused) throws Exception {
        List<String> names = List.of("ann", "eve");
        for (int i = 0; i < WARM_UP; i++) {
            refused.nanos(names.get(i % 2));
        }
        double welch = SUSPICIOUS;
        for (int attempt = 0; attempt < ATTEMPTS && welch >= SUSPICIOUS; attempt++) {
            double[][] nanos = new double[2][TRIES];
            for (int i = 0; i < 2 * TRIES; i++) {
                int name = (i + i / 2) % 2;
                nanos[name][i / 2] = refused.nanos(names.get(name));
            }
            welch = Math.abs(welch(usual(nanos[0]), usual(nanos[1])));
        }
        assertThat(welch).as("Welch's t of a user and an unknown name").isLessThan(SUSPICIOUS);
    }

    private static double welch(double[] a, double[] b) {
        return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    }

    /** Without the slowest tenth: what interrupted those was not the check. */
    private static double[] usual(double[] nanos) {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return Arrays.copyOf(sorted, sorted.length * 9 / 10);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }
}
