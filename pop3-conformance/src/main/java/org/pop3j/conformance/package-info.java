/**
 * Tests of the wire as text that could stand in an RFC (lines of {@code C:} and {@code S:}), for RFC 1939, RFC 2449
 * (pipelining) and RFC 2595 (STLS).
 *
 * <p>Start at {@link org.pop3j.conformance.Dialogue}, which has the grammar. To follow a playing: {@code DialogueParser}
 * makes {@code Step}s, {@code Playing} performs them over a {@link org.pop3j.conformance.Wire} and {@code Expecting} judges
 * what comes, {@code Transcript} keeps what a failure shows.
 *
 * <p>An <em>octet string</em> is a {@code String} whose characters are octets 0 to 255 (ISO-8859-1).
 */
package org.pop3j.conformance;
