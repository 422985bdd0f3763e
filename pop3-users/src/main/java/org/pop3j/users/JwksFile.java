package org.pop3j.users;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/** The keys of an authorization server in a file (RFC 7517 section 5), read again when it changes. Safe for several threads. */
final class JwksFile implements JWKSource<SecurityContext> {
    private static final Logger LOG = System.getLogger(JwksFile.class.getName());

    private final Path file;
    private volatile Keys keys;

    private record Keys(JWKSet set, FileStamp stamp) {}

    JwksFile(Path file) throws IOException {
        this.file = file;
        this.keys = read();
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(current());
    }

    void reload() throws IOException {
        keys = read();
    }

    private JWKSet current() {
        try {
            if (!keys.stamp().equals(FileStamp.of(file))) {
                reload();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot read the keys in {0} again, going on with those read before: {1}", file, e);
        }
        return keys.set();
    }

    private Keys read() throws IOException {
        // Before the content: a write in between shows as a change at the next look.
        FileStamp stamp = FileStamp.of(file);
        try {
            JWKSet set = JWKSet.parse(Files.readString(file)).toPublicJWKSet();
            if (set.isEmpty()) {
                throw new IOException("expected a JSON Web Key Set with a public key in " + file + ", got none");
            }
            return new Keys(set, stamp);
        } catch (ParseException e) {
            throw new IOException("expected a JSON Web Key Set (RFC 7517) in " + file + ": " + e.getMessage(), e);
        }
    }
}
