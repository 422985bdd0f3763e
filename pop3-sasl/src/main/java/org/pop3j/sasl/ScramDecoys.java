package org.pop3j.sasl;

/**
 * What a SCRAM server shows for user names that nobody has: always the same salt for a name, the count of real users
 * (R5802-05). No proof fits such a credential, because its keys come from a secret of the server. Immutable.
 */
public final class ScramDecoys {
    private final byte[] key;
    private final ScramParameters parameters;

    /**
     * Makes decoys.
     *
     * @param key a random secret of the server, 16 octets or more; kept over restarts, so that the salts stay the same
     * @param parameters iteration count and length of the salt, as real users have them
     * @throws IllegalArgumentException if the key is shorter
     */
    public ScramDecoys(byte[] key, ScramParameters parameters) {
        if (key.length < 16) {
            throw new IllegalArgumentException("expected a key of at least 16 octets, got " + key.length);
        }
        this.key = key.clone();
        this.parameters = parameters;
    }

    /**
     * The credential for an unknown user. Takes the same time for each name.
     *
     * @param hash the hash
     * @param name the name that the client sent
     * @return a credential that nobody can prove
     */
    public ScramCredential credential(ScramHash hash, String name) {
        return ScramCredential.of(
                hash,
                parameters.iterations(),
                salt(hash, name),
                hash.hmac(key, "StoredKey " + name),
                hash.hmac(key, "ServerKey " + name));
    }

    private byte[] salt(ScramHash hash, String name) {
        byte[] salt = new byte[parameters.saltOctets()];
        for (int filled = 0; filled < salt.length; filled += hash.octets()) {
            byte[] block = hash.hmac(key, "salt " + filled + " " + name);
            System.arraycopy(block, 0, salt, filled, Math.min(block.length, salt.length - filled));
        }
        return salt;
    }

    /** The parameters, not the key. */
    @Override
    public String toString() {
        return "ScramDecoys[" + parameters + "]";
    }
}
