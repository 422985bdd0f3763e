package org.pop3j.client;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Which TLS a connection may have.
 *
 * @param versions TLS versions by their names in Java; none for all that are safe
 * @param cipherSuites cipher suites by their names in Java; none for those of the socket
 */
record TlsChoice(List<String> versions, List<String> cipherSuites) {
    /** R8314-02: older ones are broken. */
    private static final List<String> SAFE = List.of("TLSv1.3", "TLSv1.2");

    static final TlsChoice USUAL = new TlsChoice(List.of(), List.of());

    TlsChoice {
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
    }

    void applyTo(SSLSocket socket) throws IOException {
        List<String> supported = List.of(socket.getSupportedProtocols());
        String[] wanted = SAFE.stream()
                .filter(version -> versions.isEmpty() || versions.contains(version))
                .filter(supported::contains)
                .toArray(String[]::new);
        if (wanted.length == 0) {
            throw new IOException("expected TLS 1.2 or 1.3 among the versions to use, got "
                    + (versions.isEmpty() ? supported : versions));
        }
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(wanted);
        if (!cipherSuites.isEmpty()) {
            parameters.setCipherSuites(known(socket));
        }
        socket.setSSLParameters(parameters);
    }

    private String[] known(SSLSocket socket) throws IOException {
        List<String> supported = List.of(socket.getSupportedCipherSuites());
        for (String suite : cipherSuites) {
            if (!supported.contains(suite)) {
                throw new IOException("expected a cipher suite that this JDK has, got " + suite);
            }
        }
        return cipherSuites.toArray(String[]::new);
    }
}
