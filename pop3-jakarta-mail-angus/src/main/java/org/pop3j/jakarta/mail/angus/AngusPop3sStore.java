package org.pop3j.jakarta.mail.angus;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.pop3j.jakarta.mail.Pop3sStore;

/** The store of protocol {@code pop3s}: {@link AngusPop3Store} with TLS from the first octet, as {@link Pop3sStore} has it. */
public class AngusPop3sStore extends AngusPop3Store {
    /**
     * Makes a store; {@link Session#getStore(String)} calls this.
     *
     * @param session the session, whose properties count
     * @param url protocol and perhaps host, port, user and password
     */
    public AngusPop3sStore(Session session, URLName url) {
        super(session, url, "pop3s", new Pop3sStore(session, url));
    }
}
