/**
 * The POP3 server of RFC 1939 with RFC 2449 (CAPA), RFC 2595 (STLS), RFC 8314 (TLS) and RFC 3206 (response codes).
 *
 * <p>Start at {@link org.pop3j.server.Pop3Server}. To follow a command: {@code Session} reads it, {@code
 * AuthorizationState} or {@code TransactionState} performs it, {@code Answer} is written to {@code Outbox}.
 */
package org.pop3j.server;
