package org.pop3j.users;

import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;
import org.pop3j.codec.PeerText;

/** Host names and addresses as they stand in a certificate. */
final class Hosts {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_*]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?");
    private static final int LONGEST_COMMON_NAME = 64;

    private Hosts() {}

    static GeneralName alternativeName(String host) {
        if (IPAddress.isValid(host)) {
            return new GeneralName(GeneralName.iPAddress, host);
        }
        return new GeneralName(GeneralName.dNSName, requireName(host));
    }

    /** The subject may have 64 characters; who checks names reads the alternative names. */
    static String commonName(String host) {
        String name = IPAddress.isValid(host) ? host : requireName(host);
        return name.length() > LONGEST_COMMON_NAME ? "pop3j" : name;
    }

    private static String requireName(String host) {
        if (!NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("expected a host name or an address, got " + PeerText.quote(host));
        }
        return host;
    }
}
