package org.pop3j.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** {@code $argon2id$v=19$m=KiB,t=passes,p=lanes$salt$hash} (RFC 9106, the form of its reference program). */
final class Argon2Password extends StoredPassword {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;
    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,4}),p=([0-9]{1,3})"
                    + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2Password(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.hash = hash;
    }

    static Argon2Password of(String password) {
        Argon2Password empty =
                new Argon2Password(MEMORY_KIB, PASSES, 1, Salts.random(SALT_OCTETS), new byte[HASH_OCTETS]);
        return new Argon2Password(MEMORY_KIB, PASSES, 1, empty.salt, empty.hash(password));
    }

    static Argon2Password parse(String data) {
        Matcher form = FORM.matcher(data);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected {ARGON2ID}$argon2id$v=19$m=KIB,t=PASSES,p=LANES$salt$hash");
        }
        int memoryKib = Integer.parseInt(form.group(1));
        int passes = Integer.parseInt(form.group(2));
        int lanes = Integer.parseInt(form.group(3));
        if (passes < 1 || lanes < 1 || memoryKib < 8 * lanes || memoryKib > MOST_MEMORY_KIB) {
            throw new IllegalArgumentException(
                    "expected Argon2 with m=8*p to " + MOST_MEMORY_KIB + ", t and p of 1 or more");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] hash = base64.decode(form.group(5));
        if (hash.length < 4) {
            throw new IllegalArgumentException("an Argon2 hash has 4 octets or more, got " + hash.length);
        }
        return new Argon2Password(memoryKib, passes, lanes, base64.decode(form.group(4)), hash);
    }

    @Override
    public PasswordScheme scheme() {
        return PasswordScheme.ARGON2ID;
    }

    @Override
    public boolean matches(String password) {
        return MessageDigest.isEqual(hash(password), hash);
    }

    @Override
    String data() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    @Override
    String cost() {
        return scheme().label() + memoryKib + "/" + passes + "/" + lanes + "/" + hash.length;
    }

    private byte[] hash(String password) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] result = new byte[hash.length];
        argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), result);
        return result;
    }
}
