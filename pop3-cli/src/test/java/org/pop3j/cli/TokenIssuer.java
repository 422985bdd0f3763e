package org.pop3j.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * An authorization server on the loopback: signs access tokens (RFC 9068) by the JDK, not by the library that checks them,
 * and answers introspection (RFC 7662) of whoever knows {@link #SECRET}.
 */
final class TokenIssuer implements AutoCloseable {
    static final String URL = "https://issuer.example.org";
    static final String CLIENT = "pop3-server";
    static final String SECRET = "of the endpoint";

    private static final int COORDINATE_OCTETS = 32;

    private final KeyPair keys;
    private final HttpServer endpoint;

    TokenIssuer() throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/introspect", this::introspect);
        endpoint.start();
    }

    /** A token for a user, that ends so long from now; negative: is over. */
    String token(String user, Duration lifetime) throws GeneralSecurityException {
        String content = base64("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"1\"}") + "."
                + base64("{\"iss\":\"" + URL + "\",\"aud\":\"pop3\",\"sub\":\"" + user + "\",\"username\":\"" + user
                        + "\",\"scope\":\"mail\",\"active\":" + !lifetime.isNegative() + ",\"exp\":"
                        + Instant.now().plus(lifetime).getEpochSecond() + "}");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(content.getBytes(US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    Path writeKeys(Path file) throws IOException {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return Files.writeString(
                file,
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"1\",\"x\":\""
                        + coordinate(key.getW().getAffineX()) + "\",\"y\":\""
                        + coordinate(key.getW().getAffineY()) + "\"}]}");
    }

    String introspection() {
        return "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/introspect";
    }

    /** What a token of ours says of itself, if its signature is ours; of all others nothing but that they are none. */
    private void introspect(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form = new HashMap<>();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            for (String pair : body.split("&")) {
                form.put(pair.replaceAll("=.*", ""), URLDecoder.decode(pair.replaceAll("^[^=]*=", ""), UTF_8));
            }
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = isUs(authorization) ? claims(form.getOrDefault("token", "")) : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.length == 0 ? 401 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static boolean isUs(String authorization) {
        String[] words = authorization.split(" ", 2);
        return words.length == 2
                && URLDecoder.decode(new String(Base64.getDecoder().decode(words[1]), UTF_8), UTF_8)
                        .equals(CLIENT + ":" + SECRET);
    }

    private byte[] claims(String token) {
        int end = token.lastIndexOf('.');
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(keys.getPublic());
            signature.update(token.substring(0, end).getBytes(US_ASCII));
            if (signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)))) {
                return Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, end));
            }
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException noToken) {
            return "{\"active\":false}".getBytes(US_ASCII);
        }
        return "{\"active\":false}".getBytes(US_ASCII);
    }

    private static String coordinate(BigInteger number) {
        byte[] octets = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_OCTETS];
        int from = Math.max(0, octets.length - COORDINATE_OCTETS);
        System.arraycopy(octets, from, fixed, COORDINATE_OCTETS - (octets.length - from), octets.length - from);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    @Override
    public void close() {
        endpoint.stop(0);
    }
}
