package org.pop3j.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One command of the client, a value of a closed type: keyword known, arguments counted and typed.
 *
 * <p>The same type serves both sides. A server reads one with {@link #parse} and lets its state perform it; a client
 * builds one and sends {@link #octets()}. Building a command with CR, LF, NUL or any other octet that would change the
 * line is refused with an {@link IllegalArgumentException} (C0003, S-17), so no caller can inject a second command.
 *
 * <p>Which state a command belongs to (RFC 1939 section 3) is said once, by its type: {@link InAuthorization}, {@link
 * InTransaction}, or both. A state implements the handler of its commands; a new command does not compile until every
 * state that may receive it says what it does.
 *
 * <p>{@code toString} of a command shows no secret. {@link #line()} does: never log it.
 */
public sealed interface Command permits Command.InAuthorization, Command.InTransaction {

    /** A command of the AUTHORIZATION state. */
    sealed interface InAuthorization extends Command
            permits User, Pass, Apop, Auth, AuthList, Stls, Utf8, Lang, Capa, Quit {
        /**
         * Calls the handler's method for this command.
         *
         * @param <R> what the handler gives
         * @param <X> what the handler throws
         * @param handler the handler
         * @return what the handler gave
         * @throws X what the handler threw
         */
        <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X;
    }

    /** A command of the TRANSACTION state. */
    sealed interface InTransaction extends Command
            permits Stat, List, Retr, Dele, Noop, Rset, Top, Uidl, Lang, Capa, Quit {
        /**
         * Calls the handler's method for this command.
         *
         * @param <R> what the handler gives
         * @param <X> what the handler throws
         * @param handler the handler
         * @return what the handler gave
         * @throws X what the handler threw
         */
        <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X;
    }

    /**
     * What the AUTHORIZATION state does with each of its commands.
     *
     * @param <R> what it gives
     * @param <X> what it throws
     */
    interface AuthorizationHandler<R, X extends Exception> {
        R user(User command) throws X;

        R pass(Pass command) throws X;

        R apop(Apop command) throws X;

        R auth(Auth command) throws X;

        R authList(AuthList command) throws X;

        R stls(Stls command) throws X;

        R utf8(Utf8 command) throws X;

        R lang(Lang command) throws X;

        R capa(Capa command) throws X;

        R quit(Quit command) throws X;
    }

    /**
     * What the TRANSACTION state does with each of its commands.
     *
     * @param <R> what it gives
     * @param <X> what it throws
     */
    interface TransactionHandler<R, X extends Exception> {
        R stat(Stat command) throws X;

        R list(List command) throws X;

        R retr(Retr command) throws X;

        R dele(Dele command) throws X;

        R noop(Noop command) throws X;

        R rset(Rset command) throws X;

        R top(Top command) throws X;

        R uidl(Uidl command) throws X;

        R lang(Lang command) throws X;

        R capa(Capa command) throws X;

        R quit(Quit command) throws X;
    }

    /**
     * Reads a command line as a server does: keyword in either case, runs of SPACE between arguments except in PASS,
     * trailing SPACEs ignored except in PASS (D-1, D-8).
     *
     * @param line an octet string without CRLF; octets above 127 are read as UTF-8
     * @return the command
     * @throws SyntaxException if the keyword is unknown, an argument is missing, malformed or too many
     */
    static Command parse(String line) throws SyntaxException {
        return new CommandParser(line).parse();
    }

    /**
     * The keyword.
     *
     * @return the keyword
     */
    Keyword keyword();

    /**
     * What follows a positive reply to this command.
     *
     * @return the form of the reply
     */
    default ReplyForm replyForm() {
        return ReplyForm.LINE;
    }

    /**
     * The arguments as sent, empty if there are none. May hold secrets.
     *
     * @return what stands behind the keyword and one SPACE
     */
    default String arguments() {
        return "";
    }

    /**
     * The command line. May hold secrets.
     *
     * @return the line without CRLF
     */
    default String line() {
        String arguments = arguments();
        return arguments.isEmpty() ? keyword().name() : keyword().name() + ' ' + arguments;
    }

    /**
     * The command line with CRLF as it is sent, in UTF-8. May hold secrets.
     *
     * @return the octets
     */
    default byte[] octets() {
        byte[] line = line().getBytes(StandardCharsets.UTF_8);
        byte[] octets = Arrays.copyOf(line, line.length + 2);
        octets[line.length] = '\r';
        octets[line.length + 1] = '\n';
        return octets;
    }

    /**
     * Whether all octets are printable ASCII, as RFC 1939 section 3 asks; only names and passwords may be others, and
     * only where {@code UTF8 USER} is announced (R6856-06).
     *
     * @return whether the command may go to any server
     */
    default boolean isAscii() {
        return Ascii.isPrintable(line());
    }

    /**
     * {@code USER name} (RFC 1939 section 7).
     *
     * @param name the user name, without SPACE or control characters (C0042)
     */
    record User(String name) implements InAuthorization {
        /** Checks the name. */
        public User {
            Arguments.requireWord(name, "a user name");
        }

        @Override
        public Keyword keyword() {
            return Keyword.USER;
        }

        @Override
        public String arguments() {
            return name;
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.user(this);
        }

        /** The line, with everything escaped that a log should not show as it is. */
        @Override
        public String toString() {
            return "USER " + PeerText.escape(name);
        }
    }

    /**
     * {@code PASS string} (RFC 1939 section 7): everything behind the first SPACE is the password (C0046).
     *
     * @param password the password, SPACEs included, without control characters
     */
    record Pass(String password) implements InAuthorization {
        /** Checks the password. */
        public Pass {
            Arguments.requireText(password, "a password");
        }

        @Override
        public Keyword keyword() {
            return Keyword.PASS;
        }

        @Override
        public String arguments() {
            return password;
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.pass(this);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "PASS ****";
        }
    }

    /**
     * {@code APOP name digest} (RFC 1939 section 7).
     *
     * @param name the user name, without SPACE or control characters
     * @param digest 32 lower-case hexadecimal digits (R1939-37)
     */
    record Apop(String name, String digest) implements InAuthorization {
        /** Checks name and digest. */
        public Apop {
            Arguments.requireWord(name, "a user name");
            Arguments.requireDigest(digest);
        }

        @Override
        public Keyword keyword() {
            return Keyword.APOP;
        }

        @Override
        public String arguments() {
            return name + ' ' + digest;
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.apop(this);
        }

        /** Without the digest. */
        @Override
        public String toString() {
            return "APOP " + PeerText.escape(name) + " ****";
        }
    }

    /**
     * {@code AUTH mechanism [initial-response]} (RFC 5034 section 4).
     *
     * @param mechanism the SASL mechanism's name in upper case
     * @param initialResponse base64 text, or {@code =} for a response that is present but empty (R5034-07)
     */
    record Auth(String mechanism, Optional<String> initialResponse) implements InAuthorization {
        /** Checks both and turns the name into upper case. */
        public Auth {
            mechanism = Arguments.requireMechanism(mechanism);
            initialResponse.ifPresent(Arguments::requireInitialResponse);
        }

        @Override
        public Keyword keyword() {
            return Keyword.AUTH;
        }

        @Override
        public ReplyForm replyForm() {
            return ReplyForm.EXCHANGE;
        }

        @Override
        public String arguments() {
            return initialResponse.map(r -> mechanism + ' ' + r).orElse(mechanism);
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.auth(this);
        }

        /** Without the initial response. */
        @Override
        public String toString() {
            return initialResponse.isPresent() ? "AUTH " + mechanism + " ****" : "AUTH " + mechanism;
        }
    }

    /** {@code AUTH} alone: lists the mechanisms, as Outlook asks for them (R5034-18, OXP-02). */
    record AuthList() implements InAuthorization {
        @Override
        public Keyword keyword() {
            return Keyword.AUTH;
        }

        @Override
        public ReplyForm replyForm() {
            return ReplyForm.LISTING;
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.authList(this);
        }
    }

    /** {@code STLS} (RFC 2595 section 4). */
    record Stls() implements InAuthorization {
        @Override
        public Keyword keyword() {
            return Keyword.STLS;
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.stls(this);
        }
    }

    /** {@code UTF8} (RFC 6856 section 2). */
    record Utf8() implements InAuthorization {
        @Override
        public Keyword keyword() {
            return Keyword.UTF8;
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.utf8(this);
        }
    }

    /**
     * {@code LANG [range]} (RFC 6856 section 3).
     *
     * @param range a language range, or empty to list the languages
     */
    record Lang(Optional<String> range) implements InAuthorization, InTransaction {
        /** Checks the range. */
        public Lang {
            range.ifPresent(Arguments::requireLanguageRange);
        }

        @Override
        public Keyword keyword() {
            return Keyword.LANG;
        }

        @Override
        public ReplyForm replyForm() {
            return range.isPresent() ? ReplyForm.LINE : ReplyForm.CONTENT;
        }

        @Override
        public String arguments() {
            return range.orElse("");
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.lang(this);
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.lang(this);
        }
    }

    /** {@code CAPA} (RFC 2449 section 5). */
    record Capa() implements InAuthorization, InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.CAPA;
        }

        @Override
        public ReplyForm replyForm() {
            return ReplyForm.LISTING;
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.capa(this);
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.capa(this);
        }
    }

    /** {@code STAT} (RFC 1939 section 5). */
    record Stat() implements InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.STAT;
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.stat(this);
        }
    }

    /**
     * {@code LIST [msg]} (RFC 1939 section 5).
     *
     * @param number the one message, or empty for all
     */
    record List(Optional<MessageNumber> number) implements InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.LIST;
        }

        @Override
        public ReplyForm replyForm() {
            return number.isPresent() ? ReplyForm.LINE : ReplyForm.LISTING;
        }

        @Override
        public String arguments() {
            return number.map(MessageNumber::toString).orElse("");
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.list(this);
        }
    }

    /**
     * {@code RETR msg} (RFC 1939 section 5).
     *
     * @param number the message
     */
    record Retr(MessageNumber number) implements InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.RETR;
        }

        @Override
        public ReplyForm replyForm() {
            return ReplyForm.CONTENT;
        }

        @Override
        public String arguments() {
            return number.toString();
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.retr(this);
        }
    }

    /**
     * {@code DELE msg} (RFC 1939 section 5).
     *
     * @param number the message
     */
    record Dele(MessageNumber number) implements InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.DELE;
        }

        @Override
        public String arguments() {
            return number.toString();
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.dele(this);
        }
    }

    /** {@code NOOP} (RFC 1939 section 5). */
    record Noop() implements InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.NOOP;
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.noop(this);
        }
    }

    /** {@code RSET} (RFC 1939 section 5). */
    record Rset() implements InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.RSET;
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.rset(this);
        }
    }

    /**
     * {@code TOP msg n} (RFC 1939 section 7).
     *
     * @param number the message
     * @param bodyLines lines of the body after the blank line, never of the header; 0 or more
     */
    record Top(MessageNumber number, int bodyLines) implements InTransaction {
        /** Checks the count. */
        public Top {
            if (bodyLines < 0) {
                throw new IllegalArgumentException("TOP takes 0 or more body lines, got " + bodyLines);
            }
        }

        @Override
        public Keyword keyword() {
            return Keyword.TOP;
        }

        @Override
        public ReplyForm replyForm() {
            return ReplyForm.CONTENT;
        }

        @Override
        public String arguments() {
            return number + " " + bodyLines;
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.top(this);
        }
    }

    /**
     * {@code UIDL [msg]} (RFC 1939 section 7).
     *
     * @param number the one message, or empty for all
     */
    record Uidl(Optional<MessageNumber> number) implements InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.UIDL;
        }

        @Override
        public ReplyForm replyForm() {
            return number.isPresent() ? ReplyForm.LINE : ReplyForm.LISTING;
        }

        @Override
        public String arguments() {
            return number.map(MessageNumber::toString).orElse("");
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.uidl(this);
        }
    }

    /** {@code QUIT} (RFC 1939 sections 5 and 6). */
    record Quit() implements InAuthorization, InTransaction {
        @Override
        public Keyword keyword() {
            return Keyword.QUIT;
        }

        @Override
        public <R, X extends Exception> R perform(AuthorizationHandler<R, X> handler) throws X {
            return handler.quit(this);
        }

        @Override
        public <R, X extends Exception> R perform(TransactionHandler<R, X> handler) throws X {
            return handler.quit(this);
        }
    }
}
