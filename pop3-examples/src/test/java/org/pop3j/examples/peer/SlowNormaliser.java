package org.pop3j.examples.peer;

/**
 * The octets of RFC 1939 section 11 (R1939-39, R1939-06) from the octets of a file, written a second time, an octet after
 * the other and as plainly as can be: what clients fetched is compared with this and not with our encoder alone.
 */
final class SlowNormaliser {
    private SlowNormaliser() {}

    /**
     * Normalises a message.
     *
     * @param stored its octets, a character an octet
     * @return the octets that a client gets, a character an octet
     */
    static String wireOctets(String stored) {
        StringBuilder wire = new StringBuilder();
        char before = 0;
        for (char octet : stored.toCharArray()) {
            if (octet == '\n' && before != '\r') {
                wire.append('\r');
            }
            wire.append(octet);
            before = octet;
        }
        boolean complete = stored.isEmpty() || stored.endsWith("\n");
        return complete ? wire.toString() : wire + "\r\n";
    }
}
