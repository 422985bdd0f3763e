package org.pop3j.jakarta.mail;

import jakarta.mail.internet.InternetHeaders;

/**
 * The header of a message.
 *
 * @param lines the header lines
 * @param octets how many octets it has, the blank line included
 */
record Head(InternetHeaders lines, long octets) {}
