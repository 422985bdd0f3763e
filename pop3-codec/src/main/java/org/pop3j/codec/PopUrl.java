package org.pop3j.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A POP URL (RFC 2384): {@code pop://[user[;AUTH=mechanism]]@host[:port]}. The schemes {@code pop3} and {@code pop3s} are
 * taken too; {@code pop3s} is TLS from the start. There is no password, no path and no relative form.
 *
 * @param scheme the scheme
 * @param user the user name, percent-decoded and checked as in {@link Command.User}
 * @param mechanism the SASL mechanism in upper case, or {@code +APOP}; empty for any ({@code ;AUTH=*} or nothing)
 * @param host the host name or address; an IPv6 address without brackets
 * @param port the port, 1 to 65535
 */
public record PopUrl(Scheme scheme, Optional<String> user, Optional<String> mechanism, String host, int port) {
    private static final String APOP = "+APOP";

    /** A host name or an IPv4 address; the resolver knows more. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");

    /** The schemes that name a POP3 server. */
    public enum Scheme {
        /** RFC 2384: port 110. */
        POP(110),
        /** The same under the name that most programs use. */
        POP3(110),
        /** TLS from the start: port 995 (RFC 8314). */
        POP3S(995);

        private final int defaultPort;

        Scheme(int defaultPort) {
            this.defaultPort = defaultPort;
        }

        /**
         * The port where the URL names none.
         *
         * @return 110 or 995
         */
        public int defaultPort() {
            return defaultPort;
        }
    }

    /**
     * Checks the parts, and turns the mechanism into upper case.
     *
     * @throws IllegalArgumentException if a part is not what its description says
     */
    public PopUrl {
        user.ifPresent(name -> Arguments.requireWord(name, "a user name"));
        mechanism = mechanism.map(PopUrl::requireMechanism);
        if (!NAME.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException("expected a host name or an address, got " + PeerText.quote(host));
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("expected a port of 1 to 65535, got " + port);
        }
    }

    /**
     * Reads a POP URL.
     *
     * @param url the URL
     * @return its parts
     * @throws SyntaxException if it is none, holds a password or a path, or decodes to octets that must not be in a
     *     command (R2384-01)
     */
    public static PopUrl parse(String url) throws SyntaxException {
        int end = url.indexOf("://");
        Scheme scheme = scheme(end < 0 ? "" : url.substring(0, end));
        String rest = url.substring(end + 3);
        if (rest.indexOf('/') >= 0 || rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
            throw new SyntaxException("a POP URL ends after host and port; it has no path");
        }
        int at = rest.lastIndexOf('@');
        String login = at < 0 ? "" : rest.substring(0, at);
        if (login.indexOf(':') >= 0) {
            throw new SyntaxException("a POP URL holds no password: write user@host");
        }
        String host = rest.substring(at + 1);
        int portColon = portColon(host);
        int port = portColon < 0 ? scheme.defaultPort() : Digits.parseInt(host.substring(portColon + 1), "a port");
        String name = withoutBrackets(portColon < 0 ? host : host.substring(0, portColon));
        try {
            return new PopUrl(scheme, user(login), mechanism(login), name, port);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException(e.getMessage());
        }
    }

    private static Scheme scheme(String name) throws SyntaxException {
        for (Scheme scheme : Scheme.values()) {
            if (scheme.name().equals(Ascii.upperCase(name))) {
                return scheme;
            }
        }
        throw new SyntaxException("expected a URL that begins with pop3s://, pop3:// or pop://");
    }

    private static Optional<String> user(String login) throws SyntaxException {
        int semicolon = login.indexOf(';');
        String name = decode(semicolon < 0 ? login : login.substring(0, semicolon));
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private static Optional<String> mechanism(String login) throws SyntaxException {
        int semicolon = login.indexOf(';');
        if (semicolon < 0) {
            return Optional.empty();
        }
        String parameter = login.substring(semicolon + 1);
        if (!parameter.regionMatches(true, 0, "AUTH=", 0, 5) || semicolon == 0) {
            throw new SyntaxException("expected user;AUTH=mechanism, got " + PeerText.quote(login));
        }
        String name = decode(parameter.substring(5));
        return name.equals("*") ? Optional.empty() : Optional.of(name);
    }

    private static String requireMechanism(String name) {
        return Ascii.upperCase(name).equals(APOP) ? APOP : Arguments.requireMechanism(name);
    }

    /** The colon before the port: none inside the brackets of an IPv6 address counts. */
    private static int portColon(String host) {
        if (!host.startsWith("[")) {
            return host.indexOf(':');
        }
        int bracket = host.indexOf(']');
        return bracket < 0 ? -1 : host.indexOf(':', bracket);
    }

    /** Brackets are around IPv6 addresses only; elsewhere they stay and make the host illegal. */
    private static String withoutBrackets(String host) {
        boolean isIpv6 = host.startsWith("[") && host.endsWith("]") && host.indexOf(':') > 0;
        return isIpv6 ? host.substring(1, host.length() - 1) : host;
    }

    private static String decode(String text) throws SyntaxException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7E || c < 0x21) {
                throw new SyntaxException("a URL has printable ASCII only, got " + PeerText.quote(text));
            }
            if (c == '%') {
                octets.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else {
                octets.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SyntaxException("the percent escapes are not UTF-8: " + PeerText.quote(text));
        }
    }

    private static int hex(String text, int index) throws SyntaxException {
        char c = index < text.length() ? text.charAt(index) : ' ';
        int digit = Character.digit(c, 16);
        if (digit < 0 || c > 0x7E) {
            throw new SyntaxException("expected two hexadecimal digits after %, got " + PeerText.quote(text));
        }
        return digit;
    }
}
