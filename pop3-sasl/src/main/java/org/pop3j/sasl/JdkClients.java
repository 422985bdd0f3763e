package org.pop3j.sasl;

import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.RealmChoiceCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/** The client's side of what the JDK has. */
final class JdkClients {
    private static final String NO_AUTHORIZATION_ID = "";

    private JdkClients() {}

    static SaslClient digestMd5(PasswordCredential credential, String host) throws SaslException {
        Answers answers = new Answers("", credential.name(), credential.password());
        return client(
                SaslMechanism.DIGEST_MD5,
                credential.authorizationId().orElse(NO_AUTHORIZATION_ID),
                host,
                Map.of(),
                answers);
    }

    static SaslClient ntlm(PasswordCredential credential, String host) throws SaslException {
        Names.refuseAuthorizationId(SaslMechanism.NTLM, credential);
        int backslash = credential.name().indexOf('\\');
        String domain = credential.name().substring(0, Math.max(backslash, 0));
        String user = credential.name().substring(backslash + 1);
        return client(
                SaslMechanism.NTLM,
                NO_AUTHORIZATION_ID,
                host,
                JdkServers.NTLM_VERSION,
                new Answers(domain, user, credential.password()));
    }

    static SaslClient gssapi(Optional<String> authorizationId, String host) throws SaslException {
        return client(
                SaslMechanism.GSSAPI,
                authorizationId.orElse(NO_AUTHORIZATION_ID),
                host,
                Map.of(),
                new Answers("", "", ""));
    }

    private static SaslClient client(
            SaslMechanism mechanism, String authorizationId, String host, Map<String, String> options, Answers answers)
            throws SaslException {
        Map<String, String> properties = JdkServers.withAuthenticationOnly(options);
        String[] mechanisms = {mechanism.mechanismName()};
        Optional<SaslClient> client = Optional.ofNullable(Sasl.createSaslClient(
                mechanisms,
                authorizationId.isEmpty() ? null : authorizationId,
                SaslClients.SERVICE,
                host,
                properties,
                answers));
        return client.orElseThrow(() -> JdkServers.missing(mechanism));
    }

    /** What the mechanism asks for. */
    private record Answers(String realm, String name, String password) implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback asked) {
                    asked.setName(name);
                } else if (callback instanceof PasswordCallback asked) {
                    asked.setPassword(password.toCharArray());
                } else if (callback instanceof RealmChoiceCallback asked) {
                    asked.setSelectedIndex(asked.getDefaultChoice());
                } else if (callback instanceof RealmCallback asked) {
                    asked.setText(realm.isEmpty() ? asked.getDefaultText() : realm);
                } else {
                    throw new UnsupportedCallbackException(callback);
                }
            }
        }

        @Override
        public String toString() {
            return "Answers of " + name;
        }
    }
}
