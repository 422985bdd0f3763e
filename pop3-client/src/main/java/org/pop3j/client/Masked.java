package org.pop3j.client;

import org.pop3j.codec.Command;
import org.pop3j.codec.PeerText;

/** Command lines as they may be shown (S-26). */
final class Masked {
    private Masked() {}

    static String line(Command command) {
        return switch (command.keyword()) {
            case PASS, APOP, AUTH -> PeerText.escape(command.toString());
            case USER, STLS, UTF8, LANG, CAPA, STAT, LIST, RETR, DELE, NOOP, RSET, TOP, UIDL, QUIT ->
                PeerText.escape(command.line());
        };
    }
}
