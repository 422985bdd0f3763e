/**
 * The POP3 wire language: RFC 1939 (commands, replies, listings, byte-stuffing), RFC 2449 (CAPA, response codes, line
 * limits), RFC 2595 (STLS), RFC 5034 (AUTH), RFC 6856 (UTF8, LANG), RFC 3206 (SYS and AUTH codes), RFC 2384 (POP URLs).
 *
 * <p>The rule of the package is D-1: strict when sending, tolerant when receiving. What is built here for sending
 * refuses octets that must not go on the wire; what is parsed here takes what real servers send. Start at {@link
 * org.pop3j.codec.Command}.
 *
 * <p>An <em>octet string</em> is a {@code String} whose characters are octets 0 to 255 (ISO-8859-1): the form in which
 * lines are read, because not every octet that arrives is text.
 *
 * <p>All values are immutable and safe for use by several threads; decoders and encoders belong to one thread.
 */
package org.pop3j.codec;
