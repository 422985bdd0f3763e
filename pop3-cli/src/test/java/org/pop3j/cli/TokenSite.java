package org.pop3j.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pop3j.server.Logins;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.users.Fingerprint;
import org.pop3j.users.SignedTokens;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.TokenRules;

/** An authorization server that issues signed tokens, and our mail server that checks them by its keys. */
final class TokenSite implements AutoCloseable {
    private static final String ISSUER = "https://login.example";

    private final RSAKey key;
    private final HttpServer http;
    private final MemoryStore store = new MemoryStore();
    private final TlsFiles keys;
    private final Pop3Server server;
    private final List<String> forms = new CopyOnWriteArrayList<>();
    private volatile String user = "anna";
    private volatile long seconds = 3600;
    private volatile boolean isRevoked;

    TokenSite(Path folder) throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        Path jwks = Files.writeString(folder.resolve("jwks.json"), new JWKSet(key.toPublicJWK()).toString());
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/token", this::token);
        http.createContext("/device", this::device);
        http.start();
        MaildropName anna = new MaildropName("anna");
        store.create(anna);
        store.deliver(
                anna,
                new ByteArrayInputStream("Subject: x\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII)),
                Optional.empty());
        keys = ServerKeys.selfSigned(folder.resolve("token-site-state"), Set.of("localhost", "127.0.0.1"));
        TokenRules rules = new TokenRules(Optional.of(ISSUER), Optional.of("pop3"), Optional.empty(), "sub");
        Logins logins = Logins.of((name, password, peer) -> Optional.empty()).tokens(SignedTokens.by(jwks, rules));
        server = Pop3Server.builder(store, logins)
                .listenTls(new InetSocketAddress("127.0.0.1", 0))
                .tls(keys)
                .start();
    }

    /** Whom the next tokens belong to, and how long they are good. */
    void issueFor(String name, long validSeconds) {
        user = name;
        seconds = validSeconds;
    }

    /** No tokens for anybody from now on. */
    void revoke() {
        isRevoked = true;
    }

    List<String> forms() {
        return forms;
    }

    String url() {
        return "pop3s://anna@127.0.0.1:" + server.addresses().get(0).getPort();
    }

    String pin() {
        return Fingerprint.sha256(keys.certificate());
    }

    String endpoint(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    private void device(HttpExchange exchange) throws IOException {
        answer(exchange, 200, """
                {"device_code":"d","user_code":"ABCD-EFGH","expires_in":900,"interval":0,\
                "verification_uri":"https://login.example/device"}""");
    }

    private void token(HttpExchange exchange) throws IOException {
        if (isRevoked) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"revoked by its user\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":" + Math.max(seconds, 3600) + ",\"refresh_token\":\"refresh-"
                        + forms.size() + "\",\"access_token\":\"" + issue() + "\"}");
    }

    private String issue() {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("pop3")
                .subject(user)
                .jwtID("t" + forms.size())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(seconds)))
                .build();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange, int status, String json) throws IOException {
        forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        byte[] body = json.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.close();
        store.close();
        http.stop(0);
    }
}
