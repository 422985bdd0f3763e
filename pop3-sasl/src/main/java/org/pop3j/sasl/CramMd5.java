package org.pop3j.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * CRAM-MD5 (RFC 2195, R2195-01), both sides. Not the JDK's: that one splits the answer at the first space, so that user
 * names with a space cannot log in, and compares in a time that tells how much was right.
 */
final class CramMd5 {
    private final String challenge;
    private final SecretLookup users;
    private String name = "";

    private CramMd5(String challenge, SecretLookup users) {
        this.challenge = challenge;
        this.users = users;
    }

    static Conversation.Turn client(PasswordCredential credential) {
        Names.refuseAuthorizationId(SaslMechanism.CRAM_MD5, credential);
        return challenge -> Conversation.Move.last(credential.name() + ' ' + digest(credential.password(), challenge));
    }

    static SaslServer server(String challenge, SecretLookup users) {
        CramMd5 server = new CramMd5(challenge, users);
        return new ServerMechanism(SaslMechanism.CRAM_MD5, server::ask, () -> server.name);
    }

    private Conversation.Move ask(byte[] noInitialResponse) throws SaslException {
        if (noInitialResponse.length > 0) {
            throw new SaslException("CRAM-MD5 takes no initial response (R5034-08)");
        }
        return Conversation.Move.say(challenge, this::answer);
    }

    private Conversation.Move answer(byte[] response) throws SaslException {
        String answer = Octets.utf8(response);
        int lastSpace = answer.lastIndexOf(' ');
        if (lastSpace < 0) {
            throw new SaslException("expected a user name, a space and a digest");
        }
        name = Names.prepared(answer.substring(0, lastSpace));
        Optional<String> secret = users.secret(name);
        String right = digest(secret.orElse("nobody has this secret"), Octets.utf8(challenge));
        boolean isRight = MessageDigest.isEqual(Octets.utf8(right), Octets.utf8(answer.substring(lastSpace + 1)));
        if (!isRight || secret.isEmpty()) {
            throw new AuthenticationException("user name or password is wrong");
        }
        return Conversation.Move.done();
    }

    private static String digest(String secret, byte[] challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(Octets.utf8(secret), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with MD5", e);
        }
    }
}
