package org.pop3j.conformance;

/** The threads of this module: none keeps a JVM alive. */
final class Threads {
    private Threads() {}

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    static void start(String name, Runnable work) {
        daemon(name, work).start();
    }
}
