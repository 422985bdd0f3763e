package org.pop3j.jakarta.mail;

/** Whether messages are read one behind the other, and how much has been read so; belongs to who has its turn. */
final class ReadingOrder {
    private static final int ENOUGH = 2;

    private int next;
    private int inARow;
    private long octets;

    /** A message has come because somebody reads it. */
    void came(int number, long count) {
        if (number != next) {
            end();
        }
        next = number + 1;
        inARow++;
        octets += count;
    }

    void end() {
        inARow = 0;
        octets = 0;
    }

    /** Whether a message is the next one behind two or more others. */
    boolean goesOnAt(int number) {
        return number == next && inARow >= ENOUGH;
    }

    /** How many octets the messages that were read in order had. */
    long octets() {
        return octets;
    }
}
