package org.pop3j.client;

import java.net.IDN;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.pop3j.codec.PeerText;

/** Whether a certificate, believed already, belongs to the host that was asked for (R2595-10, RFC 7817 section 3). */
enum ServerIdentity implements Identity {
    /**
     * The host is a subjectAltName of the certificate: a dNSName, whose left-most label may be a whole {@code *}, or an
     * iPAddress if the host is an address. The common name does not count.
     */
    NAMED {
        @Override
        public void require(String host, SSLSession session) throws SSLPeerUnverifiedException {
            if (!(session.getPeerCertificates()[0] instanceof X509Certificate leaf)) {
                throw new SSLPeerUnverifiedException("expected an X.509 certificate");
            }
            requireValid(leaf);
            List<String> names = names(leaf, host);
            if (names.stream().noneMatch(name -> isNamed(host, name))) {
                throw new SSLPeerUnverifiedException("expected a certificate for " + PeerText.quote(host)
                        + ", the server's is for " + PeerText.quote(String.join(", ", names)));
            }
        }
    },
    /** The certificate itself is known, whatever stands in it. */
    KNOWN {
        @Override
        public void require(String host, SSLSession session) {}
    },
    /** Nothing matters. */
    ANY {
        @Override
        public void require(String host, SSLSession session) {}
    };

    /** The kinds of names in a subjectAltName (RFC 5280 section 4.2.1.6). */
    private static final Integer DNS_NAME = 2;

    private static final Integer IP_ADDRESS = 7;

    /** The JDK does not look at the dates of a certificate that is itself among those it was given to trust. */
    static void requireValid(X509Certificate leaf) throws SSLPeerUnverifiedException {
        try {
            leaf.checkValidity();
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new SSLPeerUnverifiedException(
                    "expected a certificate that is valid today, the server's is valid from " + leaf.getNotBefore()
                            + " to " + leaf.getNotAfter());
        }
    }

    private static List<String> names(X509Certificate certificate, String host) throws SSLPeerUnverifiedException {
        Integer kind = IpAddress.isLiteral(host) ? IP_ADDRESS : DNS_NAME;
        List<String> names = new ArrayList<>();
        for (List<?> name : alternativeNames(certificate)) {
            if (name.get(0).equals(kind)) {
                names.add((String) name.get(1));
            }
        }
        return names;
    }

    static Collection<List<?>> alternativeNames(X509Certificate certificate) throws SSLPeerUnverifiedException {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            throw new SSLPeerUnverifiedException(
                    "the names in the server's certificate are malformed: " + e.getMessage());
        }
    }

    static boolean isNamed(String host, String name) {
        if (IpAddress.isLiteral(host)) {
            return IpAddress.isLiteral(name) && IpAddress.of(host).equals(IpAddress.of(name));
        }
        String wanted = canonical(host);
        String given = name.toLowerCase(Locale.ROOT);
        if (!given.startsWith("*.")) {
            return wanted.equals(given);
        }
        int dot = wanted.indexOf('.');
        String parent = given.substring(1);
        return dot > 0 && parent.indexOf('.', 1) > 0 && wanted.substring(dot).equals(parent);
    }

    private static String canonical(String host) {
        String ascii = ascii(host).toLowerCase(Locale.ROOT);
        return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    }

    /** The name as the DNS has it (RFC 5890); one of ASCII stays as it is. */
    static String ascii(String host) {
        boolean isAscii = host.chars().allMatch(c -> c < 0x80);
        return isAscii ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    }
}
