/**
 * Maildrops in Maildirs: listing, opening, removal, delivery and the exclusive-access lock, safe beside other programs that
 * deliver to the same Maildir or move its messages (RFC 1939 sections 4, 6 and 7; maildir(5)).
 *
 * <p>Start at {@link org.pop3j.store.maildir.MaildirStore}. Inside, {@code Maildir} is an opened folder, {@code Scan} lists
 * it, {@code OpenMaildir} is the session's snapshot, {@code Removal} and {@code Delivery} change it.
 */
package org.pop3j.store.maildir;
