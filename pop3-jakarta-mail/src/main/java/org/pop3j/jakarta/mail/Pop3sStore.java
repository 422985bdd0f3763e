package org.pop3j.jakarta.mail;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/**
 * The store of protocol {@code pop3s}: {@link Pop3Store} with TLS from the first octet (RFC 8314 section 3.1) on port 995,
 * certificate and host name checked. Its properties begin with {@code mail.pop3s.}. Safe for use by several threads.
 */
public class Pop3sStore extends Pop3Store {
    /**
     * Makes a store; {@link Session#getStore(String)} calls this.
     *
     * @param session the session, whose properties count
     * @param url protocol and perhaps host, port, user and password
     */
    public Pop3sStore(Session session, URLName url) {
        super(session, url, ImplicitTls.FROM_THE_START);
    }
}
