package org.pop3j.codec;

/**
 * A line that a client receives inside an AUTH exchange, read by D-4: a challenge, success or failure. Anything that is
 * none of the three is refused, never taken for success.
 */
public sealed interface AuthReply {
    /**
     * The server accepted the client.
     *
     * @param reply the status line
     */
    record Success(ReceivedReply reply) implements AuthReply {}

    /**
     * The server refused the client; the exchange is over.
     *
     * @param reply the status line
     */
    record Failure(ReceivedReply reply) implements AuthReply {}

    /** The server wants a response. */
    final class Challenge implements AuthReply {
        private final byte[] octets;

        private Challenge(byte[] octets) {
            this.octets = octets;
        }

        /**
         * The challenge, decoded.
         *
         * @return a copy of the octets, perhaps none
         */
        public byte[] octets() {
            return octets.clone();
        }

        /** Only the length: a challenge may hold a secret. */
        @Override
        public String toString() {
            return "Challenge of " + octets.length + " octets";
        }
    }

    /**
     * Reads one line of the exchange.
     *
     * @param line an octet string without CRLF
     * @param expectsChallenge whether the mechanism still expects data; only then is a plus sign with base64 right
     *     behind it a challenge (the form of MS-POP3)
     * @return what the server said
     * @throws SyntaxException if the line begins with a plus sign and is neither success nor a challenge
     */
    static AuthReply parse(String line, boolean expectsChallenge) throws SyntaxException {
        if (!line.startsWith("+")) {
            return new Failure(ReceivedReply.parse(line));
        }
        if (isSuccess(line)) {
            return new Success(ReceivedReply.parse(line));
        }
        boolean isSpaced = line.length() == 1 || Fields.isBlank(line.charAt(1));
        if (isSpaced || expectsChallenge) {
            return new Challenge(StrictBase64.decode(line.substring(Fields.skipBlanks(line, 1))));
        }
        throw new SyntaxException("expected \"+OK\", \"-ERR\" or a challenge, got " + PeerText.quote(line));
    }

    private static boolean isSuccess(String line) {
        return line.regionMatches(true, 0, "+OK", 0, 3) && (line.length() == 3 || " \t[".indexOf(line.charAt(3)) >= 0);
    }
}
