package org.pop3j.client;

import java.io.IOException;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.pop3j.codec.PeerText;

/** Asks the DNS for SRV records (RFC 2782) by the JDK's own client. */
record SrvLookup(List<InetSocketAddress> nameServers) {
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9_-]{1,63}\\.)+[a-z0-9-]{1,63}");
    private static final String FIRST_WAIT_MILLISECONDS = "2000";
    private static final String TRIES = "2";

    /** One SRV record. */
    record Service(int priority, int weight, int port, String host) {}

    SrvLookup {
        nameServers = List.copyOf(nameServers);
    }

    /** The records of a name; none if the name does not exist, or its target is a dot: "no such service here". */
    List<Service> records(String name) throws IOException {
        try {
            DirContext dns = new InitialDirContext(environment());
            try {
                Attribute srv = dns.getAttributes(name, new String[] {"SRV"}).get("SRV");
                return srv == null ? List.of() : services(srv.getAll());
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException noneAnnounced) {
            return List.of();
        } catch (NamingException e) {
            throw new IOException("cannot look up " + PeerText.quote(name) + ": " + e.getMessage(), e);
        }
    }

    private Hashtable<String, String> environment() {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_WAIT_MILLISECONDS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        List<String> urls = nameServers.stream()
                .map(s -> "dns://" + s.getAddress().getHostAddress() + ":" + s.getPort() + "/")
                .toList();
        environment.put(Context.PROVIDER_URL, urls.isEmpty() ? "dns:" : String.join(" ", urls));
        return environment;
    }

    private static List<Service> services(NamingEnumeration<?> records) throws NamingException, IOException {
        List<Service> services = new ArrayList<>();
        while (records.hasMore()) {
            Service service = parse(String.valueOf(records.next()));
            if (!service.host().isEmpty()) {
                services.add(service);
            }
        }
        return services;
    }

    /** {@code priority weight port target.} */
    static Service parse(String record) throws IOException {
        String[] fields = record.split(" ");
        if (fields.length != 4 || !(fields[0] + fields[1] + fields[2]).matches("[0-9]{3,15}")) {
            throw new IOException("expected an SRV record, got " + PeerText.quote(record));
        }
        String target = fields[3].toLowerCase(Locale.ROOT);
        String host = target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
        if (!host.isEmpty() && asciiDomain(host).isEmpty()) {
            throw new IOException("expected a host in an SRV record, got " + PeerText.quote(target));
        }
        return new Service(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), host);
    }

    /** Lowest priority first; among equals each by chance, as often as its weight says (RFC 2782). */
    static List<Service> ordered(List<Service> services, Random random) {
        List<Service> left = new ArrayList<>(services);
        left.sort(Comparator.comparingInt(Service::priority).thenComparingInt(Service::weight));
        List<Service> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int priority = left.get(0).priority();
            List<Service> equals =
                    left.stream().filter(s -> s.priority() == priority).toList();
            Service chosen = chosen(equals, random);
            ordered.add(chosen);
            left.remove(chosen);
        }
        return ordered;
    }

    private static Service chosen(List<Service> equals, Random random) {
        int ticket = random.nextInt(equals.stream().mapToInt(Service::weight).sum() + 1);
        int at = 0;
        while (ticket > equals.get(at).weight()) {
            ticket -= equals.get(at).weight();
            at++;
        }
        return equals.get(at);
    }

    /** The form that the DNS knows; empty if the text is no domain. */
    static Optional<String> asciiDomain(String text) {
        try {
            return Optional.of(IDN.toASCII(text).toLowerCase(Locale.ROOT))
                    .filter(d -> DOMAIN.matcher(d).matches());
        } catch (IllegalArgumentException notInternational) {
            return Optional.empty();
        }
    }
}
