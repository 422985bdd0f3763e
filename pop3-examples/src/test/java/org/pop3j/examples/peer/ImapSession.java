package org.pop3j.examples.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The barest IMAP client: what another mail program does to a Maildir that we serve too. */
final class ImapSession implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedReader in;
    private int tag;

    private ImapSession(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /**
     * Logs in and selects the inbox.
     *
     * @param port the port on loopback
     * @param user the user
     * @return the session
     */
    static ImapSession logIn(int port, String user) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        ImapSession session = new ImapSession(socket);
        session.in.readLine();
        session.say("LOGIN " + user + " " + Endpoint.PASSWORD);
        session.say("SELECT INBOX");
        return session;
    }

    /**
     * Sends a command and expects OK.
     *
     * @param command the command without its tag
     * @return the lines before the tagged one
     */
    List<String> say(String command) throws IOException {
        tag++;
        socket.getOutputStream().write(("a" + tag + " " + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.startsWith("a" + tag + " ")) {
                lines.add(line);
            } else if (line.startsWith("a" + tag + " OK")) {
                return lines;
            } else {
                throw new IOException("expected OK to " + command.split(" ")[0] + ", got " + line);
            }
        }
        throw new IOException("the server closed the connection after " + lines);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
