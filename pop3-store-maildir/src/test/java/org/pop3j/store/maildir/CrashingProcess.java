package org.pop3j.store.maildir;

import java.nio.file.Path;
import java.time.Clock;
import org.pop3j.store.maildir.FaultControl.Errno;
import org.pop3j.store.maildir.FaultControl.Kind;
import org.pop3j.store.maildir.FaultControl.Mode;
import org.pop3j.store.spi.Maildrop;

/** A process that is killed in front of one of its system calls; what it says it has answered. */
final class CrashingProcess {
    static final String DELIVERED = "delivered";
    static final String REMOVED = "removed";
    static final String DELIVERY_ID = "id";
    /** More than is written at a time. */
    static final String MESSAGE = "Subject: large\n\n" + "0123456789abcdef\n".repeat(10_000);

    private CrashingProcess() {}

    /** Takes what to do, the folder of Maildirs, and the step in front of which it is killed. */
    public static void main(String[] arguments) throws Exception {
        Ann ann = Ann.in(Path.of(arguments[1]));
        int step = Integer.parseInt(arguments[2]);
        FaultControl faults = FaultControl.ofThisProcess();
        switch (arguments[0]) {
            case "deliver" -> {
                faults.arm(Mode.KILL, step, Errno.EIO, Kind.CHANGE);
                ann.deliver(MESSAGE);
                System.out.print(DELIVERED);
            }
            case "deliver-id" -> {
                faults.arm(Mode.KILL, step, Errno.EIO, Kind.CHANGE);
                ann.deliver(MESSAGE, DELIVERY_ID);
                System.out.print(DELIVERED);
            }
            case "session" -> session(ann, faults, step);
            case "session-snapshot" ->
                session(
                        Ann.in(
                                Path.of(arguments[1]),
                                Ann.HASTY.withLock(MaildirOptions.Lock.SNAPSHOT),
                                Clock.systemUTC()),
                        faults,
                        step);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        faults.off();
    }

    /** As the server goes about it: the lock is free before the answer to QUIT is sent. */
    private static void session(Ann ann, FaultControl faults, int step) throws Exception {
        faults.arm(Mode.KILL, step, Errno.EIO, Kind.CHANGE);
        try (Maildrop drop = ann.open()) {
            drop.octets();
            Ann.ids(drop);
            if (!drop.commit(Ann.numbers(1, 3, 5)).isEmpty()) {
                throw new IllegalStateException("not removed");
            }
        }
        System.out.print(REMOVED);
    }
}
