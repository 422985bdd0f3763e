package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.pop3j.conformance.ClientCertificates;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFileException;

/**
 * The certificates that {@code check-client} shows, and the file of those that a client is to trust. Self-made: nobody else
 * makes one for 127.0.0.1.
 */
record KitKeys(ClientCertificates shown, Path authorities) {
    private static final List<String> HERE = List.of("127.0.0.1", "localhost", "::1");
    private static final List<String> ELSEWHERE = List.of("pop.example.org");

    /** Takes those of a folder, or makes them there. */
    static KitKeys in(Path folder) throws IOException, TlsFileException {
        Path right = folder.resolve("right");
        Path otherName = folder.resolve("other-name");
        ClientCertificates shown = new ClientCertificates(
                made(right, HERE), made(otherName, ELSEWHERE), made(folder.resolve("stranger"), HERE));
        Path authorities = folder.resolve("ca.pem");
        Files.writeString(authorities, certificate(right) + certificate(otherName));
        return new KitKeys(shown, authorities);
    }

    private static SSLContext made(Path folder, List<String> hosts) throws IOException, TlsFileException {
        return SelfSigned.in(folder, hosts).get();
    }

    /** The file without the key, which is nobody's business. */
    private static String certificate(Path folder) throws IOException {
        String both = Files.readString(SelfSigned.file(folder));
        String end = "-----END CERTIFICATE-----\n";
        return both.substring(both.indexOf("-----BEGIN CERTIFICATE-----"), both.indexOf(end) + end.length());
    }
}
