package org.pop3j.cli;

/** What a fetch came to. */
record FetchResult(int fetched, long octets, int known, int refused, int deleted) {
    String summary() {
        return "fetched " + fetched + (fetched == 1 ? " message, " : " messages, ") + octets + " octets; " + known
                + " known already; deleted " + deleted
                + (refused == 0 ? "" : "; " + refused + " refused by the server");
    }
}
