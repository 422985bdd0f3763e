package org.pop3j.conformance.fake;

/** CAPA of a fake session: the same in both states, but for STLS. */
final class FakeCapabilities {
    private FakeCapabilities() {}

    static Said of(FakeSession session) {
        boolean stls = session.offersStls() && !session.isInTransaction();
        if (session.setting().offer() != FakeSession.Offer.EVERYTHING) {
            return Said.octets("+OK capabilities\r\nTOP\r\nUIDL\r\nUSER\r\n"
                    + session.setting().offer().sasl() + (stls ? "STLS\r\n" : "") + ".\r\n");
        }
        String lines = String.join(
                "\r\n",
                "+OK capabilities",
                "TOP",
                "UIDL",
                "USER",
                "SASL " + FakeExchange.NAMES,
                "RESP-CODES",
                "AUTH-RESP-CODE",
                "PIPELINING",
                "LOGIN-DELAY 0",
                "EXPIRE NEVER",
                "UTF8",
                "LANG");
        return Said.octets(lines + (stls ? "\r\nSTLS" : "") + "\r\n.\r\n");
    }
}
