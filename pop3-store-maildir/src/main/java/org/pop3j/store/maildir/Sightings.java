package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the passes of one listing see. A name with a known base is that message: it is not looked at, only its place is
 * noted. Where a base is seen twice, or could be used again, the files are looked at and told apart by their print.
 */
final class Sightings {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private static final int SETTLED_PASSES = 2;

    private final Maildir maildir;
    private final Catalogue messages;
    private final CatalogueIndex index;
    private final NameBatch batch = new NameBatch();
    private NameReader name = new NameReader();
    private int hash;
    private final BitSet seen = new BitSet();
    private final BitSet everSeen = new BitSet();
    /** Of the passes before the last one. */
    private final Map<Newcomer.Identity, Newcomer> earlier = new HashMap<>();
    /** Of the last pass. */
    private Map<Newcomer.Identity, Newcomer> latest = new HashMap<>();
    /** By folder and name, so that each pass looks only at what those before have not seen. */
    private final Map<Part, Map<String, Newcomer>> lookedAt =
            Map.of(Part.NEW, new HashMap<>(), Part.CUR, new HashMap<>());
    /** Not in {@link #lookedAt} yet: most listings have one pass only, and need no such table. */
    private final List<Newcomer> lookedAtNow = new ArrayList<>();

    private final Strangers strangers;
    /** Bases whose files were renamed or removed before they could be looked at, in this pass. */
    private final Set<String> vanished = new HashSet<>();

    /** How many messages of cur this pass was the first to see. */
    private int firstSeen;

    private int settledPasses;

    Sightings(Maildir maildir, Catalogue messages) {
        this.maildir = maildir;
        this.messages = messages;
        this.index = new CatalogueIndex(messages);
        this.strangers = new Strangers(maildir);
    }

    /** Begins a pass; what is in the folders that are not read is taken to be there still. */
    void begin(Set<Part> parts) {
        earlier.putAll(latest);
        latest = new HashMap<>();
        lookedAtNow.forEach(newcomer -> lookedAt.get(newcomer.part()).put(newcomer.name(), newcomer));
        lookedAtNow.clear();
        vanished.clear();
        firstSeen = 0;
        seen.clear();
        for (int i = 0; i < messages.count(); i++) {
            if (!parts.contains(messages.part(i))) {
                seen.set(i);
            }
        }
        everSeen.or(seen);
    }

    /** Ends a pass. */
    void end() {
        if (!vanished.isEmpty()) {
            all().forEach(newcomer -> vanished.remove(newcomer.base()));
        }
        settledPasses = firstSeen == 0 && vanished.isEmpty() ? settledPasses + 1 : 0;
    }

    /**
     * Whether another pass is unlikely to see what these have missed: the last ones saw no message of cur that was not known
     * before, and looked at all that they saw. A message that is renamed all the while can hide from one pass, and from two.
     */
    boolean isSettled() {
        return settledPasses >= SETTLED_PASSES;
    }

    /** The known messages that no pass has seen. */
    BitSet missing() {
        BitSet missing = new BitSet();
        missing.set(0, messages.count());
        missing.andNot(everSeen);
        return missing;
    }

    /** The messages that were not known, of the last pass. */
    Collection<Newcomer> latest() {
        return latest.values();
    }

    /** The messages that were not known, of all passes. */
    Collection<Newcomer> all() {
        Map<Newcomer.Identity, Newcomer> all = new HashMap<>(earlier);
        all.putAll(latest);
        return all.values();
    }

    /** Sees all files of a folder. */
    void see(Part part, SecureDirectoryStream<Path> folder) {
        for (Iterator<Path> files = folder.iterator(); files.hasNext(); ) {
            batch.read(files, index);
            for (int i = 0; i < batch.count(); i++) {
                name = batch.name(i);
                hash = batch.hash(i);
                see(part, folder, batch.file(i));
            }
            if (strangers.areMany()) {
                meetStrangers();
            }
        }
        meetStrangers();
    }

