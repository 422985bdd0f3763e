package org.pop3j.jakarta.mail;

import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.Capabilities;
import org.pop3j.codec.Capability;

/** Where the header of a message comes from. */
enum HeaderSource {
    /** TOP where the server announces it, or says nothing about what it can do; PIPELINING may be assumed by a property. */
    TOP {
        @Override
        boolean isTop(Pop3Session session) throws Pop3Exception {
            Capabilities announced = session.capabilities();
            boolean isSilent = announced.all().stream().map(Capability::tag).allMatch("PIPELINING"::equals);
            return isSilent || announced.has("TOP");
        }
    },
    /** RETR, with the whole message. */
    RETR {
        @Override
        boolean isTop(Pop3Session session) {
            return false;
        }
    };

    /** Whether to ask for headers by TOP. */
    abstract boolean isTop(Pop3Session session) throws Pop3Exception;
}
