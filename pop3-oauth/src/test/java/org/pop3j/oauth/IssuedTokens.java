package org.pop3j.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

/** Access tokens as authorization servers issue them: JWTs signed by RS256. */
final class IssuedTokens {
    static final String AUDIENCE = "https://outlook.office365.com";

    private final RSAKey key;
    private final AtomicInteger count = new AtomicInteger();

    IssuedTokens() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issue(String user, String scope, Instant now, Duration validFor) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("https://login.example")
                .audience(AUDIENCE)
                .subject(user)
                .jwtID("token-" + count.incrementAndGet())
                .claim("upn", user)
                .claim("scp", scope)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validFor)))
                .build();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether one of these, and good at that time, for that user. */
    boolean accepts(String token, String user, Instant now) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            JWTClaimsSet claims = parsed.getJWTClaimsSet();
            return parsed.verify(new RSASSAVerifier(key.toRSAPublicKey()))
                    && claims.getSubject().equals(user)
                    && claims.getExpirationTime().toInstant().isAfter(now);
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }
}