    private void meetStrangers() {
        for (Stranger stranger : strangers.lookAtAll()) {
            try {
                stranger.newcomer().ifPresent(this::addNew);
            } catch (NoSuchFileException renamed) {
                vanished(stranger.base(), renamed);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "left out of the listing of " + maildir, e);
            }
        }
    }

    private void see(Part part, SecureDirectoryStream<Path> folder, Path file) {
        try {
            int first = index.first(hash, name.octets(), name.baseLength());
            if (first == CatalogueIndex.NONE) {
                stranger(part, new Entry(folder, file.getFileName()));
            } else if (isAlone(first) && !seen.get(first) && isGivenOnce()) {
                place(first, part);
            } else {
                tellApart(first, part, new Entry(folder, file.getFileName()));
            }
        } catch (NoSuchFileException renamed) {
            vanished(name.text().substring(0, name.baseLength()), renamed);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "left out of the listing of " + maildir, e);
        }
    }

    /** Renamed or removed since it was listed: the folder's time has changed, so there will be another pass. */
    private void vanished(String base, NoSuchFileException renamed) {
        LOG.log(Level.TRACE, "renamed meanwhile", renamed);
        vanished.add(base);
    }

    private boolean isAlone(int first) {
        return next(first) == CatalogueIndex.NONE;
    }

    /** A base that tells no time may have been given to another file since. */
    private boolean isGivenOnce() {
        return BaseName.tellsTime(name.octets(), 0, name.baseLength());
    }

    private void place(int i, Part part) {
        seen.set(i);
        everSeen.set(i);
        if (!messages.isNamed(i, part, name.octets(), name.length())) {
            messages.rename(i, part, name.octets(), name.length());
        }
    }

    private void tellApart(int first, Part part, Entry entry) throws IOException {
        Optional<Look> look = Look.at(maildir, part, entry);
        if (look.isEmpty()) {
            return;
        }
        int known = unseen(first, part, look.orElseThrow());
        if (known == CatalogueIndex.NONE) {
            known = seenElsewhere(first, look.orElseThrow());
        }
        if (known == CatalogueIndex.NONE) {
            addNew(Newcomer.of(part, name.text(), name.baseLength(), look.orElseThrow()));
        } else {
            place(known, part);
        }
    }

    /** The message of that print that was not seen yet, best under its own name. */
    private int unseen(int first, Part part, Look look) {
        int found = CatalogueIndex.NONE;
        for (int i = first; i != CatalogueIndex.NONE; i = next(i)) {
            if (messages.print(i) == look.print()) {
                if (messages.isNamed(i, part, name.octets(), name.length())) {
                    return i;
                }
                found = found == CatalogueIndex.NONE && !seen.get(i) ? i : found;
            }
        }
        return found;
    }

    /**
     * The message of that print that was seen under another name: the same file, renamed meanwhile or linked twice; or one
     * that was taken for it by its base alone, and is a message of its own.
     */
    private int seenElsewhere(int first, Look look) throws IOException {
        for (int i = first; i != CatalogueIndex.NONE; i = next(i)) {
            if (messages.print(i) == look.print() && isThere(i, look)) {
                return i;
            }
        }
        return CatalogueIndex.NONE;
    }

    private int next(int i) {
        return index.next(i, hash, name.octets(), name.baseLength());
    }

    private boolean isThere(int i, Look look) throws IOException {
        Part part = messages.part(i);
        try (SecureDirectoryStream<Path> folder = maildir.enter(part)) {
            Path earlierName = messages.name(i);
            Optional<Look> earlier = Look.at(maildir, part, new Entry(folder, earlierName));
            if (earlier.isEmpty() || earlier.orElseThrow().key().equals(look.key())) {
                return true;
            }
            boolean wasAnother = earlier.orElseThrow().print() != look.print();
            if (wasAnother) {
                NameReader reader = new NameReader();
                reader.read(earlierName);
                add(Newcomer.of(part, reader.text(), reader.baseLength(), earlier.orElseThrow()));
            }
            return wasAnother;
        } catch (NoSuchFileException moved) {
            LOG.log(Level.TRACE, "moved while it was listed", moved);
            return true;
        }
    }

    private void stranger(Part part, Entry entry) {
        String text = name.text();
        Newcomer before = lookedAt.get(part).get(text);
        if (before != null) {
            add(before);
        } else {
            strangers.add(new Stranger(part, entry, text, name.baseLength()));
        }
    }

    private void addNew(Newcomer newcomer) {
        lookedAtNow.add(newcomer);
        add(newcomer);
    }

    private void add(Newcomer newcomer) {
        boolean isFirst =
                latest.put(newcomer.identity(), newcomer) == null && !earlier.containsKey(newcomer.identity());
        if (isFirst && newcomer.part() == Part.CUR) {
            firstSeen++;
        }
    }
}
