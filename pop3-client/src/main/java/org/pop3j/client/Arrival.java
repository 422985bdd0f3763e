package org.pop3j.client;

import java.util.Optional;
import java.util.OptionalLong;
import org.pop3j.codec.Command;
import org.pop3j.codec.MessageNumber;

/**
 * What is known of a content before it comes.
 *
 * @param number the message, if it is one
 * @param expectedOctets what LIST says
 * @param limitOctets the most octets to take
 * @param oversize what to do with more
 * @param progress hears of each piece
 * @param endsHeader whether an empty line is added where the header has no end
 */
record Arrival(
        Optional<MessageNumber> number,
        OptionalLong expectedOctets,
        long limitOctets,
        Oversize oversize,
        TransferProgress progress,
        boolean endsHeader) {
    static Arrival of(Command command, OptionalLong listed, Settings settings) {
        Conduct conduct = settings.conduct();
        if (command instanceof Command.Retr retr) {
            return message(retr.number(), listed, settings, false);
        } else if (command instanceof Command.Top top) {
            return message(top.number(), OptionalLong.empty(), settings, settings.takes(Quirk.MISSING_HEADER_END));
        }
        long most = (long) settings.limits().replyOctets() * settings.limits().capabilityLines();
        return new Arrival(Optional.empty(), OptionalLong.empty(), most, Oversize.FAILS, conduct.progress(), false);
    }

    private static Arrival message(MessageNumber number, OptionalLong expected, Settings settings, boolean endsHeader) {
        Conduct conduct = settings.conduct();
        return new Arrival(
                Optional.of(number),
                expected,
                settings.limits().messageOctets(),
                conduct.oversize(),
                conduct.progress(),
                endsHeader);
    }

    void tell(long octets) {
        if (progress != TransferProgress.NONE && number.isPresent()) {
            progress.octets(number.orElseThrow(), octets, expectedOctets);
        }
    }
}
