package org.pop3j.cli;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.conformance.Deliverer;

/** A way to deliver as an option has it: {@code smtp://HOST:PORT/ADDRESS}, {@code lmtp://HOST:PORT/ADDRESS}, or a command. */
final class DeliverOption {
    private static final Pattern ADDRESS = Pattern.compile("(smtp|lmtp)://([^/]+)/(.+)");

    private DeliverOption() {}

    static Deliverer parse(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            return Deliverer.command(List.of("/bin/sh", "-c", text));
        }
        HostPort server = HostPort.parse(address.group(2));
        InetSocketAddress socket = new InetSocketAddress(server.host(), server.port());
        return address.group(1).equals("smtp")
                ? Deliverer.smtp(socket, address.group(3))
                : Deliverer.lmtp(socket, address.group(3));
    }
}
