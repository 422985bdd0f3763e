package org.pop3j.examples.peer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The barest client: sends lines and reads up to the line of a dot, without any code of ours. */
final class PlainSession implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private PlainSession(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects and logs in.
     *
     * @param port the port on loopback
     * @param user the user
     * @return a session in the TRANSACTION state
     */
    static PlainSession logIn(int port, String user) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        PlainSession session = new PlainSession(socket);
        session.readLine();
        session.command("USER " + user);
        session.command("PASS " + Endpoint.PASSWORD);
        return session;
    }

    /**
     * Sends a command with an answer of many lines.
     *
     * @param command the command
     * @return what comes before the line of a dot, unstuffed, a character an octet
     */
    String lines(String command) throws IOException {
        command(command);
        StringBuilder all = new StringBuilder();
        for (String line = readLine(); !line.equals(".\r\n"); line = readLine()) {
            all.append(line, line.startsWith(".") ? 1 : 0, line.length());
        }
        return all.toString();
    }

    /**
     * Reads a scan or unique-id listing.
     *
     * @param command LIST or UIDL
     * @return the second field of each line
     */
    List<String> listing(String command) throws IOException {
        return lines(command).lines().map(line -> line.split(" ")[1]).toList();
    }

    /**
     * Sends a command with an answer of one line, which must be good.
     *
     * @param command the command
     */
    void command(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String status = readLine();
        if (!status.startsWith("+OK")) {
            throw new IOException("expected +OK to " + command.split(" ")[0] + ", got " + status.strip());
        }
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int before = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n' && before == '\r') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            before = octet;
        }
        throw new IOException("the server closed the connection after " + line);
    }

    /** Ends without QUIT: nothing is removed or moved for it. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
