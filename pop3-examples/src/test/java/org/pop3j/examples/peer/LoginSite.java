package org.pop3j.examples.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.ClientCertificates;
import org.pop3j.server.LoginCommand;
import org.pop3j.server.Logins;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.spi.CertificateAuthenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.TokenAuthenticator;
import org.pop3j.server.spi.TokenVerdict;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.users.PasswordScheme;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFileException;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;
import org.pop3j.users.UsersFileException;

/**
 * Our server with TLS, one user, one message, and exactly one way to log in: whoever gets the message has used it.
 *
 * @param server the running server
 * @param certificate its certificate
 */
record LoginSite(Pop3Server server, Path certificate) implements AutoCloseable {
    static final String USER = "ann";
    static final String PASSWORD = "secret word";
    static final String TOKEN = "a.token.of-ann_1";

    private static final MaildropName MAILDROP = new MaildropName(USER);
    private static final Login LOGIN = new Login(USER, MAILDROP);
    private static final TokenAuthenticator TOKENS =
            (user, token, peer) -> token.equals(TOKEN) && user.orElse(USER).equals(USER)
                    ? new TokenVerdict.Accepted(LOGIN)
                    : new TokenVerdict.Refused(TokenRefusal.INVALID_TOKEN, "the token is not the right one");
    private static final CertificateAuthenticator CERTIFICATES =
            (chain, peer) -> chain.get(0).getSubjectX500Principal().getName().contains("CN=" + USER)
                    ? Optional.of(LOGIN)
                    : Optional.empty();

    /** By AUTH with one mechanism. */
    static LoginSite by(SaslMechanism mechanism, Path folder) throws Exception {
        return start(folder, logins -> logins.mechanisms(Set.of(mechanism)).commands(Set.of()));
    }

    /** By a command of its own. */
    static LoginSite by(LoginCommand command, Path folder) throws Exception {
        return start(folder, logins -> logins.mechanisms(Set.of()).commands(Set.of(command)));
    }

    private interface Way {
        Logins of(Logins all);
    }

    private static LoginSite start(Path folder, Way way)
            throws IOException, UsersFileException, TlsFileException, MaildropException, InterruptedException {
        UsersFile users = UsersFile.openOrCreate(folder.resolve("users"));
        users.add(USER, PasswordScheme.PLAIN.store(PASSWORD));
        MemoryStore store = new MemoryStore();
        store.create(MAILDROP);
        byte[] message = "Subject: you are in\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);
        store.deliver(MAILDROP, new ByteArrayInputStream(message), Optional.empty());
        Logins all = Logins.of(new UsersFileAuthenticator(users))
                .tokens(TOKENS)
                .certificates(CERTIFICATES)
                .hostName("localhost");
        SelfSigned.in(folder.resolve("state"), List.of("localhost", Endpoint.HOST));
        Path pem = SelfSigned.file(folder.resolve("state"));
        TlsFiles tls = TlsFiles.builder()
                .pem(pem, pem)
                .clientAuthorities(clientCertificate(folder))
                .load();
        Pop3Server server = Pop3Server.builder(store, way.of(all))
                .listenTls(new InetSocketAddress(Endpoint.HOST, 0))
                .tls(tls)
                .clientCertificates(ClientCertificates.WANTED)
                .start();
        return new LoginSite(server, pem);
    }

    int port() {
        return server.addresses().get(0).getPort();
    }

    /** The client's certificate; {@code client.key} beside it. */
    static Path clientCertificate(Path folder) throws IOException, InterruptedException {
        Path certificate = folder.resolve("client.pem");
        if (!Files.exists(certificate)) {
            String request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + USER
                    + " -keyout " + folder.resolve("client.key") + " -out " + certificate;
            List<String> command = new ArrayList<>(List.of(Peers.require("openssl", "openssl")));
            command.addAll(List.of(request.split(" ")));
            PeerProcess.run(folder, command);
        }
        return certificate;
    }

    @Override
    public void close() {
        server.close();
    }
}
