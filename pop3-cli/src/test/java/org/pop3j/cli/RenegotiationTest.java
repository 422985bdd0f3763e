package org.pop3j.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.users.SelfSigned;

class RenegotiationTest {
    private static final int PATIENCE_MILLIS = 10_000;

    @TempDir
    Path folder;

    @Test
    @DisplayName("S-37: a client of TLS 1.2 that asks for a second handshake in one connection is turned away")
    void aSecondHandshakeIsRefused() throws Exception {
        try (Child child = serve();
                SSLSocket socket = connect(child.port("pop3s"))) {
            assertThat(socket.getInputStream().read()).isEqualTo('+');
            while (socket.getInputStream().read() != '\n') {
                // To the end of the greeting.
            }

            socket.startHandshake();

            // A server that goes along with it has nothing to say then, and the wait ends by a time-out.
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SSLException.class);
        }
    }

    private Child serve() throws Exception {
        Files.createDirectory(folder.resolve("mail"));
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");
        return Child.serve(
                folder,
                folder.resolve("mail"),
                "--users",
                folder.resolve("users").toString(),
                "--listen-tls",
                "127.0.0.1:0");
    }

    private SSLSocket connect(int port) throws Exception {
        KeyStore pinned = KeyStore.getInstance("PKCS12");
        pinned.load(null, null);
        pinned.setCertificateEntry("server", certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(pinned);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private X509Certificate certificate() throws Exception {
        String pem = Files.readString(SelfSigned.file(folder.resolve("state")));
        int begin = pem.indexOf("-----BEGIN CERTIFICATE-----");
        String end = "-----END CERTIFICATE-----";
        byte[] octets = pem.substring(begin, pem.indexOf(end) + end.length()).getBytes(US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets));
    }
}
