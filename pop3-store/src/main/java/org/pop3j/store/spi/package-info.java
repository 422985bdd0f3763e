/**
 * What a store implements so that a server can serve its maildrops: RFC 1939 section 4 (exclusive-access lock, snapshot),
 * section 6 (removal) and section 7 (unique-ids).
 *
 * <p>Start at {@link org.pop3j.store.spi.MaildropStore}. The interfaces are shaped so that a Maildir, a table, an object
 * store or a remote POP3 server can stand behind them. Methods may block on I/O; who calls them decides on which thread.
 */
package org.pop3j.store.spi;
