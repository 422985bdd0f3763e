package org.pop3j.sasl;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/** SCRAM, client's side (RFC 5802 sections 3 and 5). Complete only when the server has proved itself (R5802-03). */
final class ScramClient {
    private static final int MOST_ITERATIONS = 1_000_000;
    private static final int MOST_SALT_OCTETS = 1024;

    /** RFC 5802 section 7; other text of the server is not repeated. */
    private static final Set<String> ERRORS = Set.of(
            "invalid-encoding",
            "extensions-not-supported",
            "invalid-proof",
            "channel-bindings-dont-match",
            "server-does-support-channel-binding",
            "channel-binding-not-supported",
            "unsupported-channel-binding-type",
            "unknown-user",
            "invalid-username-encoding",
            "no-resources",
            "other-error");

    private final ScramHash hash;
    private final String password;
    private final byte[] channel;
    private final String gs2Header;
    private final String bare;
    private final String nonce;

    private ScramClient(ScramHash hash, PasswordCredential credential, Gs2Binding binding, String nonce) {
        this.hash = hash;
        this.password = SaslPrep.query(credential.password());
        this.nonce = nonce;
        this.gs2Header = binding.flag() + ","
                + credential.authorizationId().map(id -> "a=" + escaped(id)).orElse("") + ",";
        this.bare = "n=" + escaped(credential.name()) + ",r=" + nonce;
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(Octets.utf8(gs2Header));
        binding.binding().ifPresent(data -> octets.writeBytes(data.octets()));
        this.channel = octets.toByteArray();
    }

    static SaslClient of(ScramHash hash, PasswordCredential credential, Gs2Binding binding, String nonce) {
        SaslMechanism mechanism = binding.binding().isPresent() ? hash.plusMechanism() : hash.mechanism();
        return new ClientMechanism(mechanism, new ScramClient(hash, credential, binding, nonce)::begin);
    }

    private static String escaped(String name) {
        return ScramName.escape(SaslPrep.query(name));
    }

    private Conversation.Move begin(byte[] noChallenge) {
        return Conversation.Move.say(gs2Header + bare, this::serverFirst);
    }

    private Conversation.Move serverFirst(byte[] message) throws SaslException {
        String text = Octets.utf8(message);
        ScramMessage attributes = ScramMessage.of(text);
        refuseError(attributes);
        String fullNonce = attributes.take('r');
        if (!fullNonce.startsWith(nonce) || fullNonce.length() == nonce.length()) {
            throw new SaslException("expected a nonce that begins with the client's and is longer (R5802-02)");
        }
        byte[] salt = attributes.takeBase64('s');
        int iterations = iterations(attributes.take('i'));
        attributes.skipExtensions();
        if (salt.length == 0 || salt.length > MOST_SALT_OCTETS) {
            throw new SaslException("expected a salt of 1 to " + MOST_SALT_OCTETS + " octets, got " + salt.length);
        }
        return prove(text, fullNonce, hash.saltedPassword(password, salt, iterations));
    }

    private static int iterations(String count) throws SaslException {
        int iterations = count.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(count) : 0;
        if (iterations < ScramParameters.FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new SaslException("expected an iteration count of " + ScramParameters.FEWEST_ITERATIONS + " to "
                    + MOST_ITERATIONS + " (R5802-04)");
        }
        return iterations;
    }

    private Conversation.Move prove(String serverFirst, String fullNonce, byte[] saltedPassword) {
        String withoutProof = "c=" + Base64.getEncoder().encodeToString(channel) + ",r=" + fullNonce;
        String authMessage = bare + "," + serverFirst + "," + withoutProof;
        byte[] clientKey = hash.hmac(saltedPassword, "Client Key");
        byte[] proof = Octets.xor(clientKey, hash.hmac(hash.hash(clientKey), authMessage));
        byte[] signature = hash.hmac(hash.hmac(saltedPassword, "Server Key"), authMessage);
        return Conversation.Move.say(
                withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof),
                message -> serverFinal(message, signature));
    }

    private static Conversation.Move serverFinal(byte[] message, byte[] expected) throws SaslException {
        ScramMessage attributes = ScramMessage.of(Octets.utf8(message));
        refuseError(attributes);
        if (!MessageDigest.isEqual(attributes.takeBase64('v'), expected)) {
            throw new SaslException("the server's signature is wrong: it does not know the password (R5802-03)");
        }
        attributes.skipExtensions();
        return Conversation.Move.done();
    }

    private static void refuseError(ScramMessage attributes) throws SaslException {
        if (attributes.startsWith('e')) {
            String error = attributes.take('e');
            throw new AuthenticationException(
                    "the server refused: " + (ERRORS.contains(error) ? error : "an error of no known name"));
        }
    }
}
