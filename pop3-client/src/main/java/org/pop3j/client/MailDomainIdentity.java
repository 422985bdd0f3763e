package org.pop3j.client;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.pop3j.codec.PeerText;

/** Whether a certificate belongs to a mail domain (RFC 7817 section 3): by a dNSName, or an SRV-ID (RFC 4985). */
final class MailDomainIdentity {
    private static final Integer OTHER_NAME = 0;
    private static final Integer DNS_NAME = 2;

    /** id-on-dnsSRV, 1.3.6.1.5.5.7.8.7, as DER. */
    private static final byte[] SRV_NAME = {6, 8, 0x2B, 6, 1, 5, 5, 7, 8, 7};

    private MailDomainIdentity() {}

    static void require(String domain, SSLSession session) throws SSLPeerUnverifiedException {
        if (!(session.getPeerCertificates()[0] instanceof X509Certificate leaf)) {
            throw new SSLPeerUnverifiedException("expected an X.509 certificate");
        }
        ServerIdentity.requireValid(leaf);
        List<String> names = new ArrayList<>();
        for (List<?> name : ServerIdentity.alternativeNames(leaf)) {
            if (name.get(0).equals(DNS_NAME)) {
                names.add((String) name.get(1));
            } else if (name.get(0).equals(OTHER_NAME) && name.get(1) instanceof byte[] der) {
                serviceDomain(der).ifPresent(names::add);
            }
        }
        if (names.stream().noneMatch(name -> ServerIdentity.isNamed(domain, name))) {
            throw new SSLPeerUnverifiedException("expected a certificate for the mail domain " + PeerText.quote(domain)
                    + ", the server's is for " + PeerText.quote(String.join(", ", names)));
        }
    }

    /** The domain of {@code _pop3s.domain} or {@code _pop3.domain} in an SRV-ID; empty if the name is of another kind. */
    static Optional<String> serviceDomain(byte[] otherName) {
        String der = new String(otherName, StandardCharsets.ISO_8859_1);
        int type = der.indexOf(new String(SRV_NAME, StandardCharsets.ISO_8859_1));
        int text = type < 0 ? -1 : der.indexOf('_', type + SRV_NAME.length);
        // Before the text stand the tag of an IA5String and its length, which must reach to the end.
        if (text < 2 || der.charAt(text - 2) != 0x16 || der.charAt(text - 1) != der.length() - text) {
            return Optional.empty();
        }
        String name = der.substring(text).toLowerCase(Locale.ROOT);
        for (String service : List.of("_pop3s.", "_pop3.")) {
            if (name.startsWith(service)) {
                return Optional.of(name.substring(service.length()));
            }
        }
        return Optional.empty();
    }
}
