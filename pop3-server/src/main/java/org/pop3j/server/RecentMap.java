package org.pop3j.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bounded map: what was not used for longest is forgotten first. Not safe for use by several threads. */
final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    RecentMap(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
