package org.pop3j.server;

import java.net.SocketAddress;
import java.util.List;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.pop3j.sasl.ChannelBinding;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.sasl.SaslServers;
import org.pop3j.sasl.ScramDecoys;
import org.pop3j.sasl.ScramHash;
import org.pop3j.server.spi.AuthenticationUnavailableException;

/** Begins AUTH exchanges: the one place that joins each mechanism with the authenticator it needs. */
final class Mechanisms {
    private final Logins logins;
    private final List<SaslMechanism> offered;
    private final Channel channel;

    Mechanisms(Offer offer, Channel channel) {
        this.logins = offer.logins();
        this.offered = offer.mechanisms(channel);
        this.channel = channel;
    }

    /**
     * Finds a mechanism.
     *
     * @param name the mechanism's name as the client sent it
     * @throws RefusedException if it is not offered on this connection, known or not; the same for all users
     */
    SaslMechanism named(String name) throws RefusedException {
        return SaslMechanism.named(name)
                .filter(offered::contains)
                .orElseThrow(() -> new RefusedException(notOffered(name)));
    }

    /**
     * Begins an exchange; may block.
     *
     * @throws AuthenticationUnavailableException if the mechanism lacks what it needs, such as the key of a Kerberos service
     */
    AuthExchange begin(SaslMechanism mechanism, SocketAddress peer) throws AuthenticationUnavailableException {
        Proof proof = new Proof(logins.authenticators(), peer);
        try {
            return new AuthExchange(mechanism, server(mechanism, proof), proof, logins.authenticators(), peer);
        } catch (SaslException e) {
            throw new AuthenticationUnavailableException(mechanism + " cannot begin: " + e.getMessage(), e);
        }
    }

    private String notOffered(String name) {
        boolean isServable =
                SaslMechanism.named(name).filter(logins.servable()::contains).isPresent();
        return isServable && channel.security() == Security.NONE
                ? "this SASL mechanism is offered under TLS only"
                : "this SASL mechanism is not offered here";
    }

    private SaslServer server(SaslMechanism mechanism, Proof proof) throws SaslException {
        return switch (mechanism) {
            case PLAIN -> SaslServers.plain(proof::password);
            case LOGIN -> SaslServers.login(proof::password);
            case SCRAM_SHA_1, SCRAM_SHA_256, SCRAM_SHA_512 -> scram(hash(mechanism), proof);
            case SCRAM_SHA_1_PLUS, SCRAM_SHA_256_PLUS, SCRAM_SHA_512_PLUS -> scramPlus(hash(mechanism), proof);
            case OAUTHBEARER -> SaslServers.oauthBearer(proof::token);
            case XOAUTH2 -> SaslServers.xoauth2(proof::token);
            case EXTERNAL -> SaslServers.external(() -> proof.certificate(channel.clientChain()));
            case CRAM_MD5 -> SaslServers.cramMd5(logins.hostName(), proof::secret);
            case DIGEST_MD5 -> SaslServers.digestMd5(logins.hostName(), proof::secret);
            case NTLM -> SaslServers.ntlm(logins.hostName(), proof::secret);
            case GSSAPI -> SaslServers.gssapi(logins.hostName(), proof::principal);
        };
    }

    private SaslServer scram(ScramHash hash, Proof proof) {
        boolean wasPlusOffered =
                offered.stream().anyMatch(m -> m.scramHash().isPresent() && m == hash(m).plusMechanism());
        List<ChannelBinding> bindings = wasPlusOffered ? channel.bindings() : List.of();
        return SaslServers.scram(hash, name -> proof.scram(hash, name), decoys(hash), bindings);
    }

    private SaslServer scramPlus(ScramHash hash, Proof proof) {
        return SaslServers.scramPlus(hash, name -> proof.scram(hash, name), decoys(hash), channel.bindings());
    }

    private ScramDecoys decoys(ScramHash hash) {
        return new ScramDecoys(
                logins.decoyKey(), logins.authenticators().scram().orElseThrow().scramParameters(hash));
    }

    private static ScramHash hash(SaslMechanism scram) {
        return scram.scramHash().orElseThrow();
    }
}
