package org.pop3j.cli;

import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * TLS 1.0 and 1.1, which RFC 8996 forbids and the JDK refuses: allowed again in this process, for the listener that was
 * asked for by name. All other listeners keep to TLS 1.2 and later.
 */
final class LegacyTls {
    static final String WARNING =
            "warning: --listen-legacy-tls takes TLS 1.0 and 1.1, which are broken (RFC 8996): whoever"
                    + " is on the way may read passwords and mail. Only on a trusted network, only while old clients need it; see"
                    + " docs/old-outlook.md";

    private static final String PROPERTY = "jdk.tls.disabledAlgorithms";

    /**
     * The versions; and for RSA certificates what JDK 25 forbids besides, the cipher suites that old Windows has without
     * forward secrecy. 3DES and RC4, all that Windows XP has, stay forbidden.
     */
    private static final List<String> ALLOWED = List.of("TLSv1", "TLSv1.1", "TLS_RSA_*");

    private LegacyTls() {}

    /** Before the first class of TLS is loaded: the JDK reads the property once. */
    static void allow() {
        String disabled = Security.getProperty(PROPERTY);
        if (disabled != null) {
            Security.setProperty(
                    PROPERTY,
                    Arrays.stream(disabled.split(","))
                            .map(String::strip)
                            .filter(name -> !ALLOWED.contains(name))
                            .collect(Collectors.joining(", ")));
        }
    }
}
