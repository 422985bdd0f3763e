package org.pop3j.sasl;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data of {@code tls-server-end-point} (R5929-01): the certificate, hashed by the hash of its signature, by SHA-256
 * where that is MD5 or SHA-1. Undefined, hence empty, for signatures that name no hash or several.
 */
final class CertificateHash {
    /** For example {@code SHA256withRSA}, {@code SHA3-256withECDSA}. */
    private static final Pattern HASH_WITH_KEY = Pattern.compile("(MD5|SHA1|SHA3-\\d+|SHA\\d+)WITH.*");

    private CertificateHash() {}

    static Optional<byte[]> of(X509Certificate certificate) {
        Matcher signature = HASH_WITH_KEY.matcher(certificate.getSigAlgName().toUpperCase(Locale.ROOT));
        return signature.matches() ? digest(certificate, hashName(signature.group(1))) : Optional.empty();
    }

    private static String hashName(String ofSignature) {
        if (ofSignature.equals("MD5") || ofSignature.equals("SHA1")) {
            return "SHA-256";
        }
        return ofSignature.startsWith("SHA3-") ? ofSignature : "SHA-" + ofSignature.substring("SHA".length());
    }

    private static Optional<byte[]> digest(X509Certificate certificate, String hashName) {
        try {
            return Optional.of(MessageDigest.getInstance(hashName).digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException undefined) {
            return Optional.empty();
        }
    }
}
