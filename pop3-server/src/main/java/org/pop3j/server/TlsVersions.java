package org.pop3j.server;

/** Which versions of TLS a listener speaks, whatever its context would take. */
enum TlsVersions {
    /** TLS 1.2 or later (R8314-02). */
    CURRENT("TLSv1.3", "TLSv1.2"),
    /** TLS 1.0 and 1.1 too: for clients that cannot be renewed, where somebody asked for it by name. */
    LEGACY("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1");

    private final String[] names;

    TlsVersions(String... names) {
        this.names = names;
    }

    String[] names() {
        return names.clone();
    }
}
