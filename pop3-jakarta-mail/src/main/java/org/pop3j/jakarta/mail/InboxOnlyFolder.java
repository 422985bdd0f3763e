package org.pop3j.jakarta.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.MethodNotSupportedException;

/** What a folder of POP3 is and cannot do, whether it is open or not. */
abstract class InboxOnlyFolder extends Folder {
    /** The name of the one folder, in any case. */
    static final String INBOX = "INBOX";

    private final Pop3Store store;
    private final String name;

    InboxOnlyFolder(Pop3Store store, String name) {
        super(store);
        this.store = store;
        this.name = name;
    }

    /** The name it was asked for by. */
    @Override
    public String getName() {
        return name;
    }

    /** The name it was asked for by. */
    @Override
    public String getFullName() {
        return name;
    }

    /** The root. */
    @Override
    public Folder getParent() {
        return new RootFolder(store);
    }

    /** Whether this is INBOX. */
    @Override
    public boolean exists() {
        return name.equalsIgnoreCase(INBOX);
    }

    /** Refuses: INBOX holds messages only. */
    @Override
    public Folder[] list(String pattern) throws MessagingException {
        throw new MessagingException("INBOX holds no folders");
    }

    /** NUL: there is no hierarchy. */
    @Override
    public char getSeparator() {
        return '\0';
    }

    /** {@link Folder#HOLDS_MESSAGES}. */
    @Override
    public int getType() {
        return HOLDS_MESSAGES;
    }

    /** False: POP3 does not tell. */
    @Override
    public boolean hasNewMessages() {
        return false;
    }

    /** Refuses: INBOX holds messages only. */
    @Override
    public Folder getFolder(String child) throws MessagingException {
        throw new MessagingException("INBOX holds no folders");
    }

    /** No flags: DELETED counts until the folder is closed, and POP3 keeps none. */
    @Override
    public Flags getPermanentFlags() {
        return new Flags();
    }

    /** False: INBOX is there always and no other folder can be. */
    @Override
    public boolean create(int type) {
        return false;
    }

    /** Refuses: POP3 cannot. */
    @Override
    public boolean delete(boolean recurse) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("delete: POP3 has one folder, which stays");
    }

    /** Refuses: POP3 cannot. */
    @Override
    public boolean renameTo(Folder folder) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("renameTo: POP3 has one folder, which stays");
    }

    /** Refuses: POP3 cannot. */
    @Override
    public void appendMessages(Message[] messages) throws MethodNotSupportedException {
        throw new MethodNotSupportedException("appendMessages: POP3 only hands out mail");
    }

    /** Refuses: POP3 deletes when the session ends; use {@link #close(boolean)}. */
    @Override
    public Message[] expunge() throws MethodNotSupportedException {
        throw new MethodNotSupportedException("expunge: POP3 deletes when the folder is closed, use close(true)");
    }
}
