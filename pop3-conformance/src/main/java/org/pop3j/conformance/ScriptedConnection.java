package org.pop3j.conformance;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One connection of a {@link ScriptedPeer}: plays its dialogue, then sees that nothing more is said. */
final class ScriptedConnection implements AutoCloseable {
    /** How long a read waits before it looks whether the verdict is wanted. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Dialogue dialogue;
    private final RecordingWire wire;
    private final CountDownLatch verdictWanted = new CountDownLatch(1);
    private FutureTask<Void> playing = new FutureTask<>(() -> null);

    ScriptedConnection(Dialogue dialogue, RecordingWire wire) {
        this.dialogue = dialogue;
        this.wire = wire;
    }

    void start(Delivery delivery, Duration stepLimit) {
        playing = new FutureTask<>(() -> {
            play(delivery, stepLimit);
            return null;
        });
        Threads.start("scripted connection", playing);
    }

    String received() {
        return wire.received();
    }

    /** Waits for the end, which each step's limit brings about. */
    void verify() {
        verdictWanted.countDown();
        try {
            playing.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DialogueFailure failure) {
                throw failure;
            }
            throw new DialogueFailure("the dialogue could not be played: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DialogueFailure("interrupted while waiting for the end of a dialogue", e);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    private void play(Delivery delivery, Duration stepLimit) throws IOException {
        try (wire) {
            dialogue.play(Side.SERVER, wire, delivery, stepLimit);
            drain();
        }
    }

    /** Reads on until the client closes or the verdict is wanted and nothing is left. */
    private void drain() {
        byte[] piece = new byte[1024];
        boolean wanted = false;
        while (true) {
            try {
                int count = wire.read(piece, GLANCE);
                if (count < 0) {
                    return;
                }
                judge(new String(piece, 0, count, StandardCharsets.ISO_8859_1));
            } catch (SocketTimeoutException nothingCame) {
                if (wanted) {
                    return;
                }
                wanted = verdictWanted.getCount() == 0;
            } catch (IOException closedByReset) {
                return;
            }
        }
    }

    private void judge(String octets) {
        if (!dialogue.isEndedByServer()) {
            throw new DialogueFailure(
                    "expected\n  the end of the dialogue\ngot\n  " + new Transcript().show(Side.CLIENT, octets));
        }
    }
}
