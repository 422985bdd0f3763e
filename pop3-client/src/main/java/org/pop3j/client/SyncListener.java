package org.pop3j.client;

/** Hears how a run of {@link Pop3Sync} goes on. Called in its thread; must not throw, and should be quick. */
public interface SyncListener {
    /** Hears nothing. */
    SyncListener NONE = new SyncListener() {};

    /**
     * So many messages will be asked for in this session.
     *
     * @param messages messages
     */
    default void planned(int messages) {}

    /**
     * A message begins to arrive.
     *
     * @param message which
     */
    default void begins(SyncMessage message) {}

    /**
     * A message is over, taken or not.
     *
     * @param message which
     */
    default void over(SyncMessage message) {}
}
