package org.pop3j.conformance.delivery;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.codec.LineReader;
import org.pop3j.codec.PeerText;
import org.pop3j.conformance.Deliverer;

/** Sends each message by SMTP or LMTP: a connection a message. */
public final class SmtpDeliverer implements Deliverer {
    private static final int LIMIT_MILLIS = 30_000;
    private static final int LONGEST_REPLY = 2048;

    private final InetSocketAddress server;
    private final String hello;
    private final String recipient;

    /** Takes the server, its word of greeting ({@code EHLO} or {@code LHLO}) and the address of the account. */
    public SmtpDeliverer(InetSocketAddress server, String hello, String recipient) {
        this.server = server;
        this.hello = hello;
        this.recipient = recipient;
    }

    @Override
    public void deliver(byte[] message) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            LineReader in = new LineReader(socket.getInputStream(), LONGEST_REPLY);
            expect(in, '2');
            say(out, in, hello + " localhost", '2');
            say(out, in, "MAIL FROM:<" + sender() + ">", '2');
            say(out, in, "RCPT TO:<" + recipient + ">", '2');
            say(out, in, "DATA", '3');
            ContentEncoder encoder = new ContentEncoder(out);
            encoder.write(message, 0, message.length);
            encoder.terminate();
            out.flush();
            expect(in, '2');
            say(out, in, "QUIT", '2');
        }
    }

    /** The account itself: some servers take no empty sender. A name without a domain would be no sender for others. */
    private String sender() {
        return recipient.contains("@") ? recipient : "";
    }

    private static void say(OutputStream out, LineReader in, String line, char expected) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        expect(in, expected);
    }

    private static void expect(LineReader in, char expected) throws IOException {
        String line = line(in);
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line(in);
        }
        if (line.isEmpty() || line.charAt(0) != expected) {
            throw new IOException(
                    "expected a reply " + expected + "xx from the mail server, got " + PeerText.quote(line));
        }
    }

    private static String line(LineReader in) throws IOException {
        return in.readLine(LONGEST_REPLY)
                .orElseThrow(() -> new IOException("the mail server answers with overlong lines"));
    }
}
