package org.pop3j.cli;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a command talks to: the three standard streams, and the person at the terminal if there is one.
 *
 * @param in standard input
 * @param out standard output: results only
 * @param err standard error: everything else
 * @param person the terminal, if both input and output are one
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, Optional<Console> person) {
    private static final int LONGEST_LINE = 1024;

    static Terminal ofProcess() {
        return new Terminal(System.in, System.out, System.err, console());
    }

    /** From JDK 22 on there is a console even where nobody sits: it then says so by a method that JDK 17 has not. */
    private static Optional<Console> console() {
        Optional<Console> console = Optional.ofNullable(System.console());
        try {
            Object isTerminal = Console.class.getMethod("isTerminal").invoke(console.orElse(null));
            return console.filter(c -> isTerminal.equals(Boolean.TRUE));
        } catch (NoSuchMethodException | NullPointerException jdkBefore22OrNoConsole) {
            return console;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal() is public", e);
        }
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true);
    }

    /** Makes sure that what was printed so far arrived; print streams say so only when they are asked. */
    void requireWritten() throws Failure {
        if (out.checkError()) {
            throw Failure.failed("cannot write to standard output");
        }
    }

    /** Asks the person without echo, or reads one line of standard input. */
    String password(String prompt) throws Failure {
        if (person.isEmpty()) {
            return line();
        }
        return Optional.ofNullable(person.get().readPassword("%s: ", prompt))
                .map(String::new)
                .orElseThrow(() -> Failure.failed("no password was entered"));
    }

    /** Asks twice where a person types, so that nobody is locked out by a slip. */
    String newPassword() throws Failure {
        String password = password("New password");
        if (person.isPresent() && !password.equals(password("The same again"))) {
            throw Failure.failed("the two passwords differ; nothing was changed");
        }
        return password;
    }

    private String line() throws Failure {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                octets.write(octet);
                if (octets.size() > LONGEST_LINE) {
                    throw Failure.failed(
                            "expected a password of at most " + LONGEST_LINE + " octets on standard input");
                }
            }
        } catch (IOException e) {
            throw Failure.failed("cannot read the password from standard input", e);
        }
        return text(octets.toByteArray(), "the password on standard input");
    }

    /** The text of a line as it is typed: UTF-8, without its line end. */
    static String text(byte[] octets, String what) throws Failure {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            if (line.isEmpty()) {
                throw Failure.failed(what + " is empty");
            }
            return line;
        } catch (CharacterCodingException e) {
            throw Failure.failed(what + " is not UTF-8");
        }
    }
}
