package org.pop3j.store.maildir;

import java.util.ArrayList;
import java.util.List;

/** Files that are not known yet, looked at many at once by several threads: at a first login, that is all of them. */
final class Strangers {
    private static final int MANY = 1024;
    private static final int WORTH_A_HELPER = 64;

    private final Maildir maildir;
    private List<Stranger> waiting = new ArrayList<>();

    Strangers(Maildir maildir) {
        this.maildir = maildir;
    }

    void add(Stranger stranger) {
        waiting.add(stranger);
    }

    /** Whether they should be looked at, before more are added. */
    boolean areMany() {
        return waiting.size() >= MANY;
    }

    /** Looks at those that were added since; gives them in the order in which they were. */
    List<Stranger> lookAtAll() {
        List<Stranger> all = waiting;
        waiting = new ArrayList<>();
        FileThreads.share(0, all.size(), i -> all.get(i).lookAt(maildir), all.size() / WORTH_A_HELPER);
        return all;
    }
}
