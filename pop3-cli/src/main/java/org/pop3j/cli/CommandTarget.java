package org.pop3j.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pop3j.client.SyncMessage;

/**
 * Runs a command line for each message, which is its standard input; exit code 0 means that it has taken it. The key of the
 * message, the same in every run, is in the environment as {@code POP3_KEY}, its account as {@code POP3_ACCOUNT}. Its output
 * is thrown away, what it complains of goes to standard error.
 *
 * @param line the command line, for {@code /bin/sh}
 * @param patience how long it may take
 */
record CommandTarget(String line, Duration patience) implements FetchTarget {
    @Override
    public void store(SyncMessage message, InputStream content) throws IOException {
        try (Spool spool = Spool.of(content)) {
            ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", line)
                    .redirectInput(spool.file().toFile())
                    .redirectOutput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("POP3_KEY", message.key());
            builder.environment().put("POP3_ACCOUNT", message.account());
            int exitCode = exitCode(builder.start());
            if (exitCode != 0) {
                throw new IOException("the command ended with exit code " + exitCode);
            }
        }
    }

    private int exitCode(Process process) throws IOException {
        try {
            if (process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IOException("the command took longer than " + patience.toSeconds() + " s and was ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the command ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        // Nothing stays open between two messages.
    }
}
