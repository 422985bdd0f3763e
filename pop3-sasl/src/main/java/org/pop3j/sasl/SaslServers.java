package org.pop3j.sasl;

import java.util.List;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * The server's side of each mechanism. A server is for one login. Where the {@linkplain SaslMechanism#firstToSpeak()
 * server speaks first}, {@code evaluateResponse} is first called with no octets; where the client does, with its first
 * response. A challenge that comes together with {@code isComplete} is sent, and answered by an empty response, before
 * {@code +OK} (R5034-13).
 *
 * <p>{@code getAuthorizationID} tells as whom the client wants to act: the user itself, or another name, which these
 * mechanisms do not judge (R4616-02).
 */
public final class SaslServers {
    private SaslServers() {}

    /**
     * PLAIN (RFC 4616, R4616-01).
     *
     * @param verifier says whether user and password fit
     * @return a server
     */
    public static SaslServer plain(PasswordVerifier verifier) {
        return PlainServer.of(verifier);
    }

    /**
     * LOGIN.
     *
     * @param verifier says whether user and password fit
     * @return a server
     */
    public static SaslServer login(PasswordVerifier verifier) {
        return LoginServer.of(verifier);
    }

    /**
     * SCRAM without channel binding (RFC 5802).
     *
     * @param hash the hash
     * @param users finds credentials
     * @param decoys what unknown users are shown (R5802-05)
     * @param offered the bindings of the -PLUS mechanisms that the client was offered as well, none if it was not: a client
     *     that says it could have bound is then refused (R5802-06)
     * @return a server
     */
    public static SaslServer scram(
            ScramHash hash, ScramLookup users, ScramDecoys decoys, List<ChannelBinding> offered) {
        return ScramServer.of(hash, users, decoys, ServerBinding.none(offered), ScramNonce.random());
    }

    /**
     * SCRAM with channel binding (RFC 5802 section 6).
     *
     * @param hash the hash
     * @param users finds credentials
     * @param decoys what unknown users are shown (R5802-05)
     * @param bindings the bindings of the connection, of which the client chooses one
     * @return a server
     */
    public static SaslServer scramPlus(
            ScramHash hash, ScramLookup users, ScramDecoys decoys, List<ChannelBinding> bindings) {
        return ScramServer.of(hash, users, decoys, ServerBinding.required(bindings), ScramNonce.random());
    }

    /**
     * OAUTHBEARER (RFC 7628).
     *
     * @param verifier says whether a token lets its user in
     * @return a server
     */
    public static SaslServer oauthBearer(TokenVerifier verifier) {
        return OAuthServer.bearer(verifier);
    }

    /**
     * XOAUTH2.
     *
     * @param verifier says whether a token lets its user in
     * @return a server
     */
    public static SaslServer xoauth2(TokenVerifier verifier) {
        return OAuthServer.xoauth2(verifier);
    }

    /**
     * EXTERNAL (RFC 4422 appendix A).
     *
     * @param identity says whom the client's certificate stands for
     * @return a server
     */
    public static SaslServer external(ExternalIdentity identity) {
        return ExternalServer.of(identity);
    }

    /**
     * CRAM-MD5 (RFC 2195).
     *
     * @param host the server's name in its challenge
     * @param users finds secrets
     * @return a server
     */
    public static SaslServer cramMd5(String host, SecretLookup users) {
        return CramMd5.server(Apop.newTimestamp(host), users);
    }

    /**
     * DIGEST-MD5 (RFC 2831), by the JDK, without a security layer.
     *
     * @param host the server's name, and its realm
     * @param users finds secrets
     * @return a server
     * @throws SaslException if the JDK has no such mechanism
     */
    public static SaslServer digestMd5(String host, SecretLookup users) throws SaslException {
        return JdkServers.digestMd5(host, users);
    }

    /**
     * NTLM, version 2 only, by the JDK (OXP-03). The domain that the client names is not looked at.
     *
     * @param host the server's name, and its domain
     * @param users finds secrets
     * @return a server
     * @throws SaslException if the JDK has no such mechanism
     */
    public static SaslServer ntlm(String host, SecretLookup users) throws SaslException {
        return JdkServers.ntlm(host, users);
    }

    /**
     * GSSAPI (RFC 4752), by the JDK, without a security layer. The server's key comes from the calling thread's subject or
     * from the JAAS configuration.
     *
     * @param host the server's name: its principal is {@code pop/host}
     * @param users says whether a Kerberos principal may log in
     * @return a server
     * @throws SaslException if the JDK has no such mechanism (module {@code jdk.security.jgss}) or the server no key
     */
    public static SaslServer gssapi(String host, PrincipalVerifier users) throws SaslException {
        return JdkServers.gssapi(host, users);
    }
}
