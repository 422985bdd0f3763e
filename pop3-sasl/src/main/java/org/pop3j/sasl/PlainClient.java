package org.pop3j.sasl;

/** PLAIN's one message (RFC 4616 section 2). */
final class PlainClient {
    private PlainClient() {}

    static Conversation.Turn first(PasswordCredential credential) {
        return noChallenge -> Conversation.Move.last(
                credential.authorizationId().orElse("") + '\0' + credential.name() + '\0' + credential.password());
    }
}
