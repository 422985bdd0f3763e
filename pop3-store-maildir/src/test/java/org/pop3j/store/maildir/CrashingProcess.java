package org.pop3j.store.maildir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.pop3j.store.maildir.FaultControl.Errno;
import org.pop3j.store.maildir.FaultControl.Kind;
import org.pop3j.store.maildir.FaultControl.Mode;
import org.pop3j.store.maildir.MaildirOptions.Flags;
import org.pop3j.store.spi.Maildrop;

/** A process that is killed in front of one of its system calls; what it says it has answered. */
final class CrashingProcess {
    static final String DELIVERED = "delivered";
    static final String REMOVED = "removed";
    static final String IMPORTED = "imported";
    static final String DELIVERY_ID = "id";
    /** The plain list of unique-ids to import, beside the Maildir. */
    static final String LIST = "list";
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
            case "session", "compaction" -> session(ann, faults, step);
            case "session-snapshot" ->
                session(with(ann, Ann.HASTY.withLock(MaildirOptions.Lock.SNAPSHOT)), faults, step);
            case "trash" -> session(with(ann, Ann.HASTY.withFlags(Flags.TRASH)), faults, step);
            case "seen" -> session(with(ann, Ann.HASTY.withFlags(Flags.SEEN)), faults, step);
            case "import" -> {
                faults.arm(Mode.KILL, step, Errno.EIO, Kind.CHANGE);
                UniqueIdImport.into(ann.maildir(), Optional.empty())
                        .fromList(ann.maildir().resolveSibling(LIST));
                System.out.print(IMPORTED);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        faults.off();
    }

    private static Ann with(Ann ann, MaildirOptions options) throws Exception {
        return Ann.in(ann.maildir().getParent(), options, Clock.systemUTC());
    }

    /** As the server goes about it: the lock is free before the answer to QUIT is sent. */
    private static void session(Ann ann, FaultControl faults, int step) throws Exception {
        faults.arm(Mode.KILL, step, Errno.EIO, Kind.CHANGE);
        try (Maildrop drop = ann.open()) {
            drop.octets();
            Ann.ids(drop);
            if (!drop.commit(Ann.numbers(1, 3, 5), Ann.numbers(2, 4)).isEmpty()) {
                throw new IllegalStateException("not removed");
            }
        }
        System.out.print(REMOVED);
    }
}
