package org.pop3j.store.maildir;

/** The sizes that names of Maildir++ tell: {@code ,S=} octets of the file, {@code ,W=} octets with CRLF (M-04). */
final class NameSizes {
    private static final int MOST_DIGITS = 15;

    private NameSizes() {}

    /** The {@code W=} of a base, if its {@code S=} is that of the file or not there; else {@link Catalogue#UNKNOWN}. */
    static long wire(String base, long stored) {
        long storedAsTold = stored(base);
        boolean isOfThisFile = storedAsTold == Catalogue.UNKNOWN || storedAsTold == stored;
        return isOfThisFile ? SizeSources.plausible(field(base, ",W="), stored) : Catalogue.UNKNOWN;
    }

    /** The {@code S=} of a base, or {@link Catalogue#UNKNOWN}. */
    static long stored(String base) {
        return field(base, ",S=");
    }

    private static long field(String base, String mark) {
        int start = base.indexOf(mark);
        if (start < 0) {
            return Catalogue.UNKNOWN;
        }
        int from = start + mark.length();
        int end = from;
        while (end < base.length() && base.charAt(end) >= '0' && base.charAt(end) <= '9') {
            end++;
        }
        boolean isField = end > from && end - from <= MOST_DIGITS && (end == base.length() || base.charAt(end) == ',');
        return isField ? Long.parseLong(base, from, end, 10) : Catalogue.UNKNOWN;
    }
}
