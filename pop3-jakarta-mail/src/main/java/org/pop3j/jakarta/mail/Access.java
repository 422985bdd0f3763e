package org.pop3j.jakarta.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3Session;

/**
 * How a store connects: by one client, or another where that fails, and whom it believes besides.
 *
 * @param clients those to try, in this order; one at least
 * @param login what logins are made of
 * @param verifier what the application wants to be asked about the server
 */
record Access(List<Pop3Client> clients, LoginSettings login, Optional<HostnameVerifier> verifier) {
    private static final System.Logger LOG = System.getLogger(Access.class.getPackageName());

    Access(Pop3Client client, LoginSettings login, Optional<HostnameVerifier> verifier) {
        this(List.of(client), login, verifier);
    }

    /** This access, and a client for when the others cannot connect. */
    Access orElse(Pop3Client fallback) {
        return new Access(Stream.concat(clients.stream(), Stream.of(fallback)).toList(), login, verifier);
    }

    /** Connects without logging in; the server is one to be believed. */
    Pop3Session connect(String host) throws Pop3Exception, UnverifiedException {
        Pop3Session session = connect();
        Optional<SSLSession> tls = session.tls();
        if (tls.isPresent() && verifier.isPresent() && !verifier.orElseThrow().verify(host, tls.orElseThrow())) {
            session.close();
            throw new UnverifiedException("the hostname verifier of the application refuses the server for " + host);
        }
        return session;
    }

    private Pop3Session connect() throws Pop3Exception {
        for (Pop3Client client : clients.subList(0, clients.size() - 1)) {
            try {
                return client.connect();
            } catch (Pop3BrokenException e) {
                LOG.log(System.Logger.Level.WARNING, "connecting without the socket factory, which failed", e);
            }
        }
        return clients.get(clients.size() - 1).connect();
    }

    /** The server is not the one that was asked for. */
    static final class UnverifiedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnverifiedException(String message) {
            super(message);
        }
    }

    /** The first client. */
    @Override
    public String toString() {
        return clients.get(0).toString();
    }
}
