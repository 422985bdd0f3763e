package org.pop3j.sasl;

import java.util.Optional;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/**
 * The client's side of each mechanism. A client is for one login; its {@code evaluateChallenge} is first called with no
 * octets where the mechanism {@linkplain SaslClient#hasInitialResponse() has an initial response}.
 *
 * <p>{@code isComplete} must be true before {@code +OK} counts: a SCRAM server that never showed its signature has not
 * been authenticated (R5802-03).
 */
public final class SaslClients {
    /** The service name of POP3 (R5034-16). */
    static final String SERVICE = "pop";

    private SaslClients() {}

    /**
     * PLAIN (RFC 4616).
     *
     * @param credential user and password
     * @return a client
     */
    public static SaslClient plain(PasswordCredential credential) {
        return new ClientMechanism(SaslMechanism.PLAIN, PlainClient.first(credential));
    }

    /**
     * LOGIN.
     *
     * @param credential user and password; LOGIN has no authorization id
     * @return a client
     * @throws IllegalArgumentException if there is an authorization id
     */
    public static SaslClient login(PasswordCredential credential) {
        return new ClientMechanism(SaslMechanism.LOGIN, LoginClient.first(credential));
    }

    /**
     * SCRAM (RFC 5802); the -PLUS form if the binding has data. Refuses iteration counts below 4096 and above 1,000,000
     * (R5802-04).
     *
     * @param hash the hash
     * @param credential user and password
     * @param binding what to say about channel binding (R5802-06)
     * @return a client
     */
    public static SaslClient scram(ScramHash hash, PasswordCredential credential, Gs2Binding binding) {
        return ScramClient.of(hash, credential, binding, ScramNonce.random());
    }

    /**
     * OAUTHBEARER (RFC 7628).
     *
     * @param credential the token
     * @return a client
     */
    public static OAuthClient oauthBearer(TokenCredential credential) {
        return OAuthClient.bearer(credential);
    }

    /**
     * XOAUTH2.
     *
     * @param credential the token, with a user
     * @return a client
     * @throws IllegalArgumentException if there is no user
     */
    public static OAuthClient xoauth2(TokenCredential credential) {
        return OAuthClient.xoauth2(credential);
    }

    /**
     * EXTERNAL (RFC 4422 appendix A).
     *
     * @param authorizationId as whom to act; empty for whom the certificate stands for
     * @return a client
     * @throws IllegalArgumentException if the id is empty text or holds NUL, CR or LF
     */
    public static SaslClient external(Optional<String> authorizationId) {
        String response = authorizationId
                .map(id -> Clean.require("the authorization id", id))
                .orElse("");
        return new ClientMechanism(SaslMechanism.EXTERNAL, challenge -> Conversation.Move.last(response));
    }

    /**
     * CRAM-MD5 (RFC 2195).
     *
     * @param credential user and password; CRAM-MD5 has no authorization id
     * @return a client
     * @throws IllegalArgumentException if there is an authorization id
     */
    public static SaslClient cramMd5(PasswordCredential credential) {
        return new ClientMechanism(SaslMechanism.CRAM_MD5, CramMd5.client(credential));
    }

    /**
     * DIGEST-MD5 (RFC 2831), by the JDK, without a security layer.
     *
     * @param credential user and password
     * @param host the host the client connected to
     * @return a client
     * @throws SaslException if the JDK has no such mechanism
     */
    public static SaslClient digestMd5(PasswordCredential credential, String host) throws SaslException {
        return JdkClients.digestMd5(credential, host);
    }

    /**
     * NTLM, version 2 only, by the JDK.
     *
     * @param credential user, perhaps as {@code DOMAIN\\user}, and password; NTLM has no authorization id
     * @param host the host the client connected to
     * @return a client
     * @throws SaslException if the JDK has no such mechanism
     */
    public static SaslClient ntlm(PasswordCredential credential, String host) throws SaslException {
        return JdkClients.ntlm(credential, host);
    }

    /**
     * GSSAPI (RFC 4752), by the JDK, without a security layer. The Kerberos ticket comes from the calling thread's subject
     * or from the ticket cache, as the JDK's configuration says.
     *
     * @param authorizationId as whom to act; empty for the ticket's principal
     * @param host the host the client connected to
     * @return a client
     * @throws SaslException if the JDK has no such mechanism (module {@code jdk.security.jgss})
     */
    public static SaslClient gssapi(Optional<String> authorizationId, String host) throws SaslException {
        return JdkClients.gssapi(authorizationId, host);
    }
}
