package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.pop3j.codec.ContentEncoder;

/**
 * The exact sizes of the messages of one session (R1939-39, R1939-40), each found when it is first asked for and kept. They
 * are counted by reading, never taken from {@code S=} or {@code W=} in a name (M-04).
 */
final class Sizes {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final long NOT_COUNTED = -1;
    private static final int PIECE = 64 * 1024;

    private final Messages messages;
    private final MessageOpening opening;
    private final long[] octets;

    Sizes(Messages messages, MessageOpening opening) {
        this.messages = messages;
        this.opening = opening;
        this.octets = new long[messages.count()];
        Arrays.fill(octets, NOT_COUNTED);
    }

    /** The size of a message; 0 for one that cannot be read, which must not keep the others from being listed. */
    long of(int number) {
        int index = number - 1;
        if (octets[index] == NOT_COUNTED) {
            octets[index] = counted(number);
        }
        return octets[index];
    }

    long sum() {
        long sum = 0;
        for (int number = 1; number <= octets.length; number++) {
            sum += of(number);
        }
        return sum;
    }

    private long counted(int number) {
        try {
            return messages.act(number, (entry, file) -> {
                try (FileChannel channel = opening.open(entry, file)) {
                    return count(channel);
                }
            });
        } catch (IOException e) {
            LOG.log(Level.WARNING, "listed with 0 octets, cannot be read: " + messages.file(number), e);
            return 0;
        }
    }

    private static long count(FileChannel channel) throws IOException {
        ContentEncoder counter = ContentEncoder.counting();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (channel.read(piece) >= 0) {
            counter.write(piece.array(), 0, piece.position());
            piece.clear();
        }
        return counter.finish();
    }
}
