package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether the time of a refused login tells which names are users', in a file of all schemes. {@code -Dtimings=10000} makes
 * as many tries as requirement S-14 asks for; the default is what a build has time for.
 */
class LoginTimingTest {
    private static final SocketAddress PEER = new InetSocketAddress("127.0.0.1", 1);
    private static final int TRIES = Integer.getInteger("timings", 150);
    private static final List<String> NAMES = List.of("nobody", "scram", "argon", "bcrypt", "crypt", "plain", "second");

    /** Two means differ for a reason, and not by chance, from here on (S-14). */
    private static final double SUSPICIOUS = 4.5;

    /** What the compiler of the JVM does meanwhile fakes a difference now and then; a real one shows each time. */
    private static final int ATTEMPTS = 10;

    @TempDir
    Path folder;

    @Test
    @DisplayName("S-14: unknown users and those of each scheme take equally long (Welch's t below 4.5)")
    void noNameCanBeToldByTime() throws Exception {
        UsersFile users = UsersFile.open(mixedFile());
        assertThat(users.problems()).isEmpty();

        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(users);
        Map<String, Double> told = told(measure(authenticator));
        for (int attempt = 1; attempt < ATTEMPTS && !told.isEmpty(); attempt++) {
            told.keySet().retainAll(told(measure(authenticator)).keySet());
        }

        assertThat(told).as("Welch's t beside an unknown user").isEmpty();
    }

    /** The names that take another time than an unknown one, with their t. */
    private static Map<String, Double> told(double[][] nanos) {
        Map<String, Double> told = new TreeMap<>();
        for (int name = 1; name < NAMES.size(); name++) {
            double welch = Math.abs(welch(nanos[0], nanos[name]));
            if (welch >= SUSPICIOUS) {
                told.put(NAMES.get(name), welch);
            }
        }
        return told;
    }

    /** Cheap parameters: the test is of the differences, not of the costs. */
    private Path mixedFile() throws Exception {
        String scram = "{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,"
                + "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
        String argon = "{ARGON2ID}$argon2id$v=19$m=256,t=1,p=1$KeBLpGdrZRSTRaNMwHIRFw$" + "z4e4nQHhz4e4nQHhz4e4nQ";
        String bcrypt = "{BLF-CRYPT}$2y$04$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
        String crypt = "{SHA512-CRYPT}$6$rounds=1000$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817"
                + "G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1";
        return Files.write(
                folder.resolve("users"),
                List.of(
                        "scram:" + scram,
                        "argon:" + argon,
                        "bcrypt:" + bcrypt,
                        "crypt:" + crypt,
                        "plain:{PLAIN}secret",
                        "second:" + scram));
    }

    /** Each name in turn, so that what else the machine does meets all alike. */
    private static double[][] measure(UsersFileAuthenticator authenticator) throws Exception {
        double[][] nanos = new double[NAMES.size()][TRIES];
        for (int round = -30; round < TRIES; round++) {
            for (int name = 0; name < NAMES.size(); name++) {
                long begin = System.nanoTime();
                Optional<?> login = authenticator.checkPassword(NAMES.get(name), "wrong", PEER);
                long took = System.nanoTime() - begin;
                assertThat(login).isEmpty();
                if (round >= 0) {
                    nanos[name][round] = took;
                }
            }
        }
        return nanos;
    }

    private static double welch(double[] a, double[] b) {
        double[] first = usual(a);
        double[] second = usual(b);
        return (mean(first) - mean(second))
                / Math.sqrt(variance(first) / first.length + variance(second) / second.length);
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
