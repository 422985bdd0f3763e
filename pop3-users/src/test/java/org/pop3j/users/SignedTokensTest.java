package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.TokenVerdict;
import org.pop3j.store.spi.MaildropName;

class SignedTokensTest {
    private static final SocketAddress PEER = new InetSocketAddress("127.0.0.1", 1);
    private static final String ANNA = "anna@example.org";
    private static final TokenVerdict ACCEPTED = new TokenVerdict.Accepted(new Login(ANNA, new MaildropName(ANNA)));
    private static final TokenVerdict NO_JWT = invalid("the token is no JSON Web Token");
    private static final TokenVerdict NOT_GENUINE =
            invalid("the token is not signed by a key of the key set, or is no access token");
    private static final TokenRules RULES =
            new TokenRules(Optional.of(AuthorizationServer.ISSUER), Optional.of("pop3"), Optional.of("mail"), "email");

    @TempDir
    Path folder;

    private AuthorizationServer server;
    private SignedTokens tokens;

    @BeforeEach
    void start() throws Exception {
        server = new AuthorizationServer();
        tokens = SignedTokens.by(server.writeKeys(folder.resolve("jwks.json")), RULES);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    @DisplayName("R7628-01 a token of the issuer for us, in time, with the scope, lets its user in and nobody else")
    void accepted() throws Exception {
        String token = server.token(claims -> claims);

        assertThat(tokens.checkToken(Optional.of(ANNA), token, PEER)).isEqualTo(ACCEPTED);
        assertThat(tokens.checkToken(Optional.empty(), token, PEER)).isEqualTo(ACCEPTED);
        assertThat(tokens.checkToken(Optional.of("bob@example.org"), token, PEER))
                .isEqualTo(invalid("the token is refused for whom it is of, the client asks for another name"));
        assertThat(tokens.checkToken(
                        Optional.of(ANNA), server.signed(new JOSEObjectType("at+jwt"), claims -> claims), PEER))
                .isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("issuer, audience, time and the user's claim are checked, each alone")
    void refused() throws Exception {
        Instant now = Instant.now();
        assertInvalid("is refused for its issuer (iss)", claims -> claims.issuer("https://other.example.org"));
        assertInvalid("is refused for its issuer (iss)", claims -> claims.issuer(null));
        assertInvalid("is refused for its audience (aud)", claims -> claims.audience("imap"));
        assertInvalid("is refused for its audience (aud)", claims -> claims.audience((String) null));
        assertInvalid("expired at ", claims -> claims.expirationTime(Date.from(now.minusSeconds(120))));
        assertInvalid("does not say when it expires (exp)", claims -> claims.expirationTime(null));
        assertInvalid("is not valid before ", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120))));
        assertInvalid("names no user in its claim email", claims -> claims.claim("email", null));
        assertInvalid("names no user in its claim email", claims -> claims.claim("email", ""));
        assertInvalid("names no user in its claim email", claims -> claims.claim("email", List.of(ANNA)));
        assertThat(check(claims -> claims.audience(List.of("imap", "pop3")))).isEqualTo(ACCEPTED);
        assertThat(check(claims -> claims.expirationTime(Date.from(now.minusSeconds(30)))))
                .isEqualTo(ACCEPTED);
        assertThat(check(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(30)))))
                .isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("R7628-02 a token without the scope is told which it needs; Microsoft's scp counts as well")
    void scopes() throws Exception {
        TokenVerdict missing = new TokenVerdict.Refused(
                new TokenRefusal("insufficient_scope", Optional.of("mail"), Optional.empty()),
                "the token lacks the scope mail");

        assertThat(check(claims -> claims.claim("scope", "openid mailbox"))).isEqualTo(missing);
        assertThat(check(claims -> claims.claim("scope", null))).isEqualTo(missing);
        assertThat(check(claims -> claims.claim("scope", null).claim("scp", "mail x")))
                .isEqualTo(ACCEPTED);
        assertThat(check(claims -> claims.claim("scope", List.of("x", "mail")))).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("what is not signed by a key of the file is no token: another key, changed claims, none, a MAC, noise")
    void notGenuine() throws Exception {
        String token = server.token(claims -> claims);
        String[] parts = token.split("\\.");
        String others = server.token(claims -> claims.claim("email", "bob@example.org"));
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
        mac.sign(new MACSigner(server.key().toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)));
        server.changeKey("first");

        assertThat(verdict(server.token(c -> c))).isEqualTo(NOT_GENUINE);
        assertThat(verdict(parts[0] + "." + others.split("\\.")[1] + "." + parts[2]))
                .isEqualTo(NOT_GENUINE);
        assertThat(verdict(parts[0] + "." + parts[1] + ".")).isEqualTo(NO_JWT);
        assertThat(verdict(new PlainJWT(claims).serialize())).isEqualTo(NOT_GENUINE);
        assertThat(verdict(mac.serialize())).isEqualTo(NOT_GENUINE);
        for (String noise : new String[] {"", "x", "..", "a.b.c", "x".repeat(16_000), "\0"}) {
            assertThat(verdict(noise)).isEqualTo(NO_JWT);
        }
        assertThat(verdict(server.signed(new JOSEObjectType("secevent+jwt"), c -> c)))
                .isEqualTo(NOT_GENUINE);
    }

    @Test
    @DisplayName("a changed key file is read again; a broken one leaves the keys as they were")
    void keysChange() throws Exception {
        String before = server.token(claims -> claims);
        Files.writeString(folder.resolve("jwks.json"), "{broken");
        assertThat(verdict(before)).isEqualTo(ACCEPTED);
        assertThatThrownBy(tokens::reload)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a JSON Web Key Set");

        server.changeKey("second");
        server.writeKeys(folder.resolve("jwks.json"));

        assertThat(verdict(server.token(claims -> claims))).isEqualTo(ACCEPTED);
        assertThat(verdict(before)).isEqualTo(NOT_GENUINE);
    }

    @Test
    void whatCannotBeUsedIsRefusedAtTheStart() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");

        assertThatThrownBy(() -> SignedTokens.by(empty, RULES)).hasMessageContaining("got none");
        assertThatThrownBy(() -> SignedTokens.by(folder.resolve("none"), RULES)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> SignedTokens.by(
                        folder.resolve("jwks.json"),
                        new TokenRules(Optional.empty(), Optional.empty(), Optional.empty(), "sub")))
                .hasMessageContaining("issuer");
        assertThatThrownBy(() -> new TokenRules(Optional.empty(), Optional.empty(), Optional.empty(), " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertInvalid(String reason, UnaryOperator<JWTClaimsSet.Builder> changes) throws Exception {
        assertThat(check(changes)).isInstanceOfSatisfying(TokenVerdict.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(TokenRefusal.INVALID_TOKEN);
            assertThat(refused.reason()).startsWith("the token " + reason);
        });
    }

    private static TokenVerdict invalid(String reason) {
        return new TokenVerdict.Refused(TokenRefusal.INVALID_TOKEN, reason);
    }

    private TokenVerdict check(UnaryOperator<JWTClaimsSet.Builder> changes) throws Exception {
        return verdict(server.token(changes));
    }

    private TokenVerdict verdict(String token) throws Exception {
        return tokens.checkToken(Optional.of(ANNA), token, PEER);
    }
}
