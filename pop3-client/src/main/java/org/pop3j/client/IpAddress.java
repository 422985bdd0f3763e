package org.pop3j.client;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses in place of names; nothing here asks the DNS. */
final class IpAddress {
    private IpAddress() {}

    static boolean isLiteral(String host) {
        boolean v6 = host.indexOf(':') >= 0;
        boolean v4 = host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        return v6 || v4;
    }

    static InetAddress of(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }
}
