package org.pop3j.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The process of a server: started, started anew, and ended, by force where it does not end when it is asked. */
final class ServerProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 30;

    private final Start start;
    private Process process;

    /** Starts a server; it is ready when this returns. */
    interface Start {
        Process begin() throws IOException;
    }

    ServerProcess(Start start) throws IOException {
        this.start = start;
        this.process = start.begin();
    }

    long pid() {
        return process.pid();
    }

    void restart() throws IOException {
        close();
        process = start.begin();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
