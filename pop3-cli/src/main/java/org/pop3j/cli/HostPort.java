package org.pop3j.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.codec.PeerText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An address as options have it: {@code HOST:PORT}, an IPv6 address in brackets.
 *
 * @param host the host without brackets
 * @param port 0 to 65535; 0 is any free one
 */
record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^\\[\\]:\\s]+)):([0-9]{1,5})");
    private static final int LARGEST_PORT = 65_535;

    static HostPort parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > LARGEST_PORT) {
            throw new TypeConversionException(
                    "expected HOST:PORT such as 127.0.0.1:1110 or [::1]:0, got " + PeerText.quote(text));
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new HostPort(host, Integer.parseInt(form.group(3)));
    }

    /** As ready lines and messages show it. */
    static String shown(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    InetSocketAddress resolved() throws Failure {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw Failure.failed("cannot listen on " + this, e);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String value) {
            return parse(value);
        }
    }
}
