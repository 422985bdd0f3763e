package org.pop3j.jakarta.mail.angus;

import jakarta.mail.Flags;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Enumeration;
import org.eclipse.angus.mail.pop3.POP3Message;
import org.jspecify.annotations.Nullable;
import org.pop3j.jakarta.mail.Pop3Message;

/**
 * A {@link Pop3Message} that is a {@link POP3Message} of Angus too. Every method of Angus's class that would ask its folder's
 * connection is overridden. Safe for use by several threads.
 */
public class AngusPop3Message extends POP3Message {
    private final AngusPop3Folder inbox;
    private final Pop3Message own;

    AngusPop3Message(AngusPop3Folder folder, Pop3Message own) throws MessagingException {
        super(folder, own.getMessageNumber());
        this.inbox = folder;
        this.own = own;
    }

    Pop3Message own() {
        return own;
    }

    /** As {@link Pop3Message#setFlags}. */
    @Override
    public void setFlags(Flags changed, boolean set) throws MessagingException {
        own.setFlags(changed, set);
    }

    @Override
    public Flags getFlags() throws MessagingException {
        return own.getFlags();
    }

    @Override
    public boolean isSet(Flags.Flag flag) throws MessagingException {
        return own.isSet(flag);
    }

    @Override
    public boolean isExpunged() {
        return own.isExpunged();
    }

    @Override
    public int getSize() throws MessagingException {
        return inbox.asking(own::getSize);
    }

    @Override
    protected InputStream getContentStream() throws MessagingException {
        return inbox.asking(own::getRawInputStream);
    }

    @Override
    public InputStream getMimeStream() throws MessagingException {
        return inbox.asking(own::getMimeStream);
    }

    /** The message at once, and not the header first because it says what kind of content it is. */
    @Override
    public Object getContent() throws IOException, MessagingException {
        if (cachedContent == null) {
            inbox.askingForContent(own);
        }
        return super.getContent();
    }

    @Override
    public InputStream getInputStream() throws IOException, MessagingException {
        inbox.askingForContent(own);
        return super.getInputStream();
    }

    @Override
    public void writeTo(OutputStream target, String @Nullable [] ignored) throws IOException, MessagingException {
        inbox.askingToWrite(() -> own.writeTo(target, ignored));
    }

    @Override
    public void invalidate(boolean withHeader) {
        own.invalidate(withHeader);
    }

    @Override
    public InputStream top(int bodyLines) throws MessagingException {
        return inbox.asking(() -> own.top(bodyLines));
    }

    @Override
    public String @Nullable [] getHeader(String name) throws MessagingException {
        return inbox.asking(() -> own.getHeader(name));
    }

    @Override
    public @Nullable String getHeader(String name, @Nullable String delimiter) throws MessagingException {
        return inbox.asking(() -> own.getHeader(name, delimiter));
    }

    @Override
    public Enumeration<Header> getAllHeaders() throws MessagingException {
        return inbox.asking(own::getAllHeaders);
    }

    @Override
    public Enumeration<Header> getMatchingHeaders(String[] names) throws MessagingException {
        return inbox.asking(() -> own.getMatchingHeaders(names));
    }

    @Override
    public Enumeration<Header> getNonMatchingHeaders(String[] names) throws MessagingException {
        return inbox.asking(() -> own.getNonMatchingHeaders(names));
    }

    @Override
    public Enumeration<String> getAllHeaderLines() throws MessagingException {
        return inbox.asking(own::getAllHeaderLines);
    }

    @Override
    public Enumeration<String> getMatchingHeaderLines(String[] names) throws MessagingException {
        return inbox.asking(() -> own.getMatchingHeaderLines(names));
    }

    @Override
    public Enumeration<String> getNonMatchingHeaderLines(String @Nullable [] names) throws MessagingException {
        return inbox.asking(() -> own.getNonMatchingHeaderLines(names));
    }
}
