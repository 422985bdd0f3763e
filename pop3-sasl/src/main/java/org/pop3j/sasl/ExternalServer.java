package org.pop3j.sasl;

import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/** EXTERNAL (RFC 4422 appendix A): an empty response acts as whom the certificate stands for. */
final class ExternalServer {
    private String authorizationId;

    private ExternalServer(String certified) {
        this.authorizationId = certified;
    }

    static SaslServer of(String certified) {
        ExternalServer server = new ExternalServer(certified);
        return new ServerMechanism(SaslMechanism.EXTERNAL, server::only, () -> server.authorizationId);
    }

    private Conversation.Move only(byte[] response) throws SaslException {
        if (response.length > 0) {
            authorizationId = Names.prepared(Octets.utf8(response));
        }
        return Conversation.Move.done();
    }
}
