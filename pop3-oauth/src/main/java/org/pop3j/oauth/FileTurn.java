package org.pop3j.oauth;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The lock of a file between processes; the kernel frees it when the process ends. */
final class FileTurn implements Closeable {
    private final FileChannel channel;

    private FileTurn(FileChannel channel) {
        this.channel = channel;
    }

    /** Java can wait for a file lock for ever only: a thread does, and gives up when the file is closed under it. */
    static FileTurn take(Path file, Duration patience) throws IOException {
        FileChannel channel = new OwnersFile(file).open();
        try {
            if (Optional.ofNullable(channel.tryLock()).isEmpty()) {
                await(channel, patience);
            }
            return new FileTurn(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        } catch (TimeoutException e) {
            channel.close();
            throw new IOException("another process has held " + file + " for more than " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            channel.close();
            throw new IOException("cannot lock " + file + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted while it waited for " + file);
        }
    }

    private static void await(FileChannel channel, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<FileLock> locking = new FutureTask<>(channel::lock);
        Thread waiter = new Thread(locking, "pop3-oauth-lock");
        waiter.setDaemon(true);
        waiter.start();
        locking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
