package org.pop3j.sasl;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/** The server's side of what the JDK has, for authentication without a security layer. */
final class JdkServers {
    /** NTLM version 1 is never spoken (OXP-05); the names of the JDK's properties stand in its module's documentation. */
    static final Map<String, String> NTLM_VERSION = Map.of("com.sun.security.sasl.ntlm.version", "NTLMv2");

    /** An unknown user goes the same way, with a secret that nobody can know and that costs nothing to make (S-14). */
    private static final String SECRET_OF_NOBODY = randomSecret();

    private JdkServers() {}

    static SaslServer digestMd5(String host, SecretLookup users) throws SaslException {
        return server(SaslMechanism.DIGEST_MD5, host, Map.of(), new Secrets(users));
    }

    static SaslServer ntlm(String host, SecretLookup users) throws SaslException {
        Map<String, String> options = new HashMap<>(NTLM_VERSION);
        options.put("com.sun.security.sasl.ntlm.domain", host);
        return server(SaslMechanism.NTLM, host, options, new Secrets(users));
    }

    static SaslServer gssapi(String host, PrincipalVerifier users) throws SaslException {
        return server(SaslMechanism.GSSAPI, host, Map.of(), new Principals(users));
    }

    static Map<String, String> withAuthenticationOnly(Map<String, String> options) {
        Map<String, String> properties = new HashMap<>(options);
        properties.put(Sasl.QOP, "auth");
        return properties;
    }

    static SaslException missing(SaslMechanism mechanism) {
        return new SaslException("this Java run-time image has no " + mechanism);
    }

    private static String randomSecret() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static SaslServer server(
            SaslMechanism mechanism, String host, Map<String, String> options, JdkServer.Callbacks callbacks)
            throws SaslException {
        Optional<SaslServer> server = Optional.ofNullable(Sasl.createSaslServer(
                mechanism.mechanismName(), SaslClients.SERVICE, host, withAuthenticationOnly(options), callbacks));
        return new JdkServer(server.orElseThrow(() -> missing(mechanism)), callbacks);
    }

    /** Gives the mechanism the secret of the user that it has named before. */
    private static final class Secrets extends JdkServer.Callbacks {
        private final SecretLookup users;
        private String name = "";

        Secrets(SecretLookup users) {
            this.users = users;
        }

        @Override
        void answer(Callback callback) throws SaslException, UnsupportedCallbackException {
            if (callback instanceof NameCallback asked) {
                name = Names.prepared(asked.getDefaultName());
                asked.setName(name);
            } else if (callback instanceof PasswordCallback asked) {
                asked.setPassword(users.secret(name).orElse(SECRET_OF_NOBODY).toCharArray());
            } else if (callback instanceof RealmCallback asked) {
                asked.setText(asked.getDefaultText());
            } else if (callback instanceof AuthorizeCallback asked) {
                asked.setAuthorized(true);
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    /** Asks whether the principal of a ticket may log in; as whom it wants to act is judged outside. */
    private static final class Principals extends JdkServer.Callbacks {
        private final PrincipalVerifier users;

        Principals(PrincipalVerifier users) {
            this.users = users;
        }

        @Override
        void answer(Callback callback) throws SaslException, UnsupportedCallbackException {
            if (callback instanceof AuthorizeCallback asked) {
                asked.setAuthorized(users.verify(asked.getAuthenticationID()));
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
