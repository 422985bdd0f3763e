package org.pop3j.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads one command line (RFC 1939 section 3, RFC 2449 section 3): keyword, then arguments counted and typed. */
final class CommandParser {
    private final String line;
    private final String word;
    private String rest;

    CommandParser(String line) {
        int space = line.indexOf(' ');
        this.line = line;
        this.word = Ascii.upperCase(space < 0 ? line : line.substring(0, space));
        this.rest = space < 0 ? "" : line.substring(space);
    }

    Command parse() throws SyntaxException {
        Keyword keyword = keyword();
        try {
            return command(keyword);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException(keyword + ": " + e.getMessage());
        }
    }

    private Keyword keyword() throws SyntaxException {
        for (Keyword keyword : Keyword.values()) {
            if (keyword.name().equals(word)) {
                return keyword;
            }
        }
        throw new SyntaxException(line.isEmpty() ? "expected a command, got an empty line" : "unknown command");
    }

    private Command command(Keyword keyword) throws SyntaxException {
        return switch (keyword) {
            case USER -> last(new Command.User(utf8(argument("a user name"))));
            case PASS -> new Command.Pass(utf8(everythingBehindOneSpace()));
            case APOP -> last(new Command.Apop(utf8(argument("a user name")), argument("a digest")));
            case AUTH -> auth();
            case STLS -> last(new Command.Stls());
            case UTF8 -> last(new Command.Utf8());
            case LANG -> last(new Command.Lang(optionalArgument()));
            case CAPA -> last(new Command.Capa());
            case STAT -> last(new Command.Stat());
            case LIST -> last(new Command.List(optionalNumber()));
            case RETR -> last(new Command.Retr(number()));
            case DELE -> last(new Command.Dele(number()));
            case NOOP -> last(new Command.Noop());
            case RSET -> last(new Command.Rset());
            case TOP ->
                last(new Command.Top(number(), Digits.parseInt(argument("a number of lines"), "a number of lines")));
            case UIDL -> last(new Command.Uidl(optionalNumber()));
            case QUIT -> last(new Command.Quit());
        };
    }

    private Command auth() throws SyntaxException {
        Optional<String> mechanism = optionalArgument();
        return mechanism.isEmpty()
                ? new Command.AuthList()
                : last(new Command.Auth(mechanism.orElseThrow(), optionalArgument()));
    }

    private MessageNumber number() throws SyntaxException {
        return MessageNumber.parse(argument("a message-number"));
    }

    private Optional<MessageNumber> optionalNumber() throws SyntaxException {
        Optional<String> text = optionalArgument();
        return text.isEmpty() ? Optional.empty() : Optional.of(MessageNumber.parse(text.orElseThrow()));
    }

    private String argument(String what) throws SyntaxException {
        return optionalArgument().orElseThrow(() -> new SyntaxException(word + " needs " + what));
    }

    /** Takes the next argument; runs of SPACE separate (D-1), and a TAB does not. */
    private Optional<String> optionalArgument() {
        int start = 0;
        while (start < rest.length() && rest.charAt(start) == ' ') {
            start++;
        }
        int end = rest.indexOf(' ', start);
        String argument = end < 0 ? rest.substring(start) : rest.substring(start, end);
        rest = end < 0 ? "" : rest.substring(end);
        return argument.isEmpty() ? Optional.empty() : Optional.of(argument);
    }

    private String everythingBehindOneSpace() throws SyntaxException {
        if (rest.length() < 2) {
            throw new SyntaxException("PASS needs a password");
        }
        return rest.substring(1);
    }

    private <C extends Command> C last(C command) throws SyntaxException {
        if (optionalArgument().isPresent()) {
            throw new SyntaxException("too many arguments for " + word);
        }
        return command;
    }

    private static String utf8(String octetString) throws SyntaxException {
        try {
            ByteBuffer octets = ByteBuffer.wrap(octetString.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            throw new SyntaxException("expected ASCII or UTF-8");
        }
    }
}
