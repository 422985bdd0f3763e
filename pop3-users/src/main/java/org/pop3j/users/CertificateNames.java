package org.pop3j.users;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** The names that stand in a certificate. */
final class CertificateNames {
    private static final int EMAIL = 1;
    private static final int DNS = 2;

    private CertificateNames() {}

    /** The host names that a server's certificate is for, in small letters; the common name where there is no other. */
    static List<String> hosts(X509Certificate certificate) {
        List<String> names = alternatives(certificate, DNS);
        List<String> all = names.isEmpty() ? commonName(certificate).stream().toList() : names;
        return all.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** The mail addresses among the alternative names. */
    static List<String> emails(X509Certificate certificate) {
        return alternatives(certificate, EMAIL);
    }

    /** The most specific common name of the subject. */
    static Optional<String> commonName(X509Certificate certificate) {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        return names.length == 0
                ? Optional.empty()
                : Optional.of(IETFUtils.valueToString(
                        names[names.length - 1].getFirst().getValue()));
    }

    /** Whether a name of a certificate is for a host: the same, or a wildcard for its whole left-most label (R2595-10). */
    static boolean isFor(String name, String host) {
        if (!name.startsWith("*.")) {
            return name.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && name.substring(1).equals(host.substring(dot));
    }

    private static List<String> alternatives(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(kind))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            // Names that cannot be read are for nobody.
            return List.of();
        }
    }
}
