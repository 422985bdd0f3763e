package org.pop3j.users;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** {@code $2y$cost$salt+hash}: bcrypt as OpenBSD's crypt(3) writes it; Dovecot calls the scheme BLF-CRYPT. */
final class BcryptPassword extends StoredPassword {
    /** Each more doubles the work. */
    private static final int COST = 11;

    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 16;
    private static final int SALT_OCTETS = 16;

    /** What lies behind the 72nd octet bcrypt does not look at. */
    private static final int LONGEST_PASSWORD = 72;

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

    private final String crypt;
    private final int rounds;

    private BcryptPassword(String crypt, int rounds) {
        this.crypt = crypt;
        this.rounds = rounds;
    }

    static BcryptPassword of(String password) {
        byte[] octets = password.getBytes(StandardCharsets.UTF_8);
        if (octets.length > LONGEST_PASSWORD) {
            throw new IllegalArgumentException("a {BLF-CRYPT} password has at most " + LONGEST_PASSWORD
                    + " octets, got " + octets.length + ": bcrypt would not look at the rest; take another scheme");
        }
        return new BcryptPassword(OpenBSDBCrypt.generate("2y", octets, Salts.random(SALT_OCTETS), COST), COST);
    }

    static BcryptPassword parse(String data) {
        Matcher form = FORM.matcher(data);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected {BLF-CRYPT}$2y$COST$ and 53 letters of salt and hash");
        }
        int cost = Integer.parseInt(form.group(1));
        if (cost < LEAST_COST || cost > MOST_COST) {
            throw new IllegalArgumentException("expected bcrypt with a cost of " + LEAST_COST + " to " + MOST_COST);
        }
        return new BcryptPassword(data, cost);
    }

    @Override
    public PasswordScheme scheme() {
        return PasswordScheme.BLF_CRYPT;
    }

    @Override
    public boolean matches(String password) {
        return OpenBSDBCrypt.checkPassword(crypt, password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    String data() {
        return crypt;
    }

    @Override
    String cost() {
        return scheme().label() + rounds;
    }
}
