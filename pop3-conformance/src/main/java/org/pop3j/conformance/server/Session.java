package org.pop3j.conformance.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.conformance.check.Unmet;

/**
 * One connection to the server as a check uses it: says lines, expects answers; what is not as expected ends the check by
 * {@link Unmet}. Text and octets are octet strings.
 */
final class Session implements AutoCloseable {
    private static final int LARGEST_CONTENT = 64 << 20;
    private static final int LONGEST_LISTING = 1 << 20;
    private static final Duration GLANCE = Duration.ofMillis(300);

    private final Line line;
    private final Observed observed;
    private final Duration patience;
    private String greeting = "";

    Session(Line line, Observed observed, Duration patience) {
        this.line = line;
        this.observed = observed;
        this.patience = patience;
    }

    /** Reads the greeting, which must be positive. */
    Session greeted() throws IOException {
        Answer answer = answer();
        if (!answer.isPositive()) {
            throw unmet("a positive greeting", answer);
        }
        greeting = answer.line();
        return this;
    }

    String greeting() {
        return greeting;
    }

    /** Says a command and gives its status line. */
    Answer send(String command) throws IOException {
        say(command);
        return answer();
    }

    /** Says a command whose answer must be positive. */
    Answer ok(String command) throws IOException {
        Answer answer = send(command);
        if (!answer.isPositive()) {
            throw unmet("+OK to \"" + line.show(command) + "\"", answer);
        }
        return answer;
    }

    /** Says a command and gives its status line, for which a lone LF is no end. */
    Answer sendByCrlf(String command) throws IOException {
        say(command);
        String octets = line.nextCrlf(patience);
        observed.statusLine(octets);
        return new Answer(ended(octets));
    }

    /** Says commands, each of which must be answered {@code -ERR}. */
    void refused(String... commands) throws IOException {
        for (String command : commands) {
            Answer answer = send(command);
            // Only who has the right password is told that the maildrop is in use.
            if (!answer.isNegative() || answer.hasCode("IN-USE")) {
                throw unmet("-ERR to \"" + line.show(command) + "\"", answer);
            }
        }
    }

    /** Says a command whose answer has to match. */
    Answer matching(String command, String pattern) throws IOException {
        Answer answer = send(command);
        if (!answer.line().matches(pattern)) {
            throw unmet("an answer to \"" + line.show(command) + "\" of the form " + pattern, answer);
        }
        return answer;
    }

    /** Says a command and reads lines up to one that begins with a dot (D-5), which must be the termination line. */
    List<String> listing(String command) throws IOException {
        ok(command);
        return listed();
    }

    /** Reads the lines of a listing whose status line has been read. */
    List<String> listed() throws IOException {
        return listed(line::next);
    }

    /** The same for whom only CRLF ends a line. */
    List<String> listedByCrlf() throws IOException {
        return listed(line::nextCrlf);
    }

    private interface Lines {
        String next(Duration patience) throws IOException;
    }

    private List<String> listed(Lines from) throws IOException {
        List<String> lines = new ArrayList<>();
        String next = ended(from.next(patience));
        while (!next.startsWith(".")) {
            lines.add(next);
            if (lines.size() > LONGEST_LISTING) {
                throw new Unmet("the end of the listing", "more than " + LONGEST_LISTING + " lines");
            }
            next = ended(from.next(patience));
        }
        if (!next.equals(".")) {
            throw unmet("the termination line \".\"", next);
        }
        return lines;
    }

    /** Says a command and reads the message that follows, dots unstuffed. */
    String content(String command) throws IOException {
        ok(command);
        return contentAfterStatus();
    }

    /** Reads a message whose status line has been read. */
    String contentAfterStatus() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            String octets = line.nextCrlf(patience);
            if (octets.equals(".\r\n")) {
                return content.toString(StandardCharsets.ISO_8859_1);
            }
            String data = octets.startsWith(".") ? octets.substring(1) : octets;
            content.writeBytes(data.getBytes(StandardCharsets.ISO_8859_1));
            if (content.size() > LARGEST_CONTENT) {
                throw new Unmet("the end of the message", "more than " + LARGEST_CONTENT + " octets");
            }
        }
    }

    /** Reads one status line. */
    Answer answer() throws IOException {
        return answer(patience);
    }

    /** Reads one status line. */
    Answer answer(Duration limit) throws IOException {
        String octets = line.next(limit);
        observed.statusLine(octets);
        return new Answer(ended(octets));
    }

    /** Reads a line of an AUTH exchange, which may be a challenge. */
    String exchangeLine(String command) throws IOException {
        say(command);
        String octets = line.next(patience);
        if (!octets.startsWith("+ ") && !octets.equals("+\r\n")) {
            observed.statusLine(octets);
        }
        return octets;
    }

    private static String ended(String octets) {
        return octets.endsWith("\r\n")
                ? octets.substring(0, octets.length() - 2)
                : octets.substring(0, octets.length() - 1);
    }

    /** The server closes, and says nothing before. */
    void end() throws IOException {
        line.requireEnd(patience);
    }

    /** Whether the server closes within its patience, whatever it says before. */
    boolean endsWhateverComes() throws IOException {
        return line.drain(patience);
    }

    /** The server says nothing for a moment. */
    void silent(String after) throws IOException {
        try {
            String octets = line.next(GLANCE);
            throw new Unmet("nothing more after " + after, line.show(octets));
        } catch (SocketTimeoutException nothingCame) {
            return;
        }
    }

    /** Whether the server says anything, or closes, within a time. */
    boolean saysWithin(Duration time) throws IOException {
        try {
            line.next(time);
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (Unmet closed) {
            return true;
        }
    }

    /** Whether the server says something within a moment; its end is no saying. */
    boolean saysBeforeEnd() {
        try {
            line.next(GLANCE);
            return true;
        } catch (IOException | Unmet silenceOrEnd) {
            return false;
        }
    }

    /** The session is still in step: the next command has its own answer. */
    void inStep() throws IOException {
        matching("STAT", "\\+OK \\d+ \\d+.*");
    }

    /** Says a line. */
    void say(String command) throws IOException {
        line.write(command + "\r\n");
    }

    /** Sends octets without a line end. */
    void raw(String octets) throws IOException {
        line.write(octets);
    }

    /** Does the handshake of STLS after its answer has been read. */
    void startTls() throws IOException {
        line.startTls(patience);
    }

    /** The next octet, or -1 at the end. */
    int octet() throws IOException {
        return line.octet(patience);
    }

    /** Breaks the connection off. */
    void reset() throws IOException {
        line.reset();
    }

    Socket socket() {
        return line.socket();
    }

    Unmet unmet(String expected, Answer came) {
        return new Unmet(expected, line.show(came.line()));
    }

    Unmet unmet(String expected, String came) {
        return new Unmet(expected, line.show(came));
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
