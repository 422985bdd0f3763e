package org.pop3j.sasl;

/** LOGIN: the server asks twice, whatever its questions say. */
final class LoginClient {
    private LoginClient() {}

    static Conversation.Turn first(PasswordCredential credential) {
        Names.refuseAuthorizationId(SaslMechanism.LOGIN, credential);
        return askedForName -> Conversation.Move.say(
                credential.name(), askedForPassword -> Conversation.Move.last(credential.password()));
    }
}
