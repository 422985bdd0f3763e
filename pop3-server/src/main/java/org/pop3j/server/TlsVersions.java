package org.pop3j.server;

import java.util.Arrays;

/** Which versions of TLS a listener speaks, and with which cipher suites, whatever its context would take. */
enum TlsVersions {
    /** TLS 1.2 or later (R8314-02), with forward secrecy (RFC 9325 section 4.1); JDK 25 has no other suites by itself. */
    CURRENT("TLSv1.3", "TLSv1.2") {
        @Override
        String[] suites(String[] possible) {
            return Arrays.stream(possible)
                    .filter(suite -> !suite.startsWith("TLS_RSA_"))
                    .toArray(String[]::new);
        }
    },
    /** TLS 1.0 and 1.1 too: for clients that cannot be renewed, where somebody asked for it by name. */
    LEGACY("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1") {
        @Override
        String[] suites(String[] possible) {
            return possible;
        }
    };

    private final String[] names;

    TlsVersions(String... names) {
        this.names = names;
    }

    abstract String[] suites(String[] possible);

    String[] names() {
        return names.clone();
    }
}
