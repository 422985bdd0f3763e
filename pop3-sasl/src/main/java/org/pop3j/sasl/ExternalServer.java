package org.pop3j.sasl;

import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/** EXTERNAL (RFC 4422 appendix A): an empty response acts as whom the certificate stands for. */
final class ExternalServer {
    private final ExternalIdentity identity;
    private String authorizationId = "";

    private ExternalServer(ExternalIdentity identity) {
        this.identity = identity;
    }

    static SaslServer of(ExternalIdentity identity) {
        ExternalServer server = new ExternalServer(identity);
        return new ServerMechanism(SaslMechanism.EXTERNAL, server::only, () -> server.authorizationId);
    }

    private Conversation.Move only(byte[] response) throws SaslException {
        String certified = identity.identity()
                .orElseThrow(() -> new AuthenticationException("the certificate stands for nobody here"));
        authorizationId = response.length == 0 ? certified : Names.prepared(Octets.utf8(response));
        return Conversation.Move.done();
    }
}
