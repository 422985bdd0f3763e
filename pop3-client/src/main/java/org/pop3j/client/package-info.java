/**
 * A POP3 client (RFC 1939) with CAPA and PIPELINING (RFC 2449), STLS (RFC 2595, RFC 8314) and UTF8 (RFC 6856).
 *
 * <pre>{@code
 * Pop3Client client = Pop3Client.builder("pop.example.com").build();
 * try (Pop3Session session = client.connect()) {
 *     session.logIn("mrose", "secret");
 *     for (ScanListing message : session.scanListings()) {
 *         session.retrieve(message.number(), sink);
 *     }
 *     session.quit();
 * }
 * }</pre>
 *
 * <p>Start at {@link org.pop3j.client.Pop3Client}. Closing a session without {@link org.pop3j.client.Pop3Session#quit()}
 * never deletes anything (R1939-27). Every wait is bounded (D-2). Text of the server in a message is escaped (S-27).
 */
package org.pop3j.client;
