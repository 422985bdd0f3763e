package org.pop3j.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Login;
import org.pop3j.users.PasswordMemory;
import org.pop3j.users.PasswordScheme;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;
import org.pop3j.users.UsersFileException;

/** What the check of a right password costs: in full by each scheme, and remembered; a look at the file is in both. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PasswordBenchmark {
    private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("client", 1);

    /** How the file keeps the password. */
    @Param({"SCRAM_SHA_256", "ARGON2ID", "BLF_CRYPT", "SHA512_CRYPT"})
    public PasswordScheme scheme = PasswordScheme.SCRAM_SHA_256;

    private Optional<Path> folder = Optional.empty();
    private Optional<UsersFileAuthenticator> forgetful = Optional.empty();
    private Optional<UsersFileAuthenticator> remembering = Optional.empty();

    /**
     * Writes the users file.
     *
     * @throws IOException if that fails
     * @throws UsersFileException never
     */
    @Setup
    public void users() throws IOException, UsersFileException {
        Path made = Files.createTempDirectory("pop3-bench");
        folder = Optional.of(made);
        UsersFile users = UsersFile.openOrCreate(made.resolve("users"));
        users.add("anna", scheme.store("sesame"));
        forgetful = Optional.of(new UsersFileAuthenticator(users, PasswordMemory.none()));
        remembering = Optional.of(new UsersFileAuthenticator(users));
    }

    /**
     * Removes it.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void remove() throws IOException {
        Path made = folder.orElseThrow();
        Files.deleteIfExists(made.resolve("users"));
        Files.deleteIfExists(made.resolve(".users.lock"));
        Files.delete(made);
    }

    /**
     * A check in full.
     *
     * @return the login
     * @throws AuthenticationUnavailableException never
     */
    @Benchmark
    public Optional<Login> inFull() throws AuthenticationUnavailableException {
        return forgetful.orElseThrow().checkPassword("anna", "sesame", PEER);
    }

    /**
     * A check that is remembered.
     *
     * @return the login
     * @throws AuthenticationUnavailableException never
     */
    @Benchmark
    public Optional<Login> remembered() throws AuthenticationUnavailableException {
        return remembering.orElseThrow().checkPassword("anna", "sesame", PEER);
    }
}
