package org.pop3j.jakarta.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Folder;
import jakarta.mail.Header;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** A message whose header comes from elsewhere when it is asked for, and that cannot be changed. */
abstract class ReadOnlyMessage extends MimeMessage {
    ReadOnlyMessage(Folder folder, int number) {
        super(folder, number);
    }

    /** The header lines, fetched if they are not there. */
    abstract InternetHeaders lines() throws MessagingException;

    @Override
    public String @Nullable [] getHeader(String name) throws MessagingException {
        return lines().getHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name, @Nullable String delimiter) throws MessagingException {
        return lines().getHeader(name, delimiter);
    }

    @Override
    public Enumeration<Header> getAllHeaders() throws MessagingException {
        return lines().getAllHeaders();
    }

    @Override
    public Enumeration<Header> getMatchingHeaders(String[] names) throws MessagingException {
        return lines().getMatchingHeaders(names);
    }

    @Override
    public Enumeration<Header> getNonMatchingHeaders(String[] names) throws MessagingException {
        return lines().getNonMatchingHeaders(names);
    }

    @Override
    public Enumeration<String> getAllHeaderLines() throws MessagingException {
        return lines().getAllHeaderLines();
    }

    @Override
    public Enumeration<String> getMatchingHeaderLines(String[] names) throws MessagingException {
        return lines().getMatchingHeaderLines(names);
    }

    @Override
    public Enumeration<String> getNonMatchingHeaderLines(String @Nullable [] names) throws MessagingException {
        return lines().getNonMatchingHeaderLines(names);
    }

    /** Refuses: the message belongs to the server. */
    @Override
    public void setHeader(String name, String value) throws MessagingException {
        throw readOnly();
    }

    /** Refuses: the message belongs to the server. */
    @Override
    public void addHeader(String name, String value) throws MessagingException {
        throw readOnly();
    }

    /** Refuses: the message belongs to the server. */
    @Override
    public void removeHeader(String name) throws MessagingException {
        throw readOnly();
    }

    /** Refuses: the message belongs to the server. */
    @Override
    public void addHeaderLine(String line) throws MessagingException {
        throw readOnly();
    }

    /** Refuses: the message belongs to the server. */
    @Override
    public void setDataHandler(DataHandler content) throws MessagingException {
        throw readOnly();
    }

    /** Refuses: the message belongs to the server. */
    @Override
    public void saveChanges() throws MessagingException {
        throw readOnly();
    }

    private static IllegalWriteException readOnly() {
        return new IllegalWriteException("messages of POP3 are read-only");
    }
}
