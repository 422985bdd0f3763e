package org.pop3j.examples.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * GNU SASL's command, which speaks IMAP and SMTP and, as here, base64 on its standard streams: this class only carries its
 * lines to the server and the server's to it.
 */
final class Gsasl {
    private static final String OUTPUT = "Output from client:";

    private Gsasl() {}

    static String logIn(LoginSite site, String mechanism, Path work) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Peers.require("gsasl", "gsasl"),
                        "--client",
                        "--mechanism=" + mechanism,
                        "--authentication-id=" + LoginSite.USER,
                        "--password=" + LoginSite.PASSWORD,
                        "--realm=localhost",
                        "--service=pop",
                        "--hostname=localhost",
                        "--quality-of-protection=qop-auth")
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("HOME", work.toString(), "LC_ALL", "C.UTF-8"));
        Process gsasl = builder.start();
        try (SSLSocket socket = connect(site)) {
            socket.setSoTimeout(20_000);
            return new Carried(gsasl, socket).logIn(mechanism);
        } finally {
            gsasl.destroyForcibly().waitFor();
        }
    }

    /** Both ends. */
    private static final class Carried {
        private final BufferedReader fromGsasl;
        private final Writer toGsasl;
        private final BufferedReader fromServer;
        private final Writer toServer;

        Carried(Process gsasl, SSLSocket socket) throws IOException {
            fromGsasl = gsasl.inputReader(StandardCharsets.UTF_8);
            toGsasl = gsasl.outputWriter(StandardCharsets.UTF_8);
            fromServer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            toServer = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
        }

        String logIn(String mechanism) throws IOException {
            fromServer.readLine();
            String first = nextOfGsasl();
            String line = ask(first.isEmpty() ? "AUTH " + mechanism : "AUTH " + mechanism + " " + first);
            while (line.startsWith("+ ")) {
                toGsasl.write(line.substring(2) + "\n");
                toGsasl.flush();
                line = ask(nextOfGsasl());
            }
            return line.startsWith("+OK") ? ask("RETR 1") + "\n" + fromServer.readLine() : line;
        }

        private String ask(String line) throws IOException {
            toServer.write(line + "\r\n");
            toServer.flush();
            return fromServer.readLine();
        }

        /** Once it is content it says nothing more than that: an empty line for the server. */
        private String nextOfGsasl() throws IOException {
            for (String line = fromGsasl.readLine(); line != null; line = fromGsasl.readLine()) {
                if (line.endsWith(OUTPUT)) {
                    return fromGsasl.readLine();
                }
                if (line.contains("authentication finished")) {
                    return "";
                }
                if (line.startsWith("gsasl: ")) {
                    throw new IOException(line);
                }
            }
            return "";
        }
    }

    private static SSLSocket connect(LoginSite site) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            try (InputStream pem = Files.newInputStream(site.certificate())) {
                CertificateFactory x509 = CertificateFactory.getInstance("X.509");
                trusted.setCertificateEntry("server", x509.generateCertificate(pem));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return (SSLSocket) context.getSocketFactory().createSocket("localhost", site.port());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
