package org.pop3j.conformance.fake;

import org.pop3j.codec.Command;

/** LANG of a fake session (RFC 6856): English only. */
final class FakeLanguages {
    private FakeLanguages() {}

    static Said answer(Command.Lang command) {
        if (command.range().isEmpty()) {
            return Said.octets("+OK languages\r\nen English\r\n.\r\n");
        }
        String range = command.range().get();
        return range.equals("*") || range.equalsIgnoreCase("en")
                ? Said.line("+OK en English")
                : Said.line("-ERR no such language");
    }
}
