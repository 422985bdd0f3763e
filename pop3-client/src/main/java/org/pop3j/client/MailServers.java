package org.pop3j.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.pop3j.codec.PeerText;

/**
 * Finds the POP3 servers of a mail domain by its SRV records (RFC 6186). To set up an account, not for each connection
 * (R6186-03): keep what was found, confirmed by the user where {@link Found#isInDomain()} says no. Immutable; the name server
 * is asked by the calling thread, 2 s and then 4 s long.
 */
public final class MailServers {
    private final SrvLookup lookup;
    private final Random random;

    MailServers(SrvLookup lookup, Random random) {
        this.lookup = lookup;
        this.random = random;
    }

    /**
     * Asks the name servers that the system is set up with.
     *
     * @return the way to ask them
     */
    public static MailServers system() {
        return new MailServers(new SrvLookup(List.of()), new Random());
    }

    /**
     * Asks certain name servers, one after the other.
     *
     * @param nameServers their addresses, at least one
     * @return the way to ask them
     */
    public static MailServers of(List<InetSocketAddress> nameServers) {
        if (nameServers.isEmpty()) {
            throw new IllegalArgumentException("expected at least one name server");
        }
        return new MailServers(new SrvLookup(nameServers), new Random());
    }

    /**
     * A server that a domain announces.
     *
     * @param domain the mail domain that was asked for
     * @param host the server
     * @param port its port
     * @param tls TLS for {@code _pop3s._tcp}, STLS for {@code _pop3._tcp}; never without (R8314-06)
     */
    public record Found(String domain, String host, int port, TlsMode tls) {
        /**
         * Whether the server lies within the domain that named it. If not, a person must confirm it, because whoever can
         * forge a DNS answer can name any server (R6186-03).
         *
         * @return whether the host is the domain or below it
         */
        public boolean isInDomain() {
            return host.equals(domain) || host.endsWith("." + domain);
        }

        /**
         * Describes a client for the server. Its certificate may be for the host or for the mail domain; if the host is not
         * in the domain, only one for the domain will do.
         *
         * @param trust which authorities to believe
         * @return a builder with host, port, TLS mode and trust set
         */
        public Pop3Client.Builder client(Trust trust) {
            return client().trust(isInDomain() ? trust.alsoNamed(domain) : trust.onlyNamed(domain));
        }

        /**
         * Describes a client for the server after a person has confirmed that its host is the right one.
         *
         * @param trust which authorities to believe
         * @return a builder with host, port, TLS mode and trust set
         */
        public Pop3Client.Builder confirmedClient(Trust trust) {
            return client().trust(trust.alsoNamed(domain));
        }

        private Pop3Client.Builder client() {
            return Pop3Client.builder(host).port(port).tls(tls);
        }
    }

    /**
     * Finds the servers of a domain, best first: TLS from the start before STLS, then by priority, then by chance according
     * to weight (RFC 2782).
     *
     * @param address a mail address, or its domain
     * @return the servers; none if the domain announces none, or says by a dot that it has none
     * @throws IOException if the name servers do not answer
     * @throws IllegalArgumentException if there is no domain in the address
     */
    public List<Found> find(String address) throws IOException {
        String domain = domain(address);
        List<Found> found = new ArrayList<>();
        for (Service service : Service.values()) {
            List<SrvLookup.Service> records = lookup.records(service.label + "._tcp." + domain);
            for (SrvLookup.Service record : SrvLookup.ordered(records, random)) {
                found.add(new Found(domain, record.host(), record.port(), service.tls));
            }
        }
        return found;
    }

    /**
     * The names to log in with, in the order in which RFC 6186 section 4 wants them tried: the whole address, then what
     * stands before the {@code @}. Each failed attempt counts against the account, so stop at the first success (R6186-02).
     *
     * @param address a mail address
     * @return two names, or one if there is no {@code @}
     */
    public static List<String> userNames(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? List.of(address) : List.of(address, address.substring(0, at));
    }

    private static String domain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        Optional<String> ascii = SrvLookup.asciiDomain(domain);
        return ascii.orElseThrow(() ->
                new IllegalArgumentException("expected a mail address or a domain, got " + PeerText.quote(address)));
    }

    /** The services of RFC 6186 section 3.3, the better first. */
    private enum Service {
        POP3S("_pop3s", TlsMode.TLS),
        POP3("_pop3", TlsMode.STLS_REQUIRED);

        private final String label;
        private final TlsMode tls;

        Service(String label, TlsMode tls) {
            this.label = label;
            this.tls = tls;
        }
    }
}
