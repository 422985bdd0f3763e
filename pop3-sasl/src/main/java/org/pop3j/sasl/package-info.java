/**
 * SASL mechanisms (RFC 4422) as POP3 uses them (RFC 5034): SCRAM (RFC 5802, RFC 7677) with channel binding (RFC 5929, RFC
 * 9266), PLAIN (RFC 4616), OAUTHBEARER (RFC 7628), EXTERNAL, CRAM-MD5 (RFC 2195), LOGIN, XOAUTH2; SASLprep (RFC 4013); the
 * digest of APOP (RFC 1939 section 7).
 *
 * <p>Start at {@link org.pop3j.sasl.SaslClients} for a client, at {@link org.pop3j.sasl.SaslServers} for a server, and at
 * {@link org.pop3j.sasl.ScramCredential} for what a server keeps of a password.
 *
 * <p>A mechanism belongs to one login and one thread. It throws {@link javax.security.sasl.AuthenticationException} where
 * credentials are wrong, and another {@link javax.security.sasl.SaslException} where the other side broke the rules of the
 * mechanism; after either it is over. Messages hold no secret and no octet of the other side. None offers a security layer
 * (R5034-17).
 */
package org.pop3j.sasl;
