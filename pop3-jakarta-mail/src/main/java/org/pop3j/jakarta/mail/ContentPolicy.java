package org.pop3j.jakarta.mail;

import org.pop3j.jakarta.mail.KeptContent.How;

/**
 * What is done with the messages of an opened folder.
 *
 * @param keeper where they are kept
 * @param how how long those that were asked for
 * @param headers which header a message has once it is there whole
 * @param source where headers come from before that
 * @param readAhead what is retrieved before it is asked for
 * @param uniqueIds what names them in other sessions
 */
record ContentPolicy(
        ContentKeeper keeper, How how, Headers headers, HeaderSource source, ReadAhead readAhead, UniqueIds uniqueIds) {
    /** Servers may show another header by TOP than by RETR. */
    enum Headers {
        /** The first that came, so that a message does not change. */
        FIRST_SEEN,
        OF_RETR
    }
}
