package org.pop3j.sasl;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/** SCRAM, server's side (RFC 5802 sections 3 and 5). An unknown user goes the whole way with a decoy (R5802-05). */
final class ScramServer {
    private final ScramHash hash;
    private final ScramLookup users;
    private final ScramDecoys decoys;
    private final ServerBinding binding;
    private final String ownNonce;
    private String authorizationId = "";

    private ScramServer(ScramHash hash, ScramLookup users, ScramDecoys decoys, ServerBinding binding, String ownNonce) {
        this.hash = hash;
        this.users = users;
        this.decoys = decoys;
        this.binding = binding;
        this.ownNonce = ownNonce;
    }

    static SaslServer of(
            ScramHash hash, ScramLookup users, ScramDecoys decoys, ServerBinding binding, String ownNonce) {
        ScramServer server = new ScramServer(hash, users, decoys, binding, ownNonce);
        SaslMechanism mechanism = switch (binding.demand()) {
            case NONE -> hash.mechanism();
            case BOUND -> hash.plusMechanism();
        };
        return new ServerMechanism(mechanism, server::clientFirst, () -> server.authorizationId);
    }

    private Conversation.Move clientFirst(byte[] message) throws SaslException {
        ClientFirst first = ClientFirst.parse(Octets.utf8(message));
        byte[] bindingData = binding.check(first.flag());
        String name = Names.prepared(first.name());
        authorizationId = first.authorizationId().isEmpty() ? name : Names.prepared(first.authorizationId());
        ScramCredential unknown = decoys.credential(hash, name);
        ScramCredential credential = users.credential(name).orElse(unknown);
        String nonce = first.nonce() + ownNonce;
        String serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(credential.salt()) + ",i="
                + credential.iterations();
        Expected expected = new Expected(
                nonce, concat(Octets.utf8(first.gs2Header()), bindingData), first.bare() + "," + serverFirst);
        return Conversation.Move.say(serverFirst, response -> clientFinal(response, expected, credential));
    }

    /** What the client's last message must fit. */
    private record Expected(String nonce, byte[] channel, String messagesSoFar) {}

    private Conversation.Move clientFinal(byte[] message, Expected expected, ScramCredential credential)
            throws SaslException {
        String text = Octets.utf8(message);
        int beforeProof = text.lastIndexOf(",p=");
        if (beforeProof < 0) {
            throw new SaslException("expected a proof at the end");
        }
        ScramMessage withoutProof = ScramMessage.of(text.substring(0, beforeProof));
        checkBound(withoutProof.takeBase64('c'), expected.channel());
        if (!withoutProof.take('r').equals(expected.nonce())) {
            throw new SaslException("expected the nonce of this exchange");
        }
        withoutProof.skipExtensions();
        byte[] proof = proof(ScramMessage.of(text.substring(beforeProof + 1)));
        String authMessage = expected.messagesSoFar() + "," + text.substring(0, beforeProof);
        if (proof.length != hash.octets() || !credential.isProvedBy(proof, authMessage)) {
            throw new AuthenticationException("user name or password is wrong");
        }
        String signature = Base64.getEncoder().encodeToString(credential.serverSignature(authMessage));
        return Conversation.Move.last("v=" + signature);
    }

    private static byte[] proof(ScramMessage end) throws SaslException {
        byte[] proof = end.takeBase64('p');
        end.requireEnd();
        return proof;
    }

    private static void checkBound(byte[] channel, byte[] expected) throws SaslException {
        if (!MessageDigest.isEqual(channel, expected)) {
            throw new SaslException("the client is bound to another TLS connection, or its first message was changed");
        }
    }

    private static byte[] concat(byte[] left, byte[] right) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(left.length + right.length);
        both.writeBytes(left);
        both.writeBytes(right);
        return both.toByteArray();
    }
}
