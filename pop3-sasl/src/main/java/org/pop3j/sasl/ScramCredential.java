package org.pop3j.sasl;

import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * What a SCRAM server keeps of a password: salt, iteration count, StoredKey and ServerKey (RFC 5802 section 3). The
 * password cannot be read from it, only guessed. Immutable; no part of it is in {@link #toString}.
 */
public final class ScramCredential {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScramHash hash;
    private final int iterations;
    private final byte[] salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    private ScramCredential(ScramHash hash, int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        this.hash = hash;
        this.iterations = iterations;
        this.salt = salt;
        this.storedKey = storedKey;
        this.serverKey = serverKey;
    }

    /**
     * Takes what was kept.
     *
     * @param hash the hash
     * @param iterations the iteration count
     * @param salt the salt, not empty
     * @param storedKey H(ClientKey), as long as the hash
     * @param serverKey the ServerKey, as long as the hash
     * @return the credential
     * @throws IllegalArgumentException if the count is out of the bounds of {@link ScramParameters}, the salt is empty or a
     *     key has another length; the message tells nothing of them
     */
    public static ScramCredential of(ScramHash hash, int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        if (salt.length == 0) {
            throw new IllegalArgumentException("the salt is empty");
        }
        return new ScramCredential(
                hash,
                ScramParameters.requireIterations(iterations),
                salt.clone(),
                requireKey(hash, storedKey),
                requireKey(hash, serverKey));
    }

    /**
     * Makes what is kept of a password, with a new random salt.
     *
     * @param hash the hash
     * @param password the password; prepared by {@link SaslPrep#stored} (R4616-03)
     * @param parameters iteration count and length of the salt
     * @return the credential
     * @throws IllegalArgumentException if the password is empty or SASLprep prohibits a character of it
     */
    public static ScramCredential derive(ScramHash hash, String password, ScramParameters parameters) {
        byte[] salt = new byte[parameters.saltOctets()];
        RANDOM.nextBytes(salt);
        return derivePrepared(hash, SaslPrep.stored(password), salt, parameters.iterations());
    }

    /**
     * Makes what is kept of a password with a salt that is given: for servers that keep the password itself and show the
     * same salt each time.
     *
     * @param hash the hash
     * @param password the password; prepared by {@link SaslPrep#stored} (R4616-03)
     * @param salt the salt, not empty
     * @param iterations the iteration count
     * @return the credential
     * @throws IllegalArgumentException if the password is empty or SASLprep prohibits a character of it, the salt is empty
     *     or the count is out of the bounds of {@link ScramParameters}
     */
    public static ScramCredential derive(ScramHash hash, String password, byte[] salt, int iterations) {
        if (salt.length == 0) {
            throw new IllegalArgumentException("the salt is empty");
        }
        return derivePrepared(
                hash, SaslPrep.stored(password), salt.clone(), ScramParameters.requireIterations(iterations));
    }

    private static ScramCredential derivePrepared(ScramHash hash, String prepared, byte[] salt, int iterations) {
        if (prepared.isEmpty()) {
            throw new IllegalArgumentException("the password is empty, or only of characters that SASLprep leaves out");
        }
        byte[] saltedPassword = hash.saltedPassword(prepared, salt, iterations);
        byte[] clientKey = hash.hmac(saltedPassword, "Client Key");
        return new ScramCredential(
                hash, iterations, salt, hash.hash(clientKey), hash.hmac(saltedPassword, "Server Key"));
    }

    private static byte[] requireKey(ScramHash hash, byte[] key) {
        if (key.length != hash.octets()) {
            throw new IllegalArgumentException("expected a key of " + hash.octets() + " octets, got " + key.length);
        }
        return key.clone();
    }

    /**
     * The hash.
     *
     * @return the hash that the keys were made with
     */
    public ScramHash hash() {
        return hash;
    }

    /**
     * The iteration count.
     *
     * @return how often the hash was applied
     */
    public int iterations() {
        return iterations;
    }

    /**
     * The salt.
     *
     * @return a copy
     */
    public byte[] salt() {
        return salt.clone();
    }

    /**
     * The StoredKey, by which a client's proof is checked.
     *
     * @return a copy; a secret
     */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /**
     * The ServerKey, by which the server proves itself.
     *
     * @return a copy; a secret
     */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    /**
     * Whether a password, prepared by {@link SaslPrep#query}, is the one that this was made of. Takes as long for a wrong
     * password as for the right one (S-15): the whole work of the iterations. A password that SASLprep prohibits or empties
     * is wrong, after the same work.
     *
     * @param password the password as the user gave it
     * @return whether it fits
     */
    public boolean matches(String password) {
        String prepared = SaslPrep.isPreparable(password) ? SaslPrep.query(password) : "";
        ScramCredential candidate = derivePrepared(hash, prepared.isEmpty() ? "\u0000" : prepared, salt, iterations);
        boolean isSame = MessageDigest.isEqual(candidate.storedKey, storedKey);
        return isSame && !prepared.isEmpty();
    }

    /** Whether a client's proof shows that it has the ClientKey (RFC 5802 section 3). */
    boolean isProvedBy(byte[] proof, String authMessage) {
        byte[] clientKey = Octets.xor(proof, hash.hmac(storedKey, authMessage));
        return MessageDigest.isEqual(hash.hash(clientKey), storedKey);
    }

    /** The ServerSignature. */
    byte[] serverSignature(String authMessage) {
        return hash.hmac(serverKey, authMessage);
    }

    /** Hash and iteration count, nothing else. */
    @Override
    public String toString() {
        return "ScramCredential[" + hash.mechanism() + ", " + iterations + " iterations]";
    }
}
