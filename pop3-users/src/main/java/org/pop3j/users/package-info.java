/**
 * The users file (readable by Dovecot's passwd-file where schemes are shared), the hashes of RFC 7677 (SCRAM-SHA-256) and
 * RFC 9106 (Argon2id), and TLS material: PEM files and the self-signed certificate.
 *
 * <p>Start at {@link org.pop3j.users.UsersFile}, {@link org.pop3j.users.UsersFileAuthenticator} and {@link
 * org.pop3j.users.TlsFiles}.
 */
package org.pop3j.users;
