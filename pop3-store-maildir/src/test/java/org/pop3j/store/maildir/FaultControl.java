package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the preloaded {@code faults.c} of a process does: a file mapped by both, so that the process can set it for itself,
 * just around what it does to the Maildir.
 */
final class FaultControl {
    static final String FILE = "FAULTS_CONTROL";
    static final String UNDER = "FAULTS_UNDER";
    static final String LOG = "FAULTS_LOG";

    private static final int WORDS = 6;

    /** What happens at a step; in the order of {@code faults.c}. */
    enum Mode {
        OFF,
        COUNT,
        FAIL_ONCE,
        FAIL_FROM,
        KILL
    }

    /** Which system calls are steps; in the order of {@code faults.c}. */
    enum Kind {
        CHANGE(1),
        READ(2),
        /** What needs room on the disk; unlinking does not. */
        GROW(4);

        private final int bit;

        Kind(int bit) {
            this.bit = bit;
        }
    }

    /** Error numbers of Linux. */
    enum Errno {
        EIO(5),
        ENOSPC(28),
        EROFS(30),
        EDQUOT(122);

        private final int number;

        Errno(int number) {
            this.number = number;
        }
    }

    private final IntBuffer words;

    private FaultControl(IntBuffer words) {
        this.words = words;
    }

    /** A new file, all zero: nothing happens. */
    static Path file(Path file) throws IOException {
        return Files.write(file, new byte[WORDS * Integer.BYTES]);
    }

    /** That of this process. */
    static FaultControl ofThisProcess() throws IOException {
        Path file = Path.of(System.getenv(FILE));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new FaultControl(channel.map(MapMode.READ_WRITE, 0, WORDS * Integer.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asIntBuffer());
        }
    }

    /** From now on steps are counted, from 1, and the fault comes at one of them. */
    void arm(Mode mode, int step, Errno errno, Kind kind) {
        words.put(1, step);
        words.put(2, errno.number);
        words.put(3, 0);
        words.put(4, kind.bit);
        words.put(0, mode.ordinal());
    }

    void off() {
        words.put(0, Mode.OFF.ordinal());
    }

    int steps() {
        return words.get(3);
    }
}
