package org.pop3j.client;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Whether a certificate, believed already, belongs to the server that was meant. */
@FunctionalInterface
interface Identity {
    void require(String host, SSLSession session) throws SSLPeerUnverifiedException;
}
