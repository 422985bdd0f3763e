package org.pop3j.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.AccessToken;

/** The file in which tokens are kept. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class TokenCacheTest {
    private static final CacheKey KEY = new CacheKey(Map.of("user", "ada"));
    private static final Tokens TOKENS = new Tokens(
            new AccessToken("access"),
            Optional.of(Instant.parse("2026-11-26T03:00:00Z")),
            Optional.of("refresh \"é\n"));

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("tokens.json");
    }

    @Test
    @DisplayName(
            "what is kept is read again, by its owner alone: mode 0600, the lock file too; nothing else is left there")
    void keptForTheOwner() throws IOException {
        TokenCache.file(file()).update(KEY, kept -> Optional.of(TOKENS));
        assertThat(read(KEY)).contains(TOKENS);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName() + " " + mode(path)))
                    .containsExactlyInAnyOrder("tokens.json rw-------", "tokens.json.lock rw-------");
        }
        assertThat(Files.readString(file())).contains("\"user\":\"ada\"");
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Tokens> read(CacheKey key) throws IOException {
        List<Optional<Tokens>> seen = new ArrayList<>();
        TokenCache.file(file()).update(key, kept -> {
            seen.add(kept);
            return Optional.empty();
        });
        return seen.get(0);
    }

    @Test
    @DisplayName("S-24: another user's tokens are not seen; a change of nothing writes nothing")
    void keys() throws IOException {
        TokenCache cache = TokenCache.file(file());
        cache.update(KEY, kept -> Optional.of(TOKENS));
        assertThat(read(new CacheKey(Map.of("user", "bob")))).isEmpty();
        Object before = Files.readAttributes(file(), "unix:ino").get("ino");
        cache.update(KEY, kept -> kept);
        cache.update(KEY, kept -> Optional.empty());
        assertThat(Files.readAttributes(file(), "unix:ino").get("ino")).isEqualTo(before);
        cache.update(KEY, kept -> Optional.of(new Tokens(new AccessToken("b"), Optional.empty(), Optional.empty())));
        assertThat(Files.readAttributes(file(), "unix:ino").get("ino")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rwx------"})
    @DisplayName("a file that others can use is refused, for it is no secret any more")
    void wideModes(String mode) throws IOException {
        Files.writeString(file(), "{}");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
        assertThatIOException().isThrownBy(() -> read(KEY)).withMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"user\":\"ada\"}",
                "{\"user\":\"ada\",\"access_token\":\"a b\"}",
                "{\"user\":\"ada\",\"access_token\":\"a\",\"expires_at\":\"never\"}"
            })
    @DisplayName("a spoilt file counts as none and is replaced")
    void spoilt(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        assertThat(read(KEY)).isEmpty();
        TokenCache.file(file()).update(KEY, kept -> Optional.of(TOKENS));
        assertThat(read(KEY)).contains(TOKENS);
    }

    @Test
    @DisplayName("a file of absurd length is not read into memory, a folder that is not there is told")
    void absurd() throws IOException {
        Files.write(file(), new byte[300_000]);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        assertThatIOException().isThrownBy(() -> read(KEY)).withMessageContaining("at most 262144 octets");
        assertThatIOException()
                .isThrownBy(() -> TokenCache.file(folder.resolve("none/tokens")).update(KEY, kept -> kept));
    }

    @Test
    @DisplayName("threads take turns, so that a rotating refresh token is used by one of them only")
    void threads() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (TokenCache cache : List.of(TokenCache.memory(), TokenCache.file(file()))) {
            List<FutureTask<Optional<Tokens>>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                FutureTask<Optional<Tokens>> task = new FutureTask<>(() -> cache.update(KEY, kept -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                    return Optional.of(kept.orElse(TOKENS));
                }));
                all.add(task);
                new Thread(task).start();
            }
            for (FutureTask<Optional<Tokens>> task : all) {
                assertThat(task.get(30, TimeUnit.SECONDS)).contains(TOKENS);
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    @DisplayName("D-2: who has to wait too long for another thread gives up")
    void impatientThread() throws Exception {
        MemoryTokenCache cache = new MemoryTokenCache(Duration.ofMillis(100));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        FutureTask<Optional<Tokens>> slow = new FutureTask<>(() -> cache.update(KEY, kept -> {
            entered.countDown();
            await(done);
            return Optional.of(TOKENS);
        }));
        new Thread(slow).start();
        entered.await();
        assertThatIOException()
                .isThrownBy(() -> cache.update(KEY, kept -> kept))
                .withMessageContaining("another thread has used the token cache for more than");
        done.countDown();
        assertThat(slow.get()).contains(TOKENS);
        assertThat(cache.update(KEY, kept -> kept)).contains(TOKENS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName(
            "processes take turns: one that holds the lock is waited for, for a bounded time, and its end frees the file")
    void processes() throws Exception {
        Path lock = folder.resolve("tokens.json.lock");
        Process holder = holder(lock);
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("locked");
            FileTokenCache impatient = new FileTokenCache(file(), Duration.ofMillis(200));
            assertThatIOException()
                    .isThrownBy(() -> impatient.update(KEY, kept -> Optional.of(TOKENS)))
                    .withMessageContaining("another process has held " + lock);
            assertThat(file()).doesNotExist();
            FutureTask<Optional<Tokens>> patient =
                    new FutureTask<>(() -> TokenCache.file(file()).update(KEY, kept -> Optional.of(TOKENS)));
            new Thread(patient).start();
            holder.destroyForcibly();
            assertThat(patient.get(30, TimeUnit.SECONDS)).contains(TOKENS);
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    private Process holder(Path lock) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        source().toString(),
                        lock.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** A program of one file, which the launcher compiles. */
    private Path source() throws IOException {
        Path file = folder.resolve("LockHolder.java");
        return Files.writeString(file, """
                import java.nio.channels.FileChannel;
                import java.nio.file.Path;
                import java.nio.file.StandardOpenOption;

                class LockHolder {
                    public static void main(String[] arguments) throws Exception {
                        FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE).lock();
                        System.out.println("locked");
                        System.in.read();
                    }
                }
                """);
    }

    @Test
    @DisplayName("an access that fails leaves what was kept, and no half file")
    void failedChange() throws IOException {
        TokenCache cache = TokenCache.file(file());
        cache.update(KEY, kept -> Optional.of(TOKENS));
        assertThatIOException()
                .isThrownBy(() -> cache.update(KEY, kept -> {
                    throw new IOException("refused");
                }));
        assertThat(read(KEY)).contains(TOKENS);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }
}
