package org.pop3j.users;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A random secret that a server makes once and keeps over restarts. */
public final class StateSecret {
    private static final int OCTETS = 32;

    private StateSecret() {}

    /**
     * Takes the secret of a state folder, or makes it there: a file of mode 0600.
     *
     * @param state the folder, made if there is none
     * @param name the file's name
     * @return 32 octets, the same at each call
     * @throws IOException if the file cannot be made or read, or is no such secret
     */
    public static byte[] in(Path state, String name) throws IOException {
        Path file = state.resolve(name);
        if (!Files.exists(file)) {
            PrivateFile.createFolder(state);
            PrivateFile.createOnce(file, Salts.random(OCTETS));
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != OCTETS) {
            throw new IOException("expected a secret of " + OCTETS + " octets in " + file + ", got " + secret.length);
        }
        return secret;
    }
}
