package org.pop3j.sasl;

import java.util.ArrayList;
import java.util.List;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/** PLAIN (RFC 4616 section 2, R4616-01): {@code [authzid] NUL authcid NUL passwd}, exactly two NULs, UTF-8. */
final class PlainServer {
    private final PasswordVerifier verifier;
    private String authorizationId = "";

    private PlainServer(PasswordVerifier verifier) {
        this.verifier = verifier;
    }

    static SaslServer of(PasswordVerifier verifier) {
        PlainServer server = new PlainServer(verifier);
        return new ServerMechanism(SaslMechanism.PLAIN, server::only, () -> server.authorizationId);
    }

    private Conversation.Move only(byte[] response) throws SaslException {
        List<String> fields = fields(Octets.utf8(response));
        String name = Names.prepared(fields.get(1));
        authorizationId = fields.get(0).isEmpty() ? name : Names.prepared(fields.get(0));
        if (fields.get(2).isEmpty() || !verifier.verify(name, fields.get(2))) {
            throw new AuthenticationException("user name or password is wrong");
        }
        return Conversation.Move.done();
    }

    private static List<String> fields(String response) throws SaslException {
        List<String> fields = new ArrayList<>(List.of(response.split("\0", -1)));
        if (fields.size() != 3) {
            throw new SaslException("expected PLAIN's two NUL octets, got " + (fields.size() - 1));
        }
        return fields;
    }
}
