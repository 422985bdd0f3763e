package org.pop3j.sasl;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
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

    private static final String PSS = "RSASSA-PSS";

    private CertificateHash() {}

    static Optional<byte[]> of(X509Certificate certificate) {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (signature.equals(PSS)) {
            return pssHash(certificate).flatMap(hash -> digest(certificate, notWeak(hash)));
        }
        Matcher hashWithKey = HASH_WITH_KEY.matcher(signature);
        return hashWithKey.matches() ? digest(certificate, notWeak(hashWithKey.group(1))) : Optional.empty();
    }

    /** The one signature whose name does not tell its hash. */
    private static Optional<String> pssHash(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
            parameters.init(certificate.getSigAlgParams());
            return Optional.of(
                    parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        } catch (IOException | GeneralSecurityException undefined) {
            return Optional.empty();
        }
    }

    /** In the spelling of {@link MessageDigest}: signatures say SHA256, others SHA-256. */
    private static String notWeak(String hash) {
        String name = hash.replaceFirst("^SHA(?=\\d)", "SHA-");
        return name.equals("MD5") || name.equals("SHA-1") ? "SHA-256" : name;
    }

    private static Optional<byte[]> digest(X509Certificate certificate, String hashName) {
        try {
            return Optional.of(MessageDigest.getInstance(hashName).digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException undefined) {
            return Optional.empty();
        }
    }
}
