package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3j.sasl.ChannelBinding;
import org.pop3j.sasl.SaslServers;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramDecoys;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.ScramParameters;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFiles;

/**
 * GNU SASL has channel binding only where it speaks TLS itself, and then it speaks SMTP or IMAP. So this is our TLS, our
 * bindings and our mechanism behind the few lines of SMTP that it wants.
 */
@Tag("peer")
@Timeout(60)
@DisplayName("R9266-01 GNU SASL's command and our -PLUS mechanisms over TLS 1.3, bound by tls-exporter:")
class GsaslPlusTest {
    private static final String PASSWORD = "secret word";

    @TempDir
    Path work;

    @ParameterizedTest
    @EnumSource(
            value = ScramHash.class,
            names = {"SHA_1", "SHA_256"})
    @DisplayName("it logs in; with the bindings of another connection it does not")
    void plus(ScramHash hash) throws Exception {
        Assumptions.assumeTrue(canExport(), "gsasl knows tls-exporter alone, which this JDK cannot compute");
        assertThat(answers(hash, PASSWORD, ChannelBinding::ofServer)).contains("235");
        assertThat(answers(hash, "wrong", ChannelBinding::ofServer))
                .contains("535")
                .doesNotContain("235");
        assertThat(answers(hash, PASSWORD, GsaslPlusTest::another))
                .contains("535")
                .doesNotContain("235");
    }

    private static boolean canExport() {
        return Arrays.stream(ExtendedSSLSession.class.getMethods())
                .anyMatch(method -> method.getName().equals("exportKeyingMaterialData"));
    }

    private interface Bindings {
        List<ChannelBinding> of(SSLSession session);
    }

    /** Those that a man in the middle would have. */
    private static List<ChannelBinding> another(SSLSession session) {
        return List.of(new ChannelBinding(ChannelBinding.Type.TLS_EXPORTER, new byte[32]));
    }

    /** What our side has said to a client with that password. */
    private String answers(ScramHash hash, String password, Bindings bindings) throws Exception {
        SelfSigned.in(work.resolve("state"), List.of("localhost", Endpoint.HOST));
        Path pem = SelfSigned.file(work.resolve("state"));
        SSLContext tls = TlsFiles.builder().pem(pem, pem).load().get();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName(Endpoint.HOST))) {
            CompletableFuture<String> served =
                    CompletableFuture.supplyAsync(() -> serve(listener, tls, hash, bindings));
            PeerProcess.outcome(
                    work,
                    PeerProcess.NO_INPUT,
                    List.of(
                            Peers.require("gsasl", "gsasl"),
                            "--client",
                            "--smtp",
                            "--starttls",
                            "--connect=localhost:" + listener.getLocalPort(),
                            "--x509-ca-file=" + pem,
                            "--mechanism=" + hash.plusMechanism(),
                            "--authentication-id=ann",
                            "--password=" + password));
            return served.join();
        }
    }

    private static String serve(ServerSocket listener, SSLContext tls, ScramHash hash, Bindings bindings) {
        StringBuilder said = new StringBuilder();
        try (Socket plain = listener.accept()) {
            plain.setSoTimeout(20_000);
            Smtp smtp = new Smtp(plain, said);
            smtp.say("220 localhost");
            smtp.until("STARTTLS", "STARTTLS");
            smtp.say("220 go ahead");
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            ScramCredential ann = ScramCredential.derive(hash, PASSWORD, ScramParameters.DEFAULTS);
            SaslServer server = SaslServers.scramPlus(
                    hash,
                    name -> name.equals("ann") ? Optional.of(ann) : Optional.empty(),
                    new ScramDecoys(new byte[32], ScramParameters.DEFAULTS),
                    bindings.of(secure.getSession()));
            new Smtp(secure, said).authenticate(server);
        } catch (IOException e) {
            said.append(e);
        }
        return said.toString();
    }

    /** As much SMTP as AUTH needs (RFC 4954). */
    private static final class Smtp {
        private final BufferedReader in;
        private final OutputStream out;
        private final StringBuilder said;

        Smtp(Socket socket, StringBuilder said) throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out = socket.getOutputStream();
            this.said = said;
        }

        void say(String line) throws IOException {
            said.append(line).append('\n');
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        /** Answers EHLO until another command comes, which is given back. */
        String until(String command, String extension) throws IOException {
            while (true) {
                String line = hear();
                if (line.toUpperCase(Locale.ROOT).startsWith(command)) {
                    return line;
                }
                say("250-localhost");
                say("250-" + extension);
                say("250 8BITMIME");
            }
        }

        void authenticate(SaslServer server) throws IOException {
            String mechanism = server.getMechanismName();
            String[] words = until("AUTH", "AUTH " + mechanism).split(" ");
            try {
                byte[] response = words.length > 2 ? Base64.getDecoder().decode(words[2]) : ask(new byte[0]);
                while (!server.isComplete()) {
                    byte[] challenge = server.evaluateResponse(response);
                    response = ask(challenge);
                }
                say("235 you are in");
            } catch (SaslException refused) {
                say("535 " + refused.getMessage());
            }
        }

        private byte[] ask(byte[] challenge) throws IOException {
            say("334 " + Base64.getEncoder().encodeToString(challenge));
            return Base64.getDecoder().decode(hear());
        }

        private String hear() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("gsasl has gone");
            }
            return line;
        }
    }
}
