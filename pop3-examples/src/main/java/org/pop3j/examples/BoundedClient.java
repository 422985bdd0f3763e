package org.pop3j.examples;

import java.time.Duration;
import org.pop3j.client.ClientLimits;
import org.pop3j.client.Oversize;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.ProxyServer;
import org.pop3j.client.Timeouts;
import org.pop3j.client.Trust;
import org.pop3j.client.Utf8Mode;

/** Clients with bounds of their own, through a proxy, and in the language of their user. */
final class BoundedClient {
    private BoundedClient() {}

    static Pop3Client bounded(String host, int port, Trust trust) {
        // snippet: bounds
        Pop3Client client = Pop3Client.builder(host)
                .port(port)
                .trust(trust)
                .timeouts(Timeouts.DEFAULTS.withOperation(Duration.ofMinutes(5))) // one command with its whole answer
                .limits(ClientLimits.DEFAULTS
                        .withMinimumOctetsPerSecond(100) // who sends less while we wait is stuck
                        .withMessageOctets(50_000))
                .oversize(Oversize.SKIPPED) // tooLarge hears of larger messages, and the session goes on
                .utf8(Utf8Mode.IF_OFFERED)
                .build();
        // end
        return client;
    }

    static Pop3Client proxied(String host, String proxyHost, int proxyPort) {
        // snippet: proxy
        Pop3Client client = Pop3Client.builder(host)
                .proxy(ProxyServer.socks5(proxyHost, proxyPort)) // or ProxyServer.http, for CONNECT
                .build();
        // end
        return client;
    }

    static void speak(Pop3Session session, String language) throws Pop3Exception {
        // snippet: language
        if (session.capabilities().has("LANG")) {
            session.language(language); // of the texts for people in the server's replies
        }
        // end
    }
}
