package org.pop3j.cli;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/** A message that is handed on octet for octet, whatever Jakarta Mail would make of it. */
final class RawMessage extends MimeMessage {
    private final Spool spool;

    RawMessage(Session session, Spool spool) {
        super(session);
        this.spool = spool;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        Files.copy(spool.file(), target);
    }

    @Override
    public void writeTo(OutputStream target, String[] leftOut) throws IOException {
        writeTo(target);
    }

    @Override
    public int getSize() throws MessagingException {
        try {
            return (int) Math.min(Integer.MAX_VALUE, Files.size(spool.file()));
        } catch (IOException e) {
            throw new MessagingException("cannot read the message again", e);
        }
    }
}
