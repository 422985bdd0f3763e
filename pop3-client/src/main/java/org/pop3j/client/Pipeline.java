package org.pop3j.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pop3j.codec.Command;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ReplyForm;

/** Runs the commands of a bulk operation, as many at once as its {@link Window} allows, and matches the replies in order. */
final class Pipeline {
    private final Exchange exchange;
    private final Window window;
    private final ArrayDeque<Sent> underway = new ArrayDeque<>();
    private final byte[] batch = new byte[Window.COMMAND_OCTETS];
    private Optional<Sent> next = Optional.empty();

    /** A task and the command octets it takes up while it is under way. */
    private record Sent(BulkTask task, byte[] octets, long expectedOctets) {
        static Sent of(BulkTask task) {
            return new Sent(task, Exchange.octets(task.command()), Math.max(1, task.expectedOctets()));
        }
    }

    Pipeline(Exchange exchange, Window window) {
        this.exchange = exchange;
        this.window = window;
    }

    void run(Iterator<BulkTask> tasks) throws IOException {
        try {
            for (take(tasks); next.isPresent() || !underway.isEmpty(); ) {
                sendMore(tasks);
                answer(underway.remove());
            }
        } catch (IOException | RuntimeException e) {
            discardRest(e);
            throw e;
        }
    }

    private void take(Iterator<BulkTask> tasks) {
        next = tasks.hasNext() ? Optional.of(Sent.of(tasks.next())) : Optional.empty();
    }

    private void sendMore(Iterator<BulkTask> tasks) throws Pop3Exception {
        if (next.isEmpty() || !window.hasRoom()) {
            return;
        }
        int length = 0;
        List<Command> commands = new ArrayList<>();
        while (next.filter(this::fits).isPresent()) {
            Sent sent = next.orElseThrow();
            System.arraycopy(sent.octets(), 0, batch, length, sent.octets().length);
            length += sent.octets().length;
            commands.add(sent.task().command());
            window.sent(sent.expectedOctets(), sent.octets().length);
            underway.add(sent);
            take(tasks);
        }
        // A message larger than the window waits until everything before it is answered.
        if (!commands.isEmpty()) {
            exchange.sendTogether(batch, length, commands);
        }
    }

    private boolean fits(Sent sent) {
        return window.takes(sent.expectedOctets(), sent.octets().length);
    }

    private void answer(Sent sent) throws IOException {
        tell(sent.task());
        window.answered(sent.expectedOctets(), sent.octets().length);
    }

    private void tell(BulkTask task) throws IOException {
        ReceivedReply reply;
        try {
            reply = exchange.status(task.command());
        } catch (Pop3RefusedException e) {
            task.refused(e);
            return;
        }
        task.positive(reply);
    }

    /** The caller's handler has failed: brings the dialogue back into step, so that the session stays usable. */
    private void discardRest(Exception failure) {
        try {
            while (exchange.isOpen() && !underway.isEmpty()) {
                discard(underway.remove().task().command());
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void discard(Command command) throws IOException {
        try {
            exchange.status(command);
        } catch (Pop3RefusedException alsoAnAnswer) {
            return;
        }
        if (command.replyForm() == ReplyForm.CONTENT) {
            exchange.contentOf(command, OptionalLong.empty()).close();
        }
    }
}
