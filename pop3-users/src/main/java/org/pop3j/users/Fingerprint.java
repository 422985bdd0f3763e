package org.pop3j.users;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The SHA-256 of a certificate, as people compare it and clients pin it. */
public final class Fingerprint {
    private static final HexFormat FORM = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprint() {}

    /**
     * The SHA-256 of the certificate's DER octets.
     *
     * @param certificate the certificate
     * @return 32 pairs of hexadecimal digits with colons between, as {@code openssl x509 -fingerprint} writes them
     */
    public static String sha256(X509Certificate certificate) {
        try {
            return FORM.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256, and a certificate that was read can be encoded", e);
        }
    }
}
