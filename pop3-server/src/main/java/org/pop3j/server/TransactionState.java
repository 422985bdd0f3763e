package org.pop3j.server;

import java.io.IOException;
import org.pop3j.codec.Capability;
import org.pop3j.codec.Command;
import org.pop3j.codec.DropListing;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.Reply;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.UniqueIdListing;

/** The TRANSACTION state (RFC 1939 section 5): an open maildrop and the deletion marks. */
final class TransactionState implements CommandState, Command.TransactionHandler<Step, RefusedException> {
    private final ServedMaildrop maildrop;
    private final DeletionMarks marks;
    private final Offer offer;
    private final Connection connection;
    private final SessionRecord record;

    TransactionState(ServedMaildrop maildrop, Offer offer, Connection connection, SessionRecord record) {
        this.maildrop = maildrop;
        this.marks = new DeletionMarks(maildrop.count());
        this.offer = offer;
        this.connection = connection;
        this.record = record;
    }

    /** The positive answer to the login. */
    Reply welcome() {
        return Reply.ok("maildrop locked, messages: " + maildrop.count());
    }

    @Override
    public Step perform(Command command) throws RefusedException, MisplacedException {
        if (command instanceof Command.InTransaction allowed) {
            return allowed.perform(this);
        }
        throw new MisplacedException(command.keyword(), "TRANSACTION");
    }

    @Override
    public State afterBadCommand() {
        return this;
    }

    @Override
    public void abandon() {
        maildrop.close();
    }

    @Override
    public Step stat(Command.Stat command) throws RefusedException {
        long octets = maildrop.octets() - maildrop.octets(marks.numbers());
        return stay(Reply.ok(new DropListing(marks.left(), octets).text()));
    }

    @Override
    public Step list(Command.List command) throws RefusedException {
        if (command.number().isPresent()) {
            return stay(Reply.ok(scanListing(command.number().orElseThrow())));
        }
        // All sizes are found before +OK, so that a failure can still be told.
        maildrop.octets();
        return stay(Answer.listing(Reply.ok("scan listing follows"), this::writeScanListings));
    }

    @Override
    public Step uidl(Command.Uidl command) throws RefusedException {
        if (command.number().isPresent()) {
            return stay(Reply.ok(uniqueIdListing(command.number().orElseThrow())));
        }
        return stay(Answer.listing(Reply.ok("unique-id listing follows"), this::writeUniqueIdListings));
    }

    @Override
    public Step retr(Command.Retr command) throws RefusedException {
        int number = marks.require(command.number());
        return stay(ContentAnswer.whole(maildrop.content(number), octets -> {
            record.retrieved(octets);
            maildrop.retrieved(number);
        }));
    }

    @Override
    public Step top(Command.Top command) throws RefusedException {
        OpenedContent content = maildrop.content(marks.require(command.number()));
        return stay(ContentAnswer.top(content, command.bodyLines()));
    }

    @Override
    public Step dele(Command.Dele command) throws RefusedException {
        marks.mark(command.number());
        return stay(Reply.ok("message " + command.number() + " marked deleted"));
    }

    @Override
    public Step noop(Command.Noop command) {
        return stay(Reply.ok(""));
    }

    @Override
    public Step rset(Command.Rset command) {
        marks.clear();
        return stay(Reply.ok("no message is marked deleted"));
    }

    @Override
    public Step lang(Command.Lang command) throws RefusedException {
        throw new RefusedException("LANG is not offered here");
    }

    @Override
    public Step capa(Command.Capa command) {
        return stay(Answer.listing(Reply.ok("capabilities follow"), outbox -> {
            for (Capability capability : offer.inTransaction(connection.channel())) {
                outbox.line(capability.text());
            }
        }));
    }

    @Override
    public Step quit(Command.Quit command) {
        return new UpdateState(maildrop, marks.numbers(), record).update();
    }

    private Step stay(Reply reply) {
        return Step.of(reply, this);
    }

    private Step stay(Answer answer) {
        return Step.of(answer, this);
    }

    private String scanListing(MessageNumber number) throws RefusedException {
        return new ScanListing(number, maildrop.octets(marks.require(number))).text();
    }

    private String uniqueIdListing(MessageNumber number) throws RefusedException {
        return new UniqueIdListing(number, maildrop.uniqueId(marks.require(number))).text();
    }

    private void writeScanListings(Outbox outbox) throws IOException {
        for (int from = 1; from <= maildrop.count(); ) {
            long[] octets = behindOk(maildrop::octetsFrom, from);
            for (int i = 0; i < octets.length; i++) {
                if (!marks.isMarked(from + i)) {
                    outbox.listing(from + i, octets[i]);
                }
            }
            from += octets.length;
        }
    }

    private void writeUniqueIdListings(Outbox outbox) throws IOException {
        for (int from = 1; from <= maildrop.count(); from += ServedMaildrop.SLICE) {
            ListingLines lines = behindOk(number -> maildrop.uniqueIdsFrom(number, marks), from);
            outbox.write(lines.octets(), 0, lines.length());
        }
    }

    private interface Slices<T> {
        T from(int number) throws RefusedException;
    }

    /** A store that fails behind +OK ends the connection: the listing stays without its termination line. */
    private static <T> T behindOk(Slices<T> slices, int from) throws IOException {
        try {
            return slices.from(from);
        } catch (RefusedException e) {
            throw new IOException("the store failed behind +OK", e);
        }
    }
}
