package org.pop3j.client;

import java.util.List;
import org.pop3j.codec.PeerText;

/**
 * What an error says about a login.
 *
 * @param offered the SASL mechanisms that the server offers
 * @param tried the ways that were tried, in their order
 * @param namesWrongCredentials whether the server announces AUTH-RESP-CODE (R3206-03)
 */
record LoginRecord(List<String> offered, List<String> tried, boolean namesWrongCredentials) {
    LoginRecord {
        offered = List.copyOf(offered);
        tried = List.copyOf(tried);
    }

    String sentence() {
        StringBuilder sentence = new StringBuilder();
        if (!tried.isEmpty() && !tried.equals(List.of("USER"))) {
            sentence.append("; tried ").append(String.join(" ", tried));
        }
        if (!offered.isEmpty()) {
            sentence.append("; the server offers the SASL mechanisms ")
                    .append(PeerText.escape(String.join(" ", offered)));
        }
        return sentence.toString();
    }
}
