package org.pop3j.server.spi;

/**
 * A user that an authenticator knows, who has proved nothing yet. Not in {@link #toString}: the credential.
 *
 * @param login what the user gets once the proof fits
 * @param credential what the proof is checked by
 * @param <C> a {@link org.pop3j.sasl.ScramCredential}, or the secret itself
 */
public record KnownUser<C>(Login login, C credential) {
    /** The login, nothing else. */
    @Override
    public String toString() {
        return "KnownUser[" + login + "]";
    }
}
