package org.pop3j.jakarta.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.MethodNotSupportedException;
import org.jspecify.annotations.Nullable;

/** The root of a store: holds INBOX and nothing else, and cannot be opened. */
final class RootFolder extends Folder {
    private final Pop3Store store;

    RootFolder(Pop3Store store) {
        super(store);
        this.store = store;
    }

    @Override
    public String getName() {
        return "";
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public @Nullable Folder getParent() {
        return null;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Folder[] list(String pattern) {
        return new Folder[] {new Pop3Folder(store, Pop3Folder.INBOX)};
    }

    @Override
    public char getSeparator() {
        return '/';
    }

    @Override
    public int getType() {
        return HOLDS_FOLDERS;
    }

    @Override
    public boolean hasNewMessages() {
        return false;
    }

    @Override
    public Folder getFolder(String name) throws MessagingException {
        Pop3Folder folder = new Pop3Folder(store, name);
        if (!folder.exists()) {
            throw new MessagingException("POP3 has one folder only, INBOX");
        }
        return folder;
    }

    @Override
    public boolean create(int type) {
        return false;
    }

    @Override
    public boolean delete(boolean recurse) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("delete: the root of a POP3 store");
    }

    @Override
    public boolean renameTo(Folder folder) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("renameTo: the root of a POP3 store");
    }

    @Override
    public void open(int mode) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("open: the root of a POP3 store");
    }

    @Override
    public void close(boolean expunge) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("close: the root of a POP3 store");
    }

    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public Flags getPermanentFlags() {
        return new Flags();
    }

    @Override
    public int getMessageCount() {
        return 0;
    }

    @Override
    public Message getMessage(int number) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("getMessage: the root of a POP3 store");
    }

    @Override
    public void appendMessages(Message[] messages) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("appendMessages: POP3 only hands out mail");
    }

    @Override
    public Message[] expunge() throws MethodNotSupportedException {
        throw new MethodNotSupportedException("expunge: the root of a POP3 store");
    }
}
