package org.pop3j.store.maildir;

import java.util.TreeSet;

/** The end of a file name in {@code cur}: {@code :2,} and flags (maildir(5)). Names are one char an octet. */
final class InfoSuffix {
    private static final String BEGIN = ":2,";

    private InfoSuffix() {}

    /** The name as it may stand in {@code cur}: with a suffix, as it is if it has one. */
    static String in(String name) {
        return name.indexOf(':') < 0 ? name + BEGIN : name;
    }

    /** Whether the name has the flag. */
    static boolean has(char flag, String name) {
        int info = name.indexOf(BEGIN);
        return info >= 0 && name.indexOf(flag, info + BEGIN.length()) >= 0;
    }

    /** The name with one more flag, in the order of the alphabet; flags of others, known or not, stay. */
    static String with(char flag, String name) {
        String complete = in(name);
        int info = complete.indexOf(BEGIN);
        if (info < 0) {
            // Something else behind a colon is of a form that we do not know.
            return name;
        }
        int flags = info + BEGIN.length();
        TreeSet<Character> sorted = new TreeSet<>();
        complete.substring(flags).chars().forEach(c -> sorted.add((char) c));
        sorted.add(flag);
        StringBuilder flagged = new StringBuilder(complete.substring(0, flags));
        sorted.forEach(flagged::append);
        return flagged.toString();
    }
}
