package org.pop3j.users;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** A certificate chain with its private key, which belong together. Two are equal if they are one. */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA", "Ed25519", "EdDSA");

    static TlsIdentity read(Path certificate, Path key, Optional<char[]> passphrase)
            throws IOException, TlsFileException {
        TlsIdentity identity = new TlsIdentity(
                PemFile.read(certificate).certificates(), PemFile.read(key).privateKey(passphrase));
        if (!identity.belongsTogether()) {
            throw new TlsFileException("the certificate in " + certificate + " and the private key in " + key
                    + " do not belong together (the server's own certificate comes first in its file)");
        }
        return identity;
    }

    private boolean belongsTogether() throws TlsFileException {
        PublicKey publicKey = chain.get(0).getPublicKey();
        if (!SIGNATURES.containsKey(key.getAlgorithm())) {
            throw new TlsFileException(
                    "a private key of " + key.getAlgorithm() + " cannot serve TLS here: take RSA, EC" + " or Ed25519");
        }
        byte[] probe = Salts.random(32);
        try {
            Signature signer = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
            signer.initSign(key);
            signer.update(probe);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(probe);
            return signer.verify(signature);
        } catch (GeneralSecurityException keyOfAnotherKind) {
            // An RSA key with an EC certificate, say: verification refuses the public key.
            return false;
        }
    }

    /** The host names that the certificate is for, in small letters. */
    List<String> hosts() {
        return CertificateNames.hosts(chain.get(0));
    }

    static SSLContext context(List<TlsIdentity> identities, ClientTrust trust) throws TlsFileException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new IdentityChooser(identities)}, trust.managers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsFileException("the JDK does not take this certificate and key: " + e.getMessage(), e);
        }
    }
}
