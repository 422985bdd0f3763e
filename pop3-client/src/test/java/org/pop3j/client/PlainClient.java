package org.pop3j.client;

/** Clients of servers on this machine that have no TLS. */
final class PlainClient {
    private PlainClient() {}

    static Pop3Client.Builder of(int port) {
        return Pop3Client.builder("localhost").port(port).tls(TlsMode.NONE).plaintextLogin(PlaintextLogin.ALLOWED);
    }
}
