package org.pop3j.conformance.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pop3j.codec.Command;
import org.pop3j.codec.Command.TransactionHandler;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.TopCutter;
import org.pop3j.conformance.fake.Said.Then;

/** The TRANSACTION state of a fake session. */
final class FakeTransaction implements TransactionHandler<Said, IOException> {
    private static final Said NO_SUCH_MESSAGE = Said.line("-ERR no such message");

    private final FakeSession session;

    FakeTransaction(FakeSession session) {
        this.session = session;
    }

    private boolean has(MessageNumber number) {
        return number.value() <= session.messages().size() && !session.marked().contains(number.value());
    }

    private FakeMaildrop.Message message(int number) {
        return session.messages().get(number - 1);
    }

    private IntStream numbers() {
        return IntStream.rangeClosed(1, session.messages().size())
                .filter(number -> !session.marked().contains(number));
    }

    @Override
    public Said stat(Command.Stat command) {
        long octets = numbers().mapToLong(number -> message(number).size()).sum();
        return Said.line("+OK " + numbers().count() + " " + octets);
    }

    @Override
    public Said list(Command.List command) {
        return listing(
                command.number(), number -> number + " " + message(number).size());
    }

    @Override
    public Said uidl(Command.Uidl command) {
        return listing(
                command.number(), number -> number + " " + message(number).id());
    }

    private Said listing(Optional<MessageNumber> one, IntFunction<String> line) {
        if (one.isPresent()) {
            return has(one.get()) ? Said.line("+OK " + line.apply(one.get().value())) : NO_SUCH_MESSAGE;
        }
        return Said.octets("+OK\r\n"
                + numbers().mapToObj(number -> line.apply(number) + "\r\n").collect(Collectors.joining())
                + ".\r\n");
    }

    @Override
    public Said retr(Command.Retr command) throws IOException {
        if (!has(command.number())) {
            return NO_SUCH_MESSAGE;
        }
        String octets = message(command.number().value()).octets();
        return hasHeaderBeyondAscii(octets) ? Said.line("-ERR [UTF8] say UTF8 first") : content(octets);
    }

    private static boolean hasHeaderBeyondAscii(String octets) {
        int end = octets.indexOf("\r\n\r\n");
        return octets.substring(0, Math.max(0, end)).chars().anyMatch(octet -> octet > 0x7E);
    }

    @Override
    public Said top(Command.Top command) throws IOException {
        if (!has(command.number())) {
            return NO_SUCH_MESSAGE;
        }
        byte[] stored = message(command.number().value()).octets().getBytes(StandardCharsets.ISO_8859_1);
        TopCutter cutter = new TopCutter(command.bodyLines());
        int taken = cutter.take(stored, 0, stored.length);
        String cut = new String(stored, 0, taken, StandardCharsets.ISO_8859_1);
        return content(cutter.hasHeaderEnded() ? cut : cut + (cut.endsWith("\n") ? "\r\n" : "\r\n\r\n"));
    }

    /** A message as the wire wants it; NUL becomes 0x80, for Outlook (I-01). */
    static Said content(String octets) throws IOException {
        byte[] stored = octets.replace('\0', '\u0080').getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ContentEncoder encoder = new ContentEncoder(wire);
        encoder.write(stored, 0, stored.length);
        encoder.terminate();
        return Said.octets("+OK\r\n" + wire.toString(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Said dele(Command.Dele command) {
        if (!has(command.number())) {
            return NO_SUCH_MESSAGE;
        }
        session.marked().add(command.number().value());
        return Said.line("+OK marked");
    }

    @Override
    public Said noop(Command.Noop command) {
        return Said.line("+OK");
    }

    @Override
    public Said rset(Command.Rset command) {
        session.marked().clear();
        return Said.line("+OK");
    }

    @Override
    public Said lang(Command.Lang command) {
        return FakeLanguages.answer(command);
    }

    @Override
    public Said capa(Command.Capa command) {
        return FakeCapabilities.of(session);
    }

    @Override
    public Said quit(Command.Quit command) {
        session.update();
        return Said.line("+OK bye").then(Then.CLOSE);
    }
}
