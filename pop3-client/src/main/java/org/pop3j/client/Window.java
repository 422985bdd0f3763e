package org.pop3j.client;

/**
 * How much may be under way at once (R2449-16). At least one command always may; more only while the octets expected from
 * the server stay within the window, and those of the commands within {@link #COMMAND_OCTETS}. The window begins small and
 * grows by what comes back, so that it doubles whenever as much has come as it holds.
 *
 * <p>Why this cannot deadlock: so few command octets fit into the buffers of any two sockets, so writing them never waits
 * for the server to read; and when they are written the client reads, so the server is never kept from writing.
 */
final class Window {
    /** The most octets of commands without an answer. */
    static final int COMMAND_OCTETS = 4096;

    /**
     * A sixteenth of the window leaves at once: larger batches leave the line idle at their ends, smaller ones cost a call of the
     * system each.
     */
    private static final int BATCHES = 16;

    private static final long FIRST_OCTETS = 1 << 16;

    private final long mostOctets;
    private long limitOctets;
    private long underwayOctets;
    private int commandOctets;
    private int commands;

    Window(long mostOctets) {
        this(mostOctets, FIRST_OCTETS);
    }

    private Window(long mostOctets, long firstOctets) {
        this.mostOctets = mostOctets;
        this.limitOctets = Math.min(firstOctets, mostOctets);
    }

    /** With nothing under way, and as large as this one has grown, for what comes next on the same connection. */
    Window emptied(long newMostOctets) {
        return new Window(newMostOctets, Math.max(FIRST_OCTETS, limitOctets));
    }

    /** Whether more than one command may be under way. */
    boolean isOpen() {
        return mostOctets > 0;
    }

    /** Whether it is worth while to send again: commands leave in batches, not one for each answer. */
    boolean hasRoom() {
        return commands == 0
                || (underwayOctets <= limitOctets - limitOctets / BATCHES
                        && commandOctets <= COMMAND_OCTETS - COMMAND_OCTETS / BATCHES);
    }

    boolean takes(long expectedOctets, int octetsOfCommand) {
        return commands == 0
                || (expectedOctets <= limitOctets - underwayOctets
                        && octetsOfCommand <= COMMAND_OCTETS - commandOctets);
    }

    void sent(long expectedOctets, int octetsOfCommand) {
        commands++;
        underwayOctets += expectedOctets;
        commandOctets += octetsOfCommand;
    }

    void answered(long expectedOctets, int octetsOfCommand) {
        commands--;
        underwayOctets -= expectedOctets;
        commandOctets -= octetsOfCommand;
        limitOctets += Math.min(expectedOctets, mostOctets - limitOctets);
    }
}
