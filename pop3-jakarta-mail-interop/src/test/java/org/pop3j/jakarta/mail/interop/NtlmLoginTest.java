package org.pop3j.jakarta.mail.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole login by NTLM, at a server that has the JDK's other side of it. */
@Timeout(60)
class NtlmLoginTest {
    private static final Map<String, String> OPTIONS =
            Map.of("com.sun.security.sasl.ntlm.version", "NTLMv2", "com.sun.security.sasl.ntlm.domain", "OFFICE");

    /** A server for one client that lets in mrose with the password secret. */
    private static final class NtlmServer implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<List<String>> said = new CompletableFuture<>();
        private volatile String domain = "";

        NtlmServer() throws IOException {
            Thread thread = new Thread(this::serve, "NTLM server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            List<String> lines = new ArrayList<>();
            try (Socket socket = listener.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                SaslServer sasl = Sasl.createSaslServer("NTLM", "pop", "localhost", OPTIONS, this::answer);
                say(socket, "+OK ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                    say(socket, reply(sasl, line));
                }
                said.complete(lines);
            } catch (IOException e) {
                said.completeExceptionally(e);
            }
        }

        private static String reply(SaslServer sasl, String line) {
            return switch (line) {
                case "CAPA" -> "+OK\r\nSASL NTLM\r\n.";
                case "QUIT" -> "+OK";
                default ->
                    step(sasl, line.startsWith("AUTH NTLM") ? line.substring(9).strip() : line);
            };
        }

        private static String step(SaslServer sasl, String text) {
            if (text.isEmpty()) {
                return "+ ";
            }
            try {
                byte[] challenge = sasl.evaluateResponse(Base64.getDecoder().decode(text));
                return sasl.isComplete() ? "+OK in" : "+ " + Base64.getEncoder().encodeToString(challenge);
            } catch (SaslException wrong) {
                return "-ERR [AUTH] wrong";
            }
        }

        private static void say(Socket socket, String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        private void answer(Callback[] callbacks) {
            for (Callback callback : callbacks) {
                if (callback instanceof PasswordCallback password) {
                    password.setPassword("secret".toCharArray());
                } else if (callback instanceof NameCallback name) {
                    name.setName(name.getDefaultName());
                } else if (callback instanceof RealmCallback realm) {
                    domain = realm.getDefaultText();
                    realm.setText(domain);
                } else if (callback instanceof AuthorizeCallback authorize) {
                    authorize.setAuthorized(authorize.getAuthenticationID().equals("mrose"));
                }
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    private static List<String> logIn(NtlmServer server, String password) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3j.auth.mechanisms", "NTLM");
        properties.setProperty("mail.pop3j.auth.ntlm.domain", "OFFICE");
        try (Store store = Session.getInstance(properties).getStore("pop3j")) {
            store.connect("127.0.0.1", server.listener.getLocalPort(), "mrose", password);
        }
        return server.said.get(10, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName(
            "OXP-03: NTLM lets in who knows the password, of the domain that was set; the password does not go over the wire")
    void in() throws Exception {
        try (NtlmServer server = new NtlmServer()) {
            List<String> said = logIn(server, "secret");
            assertThat(said.get(1)).startsWith("AUTH NTLM");
            assertThat(said).last().isEqualTo("QUIT");
            assertThat(server.domain).isEqualTo("OFFICE");
            for (String line : said) {
                assertThat(decoded(line)).doesNotContain("secret").doesNotContain("s\0e\0c\0r\0e\0t");
            }
        }
    }

    private static String decoded(String line) {
        String last = line.substring(line.lastIndexOf(' ') + 1);
        return last.length() < 16 ? line : new String(Base64.getDecoder().decode(last), StandardCharsets.ISO_8859_1);
    }

    @Test
    @DisplayName("OXP-03: a wrong password by NTLM is an AuthenticationFailedException")
    void wrong() throws Exception {
        try (NtlmServer server = new NtlmServer()) {
            assertThatThrownBy(() -> logIn(server, "guess"))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageNotContaining("guess");
        }
    }
}
