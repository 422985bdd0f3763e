package org.pop3j.client;

import java.util.List;
import org.pop3j.codec.ReceivedReply;

/**
 * The positive answer to a command of {@link Pop3Session#send}.
 *
 * @param reply the status line
 * @param lines the lines of a listing as octet strings, none if the answer is one line
 */
public record Response(ReceivedReply reply, List<String> lines) {
    /** Copies the list. */
    public Response {
        lines = List.copyOf(lines);
    }
}
