package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A client certificate with its private key, shown to servers that ask for one; see {@link Trust#showing}. Immutable.
 *
 * <p>This module reads what the JDK reads: PKCS#12 files, and PEM files with an unencrypted PKCS#8 key ({@code BEGIN PRIVATE
 * KEY}). Other forms of keys are turned into one of the two by {@code openssl pkcs8 -topk8 -nocrypt} or {@code openssl pkcs12
 * -export}.
 */
public final class ClientCertificate {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final char[] NO_PASSWORD = {};
    private static final String ALIAS = "client";

    private final KeyManager[] managers;

    private ClientCertificate(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        this.managers = factory.getKeyManagers();
    }

    /**
     * Reads a PKCS#12 file.
     *
     * @param file the file, with one private key and its certificates
     * @param password of the file; not kept
     * @return the certificate
     * @throws IOException if the file cannot be read, the password is wrong, or no private key is in it
     */
    public static ClientCertificate pkcs12(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            requireKey(store, file);
            return new ClientCertificate(store, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the client certificate in " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads PEM files.
     *
     * @param certificates the client's certificate first, then those of the authorities between
     * @param key its private key, PKCS#8 and not encrypted; may be the same file
     * @return the certificate
     * @throws IOException if a file cannot be read, holds something else, or the key is that of another certificate
     */
    public static ClientCertificate pem(Path certificates, Path key) throws IOException {
        Certificate[] chain = TlsContexts.certificates(certificates).toArray(Certificate[]::new);
        if (chain.length == 0) {
            throw new IOException("expected a certificate in PEM form, found none in " + certificates);
        }
        try {
            PrivateKey privateKey = key(key);
            if (!KeyPairCheck.belongs(privateKey, chain[0].getPublicKey())) {
                throw new IOException("the key in " + key + " is not that of the certificate in " + certificates);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, privateKey, NO_PASSWORD, chain);
            return new ClientCertificate(store, NO_PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the client certificate in " + certificates + ": " + e.getMessage(), e);
        }
    }

    private static void requireKey(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return;
            }
        }
        throw new IOException("expected a private key with its certificate, found none in " + file);
    }

    private static PrivateKey key(Path file) throws IOException {
        Matcher key = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!key.find()) {
            throw new IOException("expected a private key in PEM form, found none in " + file);
        }
        if (!key.group(1).isEmpty()) {
            throw new IOException("expected an unencrypted PKCS#8 key (BEGIN PRIVATE KEY) in " + file + ", got BEGIN "
                    + key.group(1) + "PRIVATE KEY: turn it into one by openssl pkcs8 -topk8 -nocrypt");
        }
        return decoded(key.group(2), file);
    }

    private static PrivateKey decoded(String base64, Path file) throws IOException {
        try {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            for (String algorithm : ALGORITHMS) {
                Optional<PrivateKey> key = tried(algorithm, spec);
                if (key.isPresent()) {
                    return key.get();
                }
            }
            throw new IOException("expected a key of RSA, EC or EdDSA in " + file);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("expected a PKCS#8 key in " + file, e);
        }
    }

    private static Optional<PrivateKey> tried(String algorithm, PKCS8EncodedKeySpec spec)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException ofAnotherAlgorithm) {
            return Optional.empty();
        }
    }

    KeyManager[] managers() {
        return managers.clone();
    }
}
