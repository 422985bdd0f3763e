package org.pop3j.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How access tokens are got, as a configuration file says it. */
enum OAuthGrant {
    /** A person signs in on another device. */
    DEVICE_CODE,
    /** The application is the user. */
    CLIENT_CREDENTIALS,
    /** Somebody has signed in elsewhere. */
    REFRESH_TOKEN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static OAuthGrant of(String text) {
        return Arrays.stream(values())
                .filter(grant -> grant.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + Arrays.stream(values()).map(OAuthGrant::toString).collect(Collectors.joining(", "))
                        + ", got " + PeerText.quote(text)));
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<OAuthGrant> {
        @Override
        public OAuthGrant convert(String text) {
            return of(text);
        }
    }
}
