package org.pop3j.sasl;

import javax.security.sasl.SaslException;

/** A {@code saslname}: commas and equals signs escaped (RFC 5802 section 5.1, R5802-01). */
final class ScramName {
    private ScramName() {}

    static String escape(String name) {
        return name.replace("=", "=3D").replace(",", "=2C");
    }

    static String unescape(String escaped) throws SaslException {
        String left = escaped.replace("=2C", "").replace("=3D", "");
        if (left.indexOf('=') >= 0) {
            throw new SaslException("expected =2C or =3D, got another equals sign in a name");
        }
        return escaped.replace("=2C", ",").replace("=3D", "=");
    }
}
