package org.pop3j.users;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** The objects of one PEM file: certificates, and keys in the forms PKCS#8, PKCS#1, SEC1, each also encrypted. */
final class PemFile {
    private final Path file;
    private final List<Object> objects;

    private PemFile(Path file, List<Object> objects) {
        this.file = file;
        this.objects = objects;
    }

    static PemFile read(Path file) throws IOException, TlsFileException {
        List<Object> objects = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file, StandardCharsets.ISO_8859_1)))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                objects.add(next);
            }
        } catch (IOException e) {
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                throw new TlsFileException("expected PEM in " + file + ", got a block that is damaged", e);
            }
            throw e;
        }
        return new PemFile(file, objects);
    }

    List<X509Certificate> certificates() throws TlsFileException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> chain = new ArrayList<>();
        for (Object object : objects) {
            if (object instanceof X509CertificateHolder holder) {
                try {
                    chain.add(converter.getCertificate(holder));
                } catch (CertificateException e) {
                    throw new TlsFileException("cannot read a certificate in " + file, e);
                }
            }
        }
        if (chain.isEmpty()) {
            throw new TlsFileException("expected a PEM certificate in " + file + ", got " + found());
        }
        return chain;
    }

    PrivateKey privateKey(Optional<char[]> passphrase) throws TlsFileException {
        for (Object object : objects) {
            Optional<PrivateKeyInfo> key = keyIn(object, passphrase);
            if (key.isPresent()) {
                try {
                    return new JcaPEMKeyConverter().getPrivateKey(key.get());
                } catch (IOException e) {
                    throw new TlsFileException(
                            "cannot use the private key in " + file + ": take RSA, EC or Ed25519", e);
                }
            }
        }
        throw new TlsFileException("expected a PEM private key in " + file + ", got " + found());
    }

    private Optional<PrivateKeyInfo> keyIn(Object object, Optional<char[]> passphrase) throws TlsFileException {
        if (object instanceof PrivateKeyInfo info) {
            return Optional.of(info);
        } else if (object instanceof PEMKeyPair pair) {
            return Optional.of(pair.getPrivateKeyInfo());
        } else if (object instanceof PKCS8EncryptedPrivateKeyInfo || object instanceof PEMEncryptedKeyPair) {
            return Optional.of(decrypted(
                    object,
                    passphrase.orElseThrow(() -> new TlsFileException("the private key in " + file
                            + " is encrypted and no passphrase is given; to remove it: openssl"
                            + " pkey -in FILE -out NEWFILE"))));
        }
        return Optional.empty();
    }

    private PrivateKeyInfo decrypted(Object encrypted, char[] passphrase) throws TlsFileException {
        // An instance of the provider does it: nothing is registered in the JVM.
        BouncyCastleProvider provider = new BouncyCastleProvider();
        try {
            if (encrypted instanceof PKCS8EncryptedPrivateKeyInfo pkcs8) {
                return pkcs8.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(provider)
                        .build(passphrase));
            }
            return ((PEMEncryptedKeyPair) encrypted)
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                            .setProvider(provider)
                            .build(passphrase))
                    .getPrivateKeyInfo();
        } catch (IOException | PKCSException | OperatorCreationException e) {
            throw new TlsFileException(
                    "cannot decrypt the private key in " + file + ": the passphrase does not fit", e);
        }
    }

    private String found() {
        return objects.isEmpty()
                ? "no PEM block (it begins with -----BEGIN)"
                : objects.stream().map(PemFile::kind).distinct().collect(Collectors.joining(" and "));
    }

    private static String kind(Object object) {
        if (object instanceof X509CertificateHolder) {
            return "a certificate";
        } else if (object instanceof SubjectPublicKeyInfo) {
            return "a public key";
        } else if (object instanceof PrivateKeyInfo
                || object instanceof PEMKeyPair
                || object instanceof PKCS8EncryptedPrivateKeyInfo
                || object instanceof PEMEncryptedKeyPair) {
            return "a private key";
        }
        return "a PEM block of another kind";
    }
}
