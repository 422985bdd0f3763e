package org.pop3j.store.maildir;

import java.nio.file.Path;
import java.util.Iterator;

/** Some names of a folder, read together so that they are {@linkplain CatalogueIndex#touch looked up} together. */
final class NameBatch {
    private static final int MOST = 64;

    private final Path[] files = new Path[MOST];
    private final NameReader[] names = new NameReader[MOST];
    private final int[] hashes = new int[MOST];
    private final int[] touched = new int[MOST];
    private int count;

    NameBatch() {
        for (int i = 0; i < MOST; i++) {
            names[i] = new NameReader();
        }
    }

    /** Reads the next names in place of those before; hidden ones are left out. */
    void read(Iterator<Path> from, CatalogueIndex index) {
        count = 0;
        while (count < MOST && from.hasNext()) {
            Path file = from.next();
            NameReader name = names[count];
            name.read(file);
            if (!name.isHidden()) {
                files[count] = file;
                hashes[count] = CatalogueIndex.hash(name.octets(), 0, name.baseLength());
                count++;
            }
        }
        index.touch(hashes, touched);
    }

    int count() {
        return count;
    }

    Path file(int i) {
        return files[i];
    }

    NameReader name(int i) {
        return names[i];
    }

    /** The {@link CatalogueIndex#hash} of the base of a name. */
    int hash(int i) {
        return hashes[i];
    }
}
