package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.pop3j.codec.MessageNumber;

/** What the properties of a store say about its folders and their messages; belongs to the thread that gathers. */
final class FolderSettings {
    private static final long READ_AHEAD_OCTETS = 16 << 20;

    private HeaderSource headerSource = HeaderSource.TOP;
    private ContentPolicy.Headers headers = ContentPolicy.Headers.FIRST_SEEN;
    private BeforeQuit beforeQuit = BeforeQuit.NOTHING;
    private KeptContent.How how = KeptContent.How.AS_MEMORY_ALLOWS;
    private Place place = Place.MEMORY;
    private Optional<Path> fileFolder = Optional.empty();
    private WhatWriteToKeeps writeTo = WhatWriteToKeeps.NOTHING;
    private long readAheadOctets = READ_AHEAD_OCTETS;
    private ReadAhead.Foresight foresight = ReadAhead.Foresight.BY_ORDER;
    private MessageMaker messages = MessageMaker.USUAL;
    private Optional<Path> ledger = Optional.empty();
    private MailLedger.Taking taking = MailLedger.Taking.FLAGGED;

    /** What is sent when a folder is closed, before deletions and QUIT. */
    enum BeforeQuit {
        NOTHING,
        RSET
    }

    private enum Place {
        MEMORY,
        FILE
    }

    private enum WhatWriteToKeeps {
        NOTHING,
        MESSAGE
    }

    void disableTop(boolean wanted) {
        headerSource = wanted ? HeaderSource.RETR : HeaderSource.TOP;
    }

    void forgetTopHeaders(boolean wanted) {
        headers = wanted ? ContentPolicy.Headers.OF_RETR : ContentPolicy.Headers.FIRST_SEEN;
    }

    void resetBeforeQuit(boolean wanted) {
        beforeQuit = wanted ? BeforeQuit.RSET : BeforeQuit.NOTHING;
    }

    void keepContent(boolean wanted) {
        how = wanted ? KeptContent.How.UNTIL_FORGOTTEN : KeptContent.How.AS_MEMORY_ALLOWS;
    }

    void cacheInFile(boolean wanted) {
        place = wanted ? Place.FILE : Place.MEMORY;
    }

    void fileFolder(Path folder) {
        fileFolder = Optional.of(folder);
    }

    void cacheWriteTo(boolean wanted) {
        writeTo = wanted ? WhatWriteToKeeps.MESSAGE : WhatWriteToKeeps.NOTHING;
    }

    void readAheadOctets(long octets) {
        readAheadOctets = octets;
    }

    void readAhead(boolean wanted) {
        foresight = wanted ? ReadAhead.Foresight.ALL : ReadAhead.Foresight.BY_PROFILE;
    }

    void messages(MessageMaker maker) {
        messages = maker;
    }

    void ledger(Path file) {
        ledger = Optional.of(file);
    }

    void taking(MailLedger.Taking what) {
        taking = what;
    }

    /** Empty where nobody remembers. */
    Optional<LedgerSettings> ledger() {
        return ledger.map(file -> new LedgerSettings(file, taking));
    }

    BeforeQuit beforeQuit() {
        return beforeQuit;
    }

    boolean keepsWhatIsWritten() {
        return writeTo == WhatWriteToKeeps.MESSAGE;
    }

    MessageMaker messages() {
        return messages;
    }

    /** What is done with the messages of a folder that is being opened. */
    ContentPolicy policy(int count, UniqueIds uniqueIds, Function<MessageNumber, MessageParts> parts)
            throws IOException {
        ReadAhead readAhead = new ReadAhead(readAheadOctets, count, foresight, uniqueIds, parts);
        KeptContent.How kept = place == Place.FILE ? KeptContent.How.UNTIL_FORGOTTEN : how;
        return new ContentPolicy(keeper(), kept, headers, headerSource, readAhead, uniqueIds);
    }

    private ContentKeeper keeper() throws IOException {
        return switch (place) {
            case MEMORY -> new MemoryKeeper();
            case FILE -> FileKeeper.in(fileFolder);
        };
    }
}
