package org.pop3j.peers;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** GreenMail: POP3, SMTP and IMAP on loopback, the last two with TLS from the start too, all mail in memory; user test, password test. */
public final class GreenMailServer implements AutoCloseable {
    /** The certificate of its TLS, as PEM: for 127.0.0.1 and not for localhost. */
    public static final String CERTIFICATE = GreenMailKey.CERTIFICATE;

    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", "pop3"),
        new ServerSetup(0, "127.0.0.1", "smtp"),
        new ServerSetup(0, "127.0.0.1", "imap"),
        new ServerSetup(0, "127.0.0.1", "smtps"),
        new ServerSetup(0, "127.0.0.1", "imaps")
    });

    /** Starts it. */
    public GreenMailServer() {
        mail.setUser("test@localhost", "test", "test");
        mail.setUser("other@localhost", "other", "other");
        mail.start();
    }

    /** The POP3 port. */
    public int pop3() {
        return mail.getPop3().getPort();
    }

    /** The SMTP port. */
    public int smtp() {
        return mail.getSmtp().getPort();
    }

    /** The IMAP port. */
    public int imap() {
        return mail.getImap().getPort();
    }

    /** The SMTP port with TLS. */
    public int smtps() {
        return mail.getSmtps().getPort();
    }

    /** The IMAP port with TLS. */
    public int imaps() {
        return mail.getImaps().getPort();
    }

    /** Delivers by SMTP, octet for octet. */
    public void deliver(String message) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", smtp());
                OutputStream out = socket.getOutputStream()) {
            String dialogue = "HELO x\r\nMAIL FROM:<a@localhost>\r\nRCPT TO:<test@localhost>\r\nDATA\r\n"
                    + message.replaceAll("(?m)^\\.", "..") + ".\r\nQUIT\r\n";
            for (String line : dialogue.split("(?<=\r\n)")) {
                out.write(line.getBytes(StandardCharsets.ISO_8859_1));
            }
            out.flush();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The messages that a user has, as IMAP and POP3 show them. */
    public java.util.List<String> messages(String user) throws Exception {
        mail.waitForIncomingEmail(TimeUnit.SECONDS.toMillis(5), 0);
        java.util.List<String> messages = new java.util.ArrayList<>();
        var inbox = mail.getManagers()
                .getImapHostManager()
                .getInbox(mail.getUserManager().getUser(user));
        for (var stored : inbox.getMessages()) {
            var out = new java.io.ByteArrayOutputStream();
            stored.getMimeMessage().writeTo(out);
            messages.add(out.toString(StandardCharsets.ISO_8859_1));
        }
        return messages;
    }

    @Override
    public void close() {
        mail.stop();
    }
}
