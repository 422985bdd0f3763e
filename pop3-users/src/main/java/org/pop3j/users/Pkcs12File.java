package org.pop3j.users;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of a PKCS#12 file (RFC 7292), each with its chain. */
final class Pkcs12File {
    private Pkcs12File() {}

    static List<TlsIdentity> read(Path file, char[] passphrase) throws IOException, TlsFileException {
        byte[] octets = Files.readAllBytes(file);
        List<TlsIdentity> identities = new ArrayList<>();
        try (InputStream in = new ByteArrayInputStream(octets)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, passphrase);
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] certificates = store.getCertificateChain(alias);
                if (certificates != null && store.getKey(alias, passphrase) instanceof PrivateKey key) {
                    List<X509Certificate> chain = Arrays.stream(certificates)
                            .map(X509Certificate.class::cast)
                            .toList();
                    identities.add(new TlsIdentity(chain, key));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFileException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "cannot open " + file + ": the passphrase does not fit"
                            : "expected PKCS#12 in " + file + ", got something else",
                    e);
        }
        if (identities.isEmpty()) {
            throw new TlsFileException(
                    "expected a private key with its certificate in " + file + ", got a PKCS#12 file without one");
        }
        return identities;
    }
}
