package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A folder on a file system of its own (FUSE, bindfs) that can be made to give no answer any more, as a dead network does. */
final class SlowMount implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Path folder;
    private final Process fileSystem;

    private SlowMount(Path folder, Process fileSystem) {
        this.folder = folder;
        this.fileSystem = fileSystem;
    }

    /** Shows a folder at another one, which is empty; skips the test where nothing can be mounted. */
    static SlowMount of(Path shown, Path at) throws IOException, InterruptedException {
        String bindfs = Peer.require("bindfs", "bindfs");
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "needs FUSE and the right to mount");
        Object outside = Files.getAttribute(at, "unix:dev");
        Process process = new ProcessBuilder(bindfs, "-f", shown.toString(), at.toString())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(shown.getParent(), "bindfs", ".txt")
                        .toFile())
                .start();
        SlowMount mount = new SlowMount(at, process);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Files.getAttribute(at, "unix:dev").equals(outside)) {
            Assumptions.assumeTrue(process.isAlive(), "needs the right to mount");
            assertThat(System.nanoTime()).as("mounted in time").isLessThan(end);
            Thread.onSpinWait();
        }
        return mount;
    }

    /** From now on whoever asks for something in the folder waits. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isStopped()) {
            assertThat(System.nanoTime()).as("stopped in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** A signal is sent before it has arrived at every thread. */
    private boolean isStopped() throws IOException {
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(fileSystem.pid()), "task"))) {
            for (Path thread : threads) {
                if (!Files.readString(thread.resolve("stat")).contains(") T ")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Who waits gets what was asked for. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Who still waits gets an error. */
    @Override
    public void close() throws IOException {
        fileSystem.destroyForcibly().onExit().join();
        new ProcessBuilder("umount", "-l", folder.toString()).start().onExit().join();
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder("kill", "-" + name, Long.toString(fileSystem.pid()))
                .start()
                .waitFor();
        assertThat(exitCode).isZero();
    }
}
