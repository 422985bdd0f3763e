package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3j.store.maildir.MaildirFinding.Kind;
import org.pop3j.store.spi.MaildropInUseException;

/**
 * Looks whether a Maildir is in order, and mends what can be mended without touching mail. Holds the lock of a session
 * meanwhile, and that of one of Dovecot. Reads every message.
 */
public final class MaildirCheck {
    /** What no repair brings back. */
    private static final String LOST_IDS =
            "Where one gave a message an imported unique-id, that is lost: import it again"
                    + " (pop3 maildir import-uidls). A repair keeps the file as it was as " + IdFile.DAMAGED;

    private final Path path;
    private final Optional<Path> control;
    private final boolean isRepair;
    private final Clock clock;
    private final List<MaildirFinding> findings = new ArrayList<>();

    MaildirCheck(Path path, Optional<Path> control, boolean isRepair, Clock clock) {
        this.path = path;
        this.control = control;
        this.isRepair = isRepair;
        this.clock = clock;
    }

    /**
     * Looks.
     *
     * @param maildir a Maildir
     * @return what is wrong, empty if nothing is
     * @throws IOException if that is no Maildir, or it cannot be read
     * @throws MaildropInUseException if a session has it open
     */
    public static List<MaildirFinding> check(Path maildir) throws IOException, MaildropInUseException {
        return check(maildir, Optional.empty());
    }

    /**
     * Looks.
     *
     * @param maildir a Maildir
     * @param control the folder of the store's own files for it, if they are not in the Maildir
     * @return what is wrong, empty if nothing is
     * @throws IOException if that is no Maildir, or one of the folders cannot be read
     * @throws MaildropInUseException if a session has it open
     */
    public static List<MaildirFinding> check(Path maildir, Optional<Path> control)
            throws IOException, MaildropInUseException {
        return new MaildirCheck(maildir, control, false, Clock.systemUTC()).run();
    }

    /**
     * Looks, and mends: makes missing folders, removes old files from {@code tmp}, corrects the cache, counts the quota
     * anew, leaves damaged lines out of the file of unique-ids, and keeps that as it was beside it. Messages stay as they are.
     *
     * @param maildir a Maildir
     * @return what was wrong, and whether it was mended
     * @throws IOException if that is no Maildir, or it cannot be read or written
     * @throws MaildropInUseException if a session has it open, or a delivery does not end
     */
    public static List<MaildirFinding> repair(Path maildir) throws IOException, MaildropInUseException {
        return repair(maildir, Optional.empty());
    }

    /**
     * Looks, and mends as {@link #repair(Path)}.
     *
     * @param maildir a Maildir
     * @param control the folder of the store's own files for it, if they are not in the Maildir
     * @return what was wrong, and whether it was mended
     * @throws IOException if that is no Maildir, or one of the folders cannot be read or written
     * @throws MaildropInUseException if a session has it open, or a delivery does not end
     */
    public static List<MaildirFinding> repair(Path maildir, Optional<Path> control)
            throws IOException, MaildropInUseException {
        return new MaildirCheck(maildir, control, true, Clock.systemUTC()).run();
    }

    @SuppressWarnings("try") // the locks are only held
    List<MaildirFinding> run() throws IOException, MaildropInUseException {
        try (Maildir maildir = Folders.openMaildir(path, control)) {
            if (checkFolders(maildir)) {
                try (SessionLocks locks = SessionLocks.take(maildir, MaildirOptions.MAINTENANCE, clock)) {
                    checkLocked(maildir);
                }
            }
            return findings;
        }
    }

    /** Whether all folders are there now. */
    private boolean checkFolders(Maildir maildir) throws IOException {
        List<Part> missing = new ArrayList<>();
        for (Part part : Part.values()) {
            try {
                maildir.entry(part.folder()).attributes();
            } catch (NoSuchFileException none) {
                missing.add(part);
            }
        }
        if (missing.size() == Part.values().length) {
            throw new IOException(path + " is no Maildir: it has none of tmp, new and cur");
        }
        for (Part part : missing) {
            if (isRepair) {
                NewFolder.in(maildir.path(), part.folder());
            }
            found(Kind.MISSING_FOLDER, part.folder().toString(), "the folder is missing", isRepair);
        }
        return isRepair || missing.isEmpty();
    }

    private void checkLocked(Maildir maildir) throws IOException, MaildropInUseException {
        checkDrafts(maildir);
        checkIds(maildir);
        findings.addAll(new QuotaInspection(maildir, clock).findings(isRepair));
        CacheFile cache = new CacheFile(maildir);
        Known known = cache.read();
        if (cache.isDamaged()) {
            found(Kind.CACHE, CacheFile.FILE.toString(), "damaged, or not of this version", isRepair);
        }
        FileInspection files = new FileInspection(maildir, known);
        files.run();
        files.findings().forEach(finding -> found(finding.kind(), finding.place(), finding.text(), false));
        files.wrongSizes()
                .forEach(place -> found(
                        Kind.CACHE,
                        CacheFile.FILE.toString(),
                        "another size than the file has, of " + place,
                        isRepair));
        if (isRepair) {
            known.distrust();
            cache.write(known);
        }
    }

    private void checkDrafts(Maildir maildir) {
        List<String> old = OldDrafts.list(maildir, clock);
        if (isRepair && !old.isEmpty()) {
            OldDrafts.remove(maildir, clock);
        }
        List<String> left = isRepair ? OldDrafts.list(maildir, clock) : old;
        old.forEach(name -> found(
                Kind.STALE_DRAFT,
                "tmp/" + name,
                "left by a delivery more than 36 hours ago",
                isRepair && !left.contains(name)));
    }

    private void checkIds(Maildir maildir) throws IOException, MaildropInUseException {
        IdFile file = new IdFile(maildir);
        int damaged = file.damagedLines();
        if (damaged > 0) {
            if (isRepair) {
                IdRewrite.repair(maildir);
            }
            found(Kind.UNIQUE_IDS, IdFile.FILE.toString(), "damaged lines: " + damaged + ". " + LOST_IDS, isRepair);
        }
    }

    private void found(Kind kind, String place, String text, boolean isMended) {
        findings.add(new MaildirFinding(kind, place, text, isMended));
    }
}
