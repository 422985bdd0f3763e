package org.pop3j.store.maildir;

import java.nio.file.Path;

/** The three folders of a Maildir (M-01). */
enum Part {
    /** Messages being written. */
    TMP("tmp"),
    /** Messages delivered and not yet seen by a mail program. */
    NEW("new"),
    /** Messages that a mail program has taken over. */
    CUR("cur");

    private final Path folder;

    Part(String folder) {
        this.folder = Path.of(folder);
    }

    Path folder() {
        return folder;
    }
}
