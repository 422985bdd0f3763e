package org.pop3j.users;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A certificate that a server signs for itself, for whoever has none yet: P-256, ten years, made once and kept, so that
 * clients can pin its {@linkplain Fingerprint#sha256 fingerprint}.
 */
public final class SelfSigned {
    private static final String FILE_NAME = "self-signed.pem";
    private static final Duration LIFE = Duration.ofDays(3653);
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private SelfSigned() {}

    /**
     * Takes the certificate of a state folder, or makes it there: certificate and key in one PEM file of mode 0600. The
     * file is used again at the next start whatever names are then given; to get another one, remove the file.
     *
     * @param state the folder, made if there is none
     * @param hosts host names and addresses that the certificate is for, the first one as its subject
     * @return the TLS context of the file
     * @throws IOException if the file cannot be made or read
     * @throws TlsFileException if the file does not hold a certificate and its key
     */
    public static TlsFiles in(Path state, Collection<String> hosts) throws IOException, TlsFileException {
        Path file = file(state);
        if (!Files.exists(file)) {
            PrivateFile.createFolder(state);
            PrivateFile.createOnce(file, pem(hosts).getBytes(StandardCharsets.US_ASCII));
        }
        return TlsFiles.load(file, file);
    }

    /**
     * The file of a state folder that holds certificate and key.
     *
     * @param state the folder
     * @return the file, whether it exists or not
     */
    public static Path file(Path state) {
        return state.resolve(FILE_NAME);
    }

    private static String pem(Collection<String> hosts) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            StringWriter text = new StringWriter();
            try (PemWriter pem = new PemWriter(text)) {
                pem.writeObject(
                        new PemObject("CERTIFICATE", certificate(pair, hosts).getEncoded()));
                // PKCS#8: BouncyCastle writes an EC key of the JDK as SEC1 without its curve, which nobody can read.
                pem.writeObject(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
            }
            return text.toString();
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("every JDK has P-256 and SHA256withECDSA", e);
        }
    }

    private static X509CertificateHolder certificate(KeyPair pair, Collection<String> hosts)
            throws IOException, OperatorCreationException {
        Instant now = Instant.now();
        X500Name name = new X500Name("CN=" + Hosts.commonName(hosts.iterator().next()));
        return new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(1, Salts.random(16)),
                        Date.from(now.minus(CLOCKS_DIFFER)),
                        Date.from(now.plus(LIFE)),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                hosts.stream().map(Hosts::alternativeName).toArray(GeneralName[]::new)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    }
}
