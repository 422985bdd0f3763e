package org.pop3j.users;

import java.util.Base64;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.ScramParameters;

/** {@code iterations,salt,StoredKey,ServerKey}: what a SCRAM server keeps (RFC 5802 section 3, RFC 7677). */
final class ScramPassword extends StoredPassword {
    private final PasswordScheme scheme;
    private final ScramCredential credential;

    private ScramPassword(PasswordScheme scheme, ScramCredential credential) {
        this.scheme = scheme;
        this.credential = credential;
    }

    static ScramPassword of(ScramHash hash, String password) {
        return new ScramPassword(scheme(hash), ScramCredential.derive(hash, password, ScramParameters.DEFAULTS));
    }

    static ScramPassword parse(ScramHash hash, String data) {
        String[] fields = data.split(",", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException("expected " + scheme(hash).label()
                    + "iterations,salt,StoredKey,ServerKey, got " + fields.length + " fields between commas");
        }
        int iterations = iterations(fields[0]);
        Base64.Decoder base64 = Base64.getDecoder();
        if (fields[1].isEmpty()) {
            throw new IllegalArgumentException("the salt is empty");
        }
        return new ScramPassword(
                scheme(hash),
                ScramCredential.of(
                        hash,
                        iterations,
                        base64.decode(fields[1]),
                        base64.decode(fields[2]),
                        base64.decode(fields[3])));
    }

    private static int iterations(String text) {
        int iterations = text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 0;
        if (iterations < ScramParameters.FEWEST_ITERATIONS || iterations > ScramParameters.MOST_ITERATIONS) {
            throw new IllegalArgumentException("expected an iteration count of " + ScramParameters.FEWEST_ITERATIONS
                    + " to " + ScramParameters.MOST_ITERATIONS);
        }
        return iterations;
    }

    private static PasswordScheme scheme(ScramHash hash) {
        return switch (hash) {
            case SHA_1 -> PasswordScheme.SCRAM_SHA_1;
            case SHA_256 -> PasswordScheme.SCRAM_SHA_256;
            case SHA_512 -> PasswordScheme.SCRAM_SHA_512;
        };
    }

    /** What SCRAM itself needs. */
    ScramCredential credential() {
        return credential;
    }

    @Override
    public PasswordScheme scheme() {
        return scheme;
    }

    @Override
    public boolean matches(String password) {
        return credential.matches(password);
    }

    @Override
    String data() {
        Base64.Encoder base64 = Base64.getEncoder();
        return credential.iterations() + "," + base64.encodeToString(credential.salt()) + ","
                + base64.encodeToString(credential.storedKey()) + "," + base64.encodeToString(credential.serverKey());
    }

    @Override
    String cost() {
        return scheme.label() + credential.iterations();
    }
}
