package org.pop3j.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;
import org.pop3j.codec.LineReader;
import org.pop3j.sasl.ChannelBinding;
import org.pop3j.sasl.Gs2Binding;
import org.pop3j.sasl.PasswordCredential;
import org.pop3j.sasl.SaslClients;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.sasl.TokenCredential;

/** Speaks AUTH to a server over a socket, by the client's side of pop3-sasl. */
final class AuthClient implements AutoCloseable {
    private final Socket socket;
    private final LineReader lines;
    private final OutputStream output;
    final String greeting;

    private AuthClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        this.lines = new LineReader(socket.getInputStream(), 8192);
        this.output = socket.getOutputStream();
        this.greeting = line();
    }

    static AuthClient plain(InetSocketAddress address) throws IOException {
        return new AuthClient(new Socket(address.getAddress(), address.getPort()));
    }

    static AuthClient tls(InetSocketAddress address, SSLContext context, String version) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
        socket.setEnabledProtocols(new String[] {version});
        return new AuthClient(socket);
    }

    String line() throws IOException {
        return lines.readLine(20_000).orElseThrow();
    }

    void send(String line) throws IOException {
        output.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    String ask(String line) throws IOException {
        send(line);
        return line();
    }

    /** The mechanisms of bare AUTH. */
    List<SaslMechanism> mechanisms() throws IOException {
        List<SaslMechanism> mechanisms = new ArrayList<>();
        if (ask("AUTH").startsWith("+OK")) {
            for (String line = line(); !line.equals("."); line = line()) {
                mechanisms.add(SaslMechanism.named(line).orElseThrow());
            }
        }
        return mechanisms;
    }

    /** The mechanisms of CAPA's SASL line. */
    List<SaslMechanism> announced() throws IOException {
        List<SaslMechanism> mechanisms = new ArrayList<>();
        ask("CAPA");
        for (String line = line(); !line.equals("."); line = line()) {
            if (line.startsWith("SASL ")) {
                for (String name : line.substring(5).split(" ")) {
                    mechanisms.add(SaslMechanism.named(name).orElseThrow());
                }
            }
        }
        return mechanisms;
    }

    /** The last line of the server; that of a mechanism which the client finds wanting is "cancelled". */
    String auth(SaslClient client) throws IOException {
        send("AUTH " + client.getMechanismName());
        for (String line = line(); ; line = line()) {
            if (!line.startsWith("+ ")) {
                return line.startsWith("+OK") && !client.isComplete() ? "not complete: " + line : line;
            }
            byte @Nullable [] response =
                    client.evaluateChallenge(Base64.getDecoder().decode(line.substring(2)));
            send(response == null ? "" : Base64.getEncoder().encodeToString(response));
        }
    }

    Optional<SSLSession> tls() {
        return socket instanceof SSLSocket secure ? Optional.of(secure.getSession()) : Optional.empty();
    }

    /** The client's side of a mechanism for ann with this password, or her token. */
    SaslClient client(SaslMechanism mechanism, String password) throws SaslException {
        PasswordCredential ann = PasswordCredential.of("ann", password);
        TokenCredential token = new TokenCredential(Optional.of("ann"), TestUsers.TOKEN, "localhost", 995);
        return switch (mechanism) {
            case PLAIN -> SaslClients.plain(ann);
            case LOGIN -> SaslClients.login(ann);
            case CRAM_MD5 -> SaslClients.cramMd5(ann);
            case DIGEST_MD5 -> SaslClients.digestMd5(ann, "localhost");
            case NTLM -> SaslClients.ntlm(ann, "localhost");
            case OAUTHBEARER -> SaslClients.oauthBearer(token);
            case XOAUTH2 -> SaslClients.xoauth2(token);
            case EXTERNAL -> SaslClients.external(Optional.empty());
            case GSSAPI -> SaslClients.gssapi(Optional.empty(), "localhost");
            case SCRAM_SHA_1, SCRAM_SHA_256, SCRAM_SHA_512 ->
                SaslClients.scram(mechanism.scramHash().orElseThrow(), ann, Gs2Binding.impossible());
            case SCRAM_SHA_1_PLUS, SCRAM_SHA_256_PLUS, SCRAM_SHA_512_PLUS ->
                SaslClients.scram(
                        mechanism.scramHash().orElseThrow(),
                        ann,
                        Gs2Binding.of(bindings().get(0)));
        };
    }

    List<ChannelBinding> bindings() {
        return tls().map(ChannelBinding::ofClient).orElse(List.of());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
