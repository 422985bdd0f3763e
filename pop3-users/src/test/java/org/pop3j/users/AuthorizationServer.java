package org.pop3j.users;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An authorization server on loopback: issues signed tokens, writes its key set, answers introspection. */
final class AuthorizationServer implements AutoCloseable {
    static final String ISSUER = "https://issuer.example.org";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile ECKey key;
    private volatile String answer = "HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    AuthorizationServer() throws IOException, JOSEException {
        this.key = newKey("first");
        Thread thread = new Thread(this::serve, "authorization-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static ECKey newKey(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    /** From now on another key signs. */
    void changeKey(String id) throws JOSEException {
        key = newKey(id);
    }

    ECKey key() {
        return key;
    }

    Path writeKeys(Path file) throws IOException {
        return Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
    }

    /** A token for anna, an hour long, with changes. */
    String token(UnaryOperator<JWTClaimsSet.Builder> changes) throws JOSEException {
        return signed(JOSEObjectType.JWT, changes);
    }

    String signed(JOSEObjectType type, UnaryOperator<JWTClaimsSet.Builder> changes) throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("pop3")
                .subject("4711")
                .claim("email", "anna@example.org")
                .claim("scope", "openid mail")
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(type)
                .build();
        SignedJWT token = new SignedJWT(header, changes.apply(claims).build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    /** What introspection answers from now on. */
    void answer(int status, String json) {
        answer = "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
    }

    /** These octets, as they are. */
    void answerRaw(String octets) {
        answer = octets;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/introspect");
    }

    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setSoTimeout(20_000);
                requests.add(request(client.getInputStream()));
                client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                client.getOutputStream().flush();
                if (answer.contains("Content-Length: 100000")) {
                    // The rest never comes: until the client gives up.
                    client.getInputStream().read();
                }
            } catch (IOException clientGaveUpOrClosed) {
                // The next one, or the end.
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the request is cut off");
            }
            head.append((char) octet);
        }
        String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
        return head + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
