package org.pop3j.jakarta.mail.angus;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.FolderClosedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.event.ConnectionListener;
import jakarta.mail.event.MessageChangedListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Message;
import org.jspecify.annotations.Nullable;
import org.pop3j.jakarta.mail.Pop3Folder;
import org.pop3j.jakarta.mail.Pop3Message;
import org.pop3j.jakarta.mail.Pop3Store;

/**
 * A {@link Pop3Folder} that is a {@link POP3Folder} of Angus too. Safe for use by several threads.
 *
 * <p>Every method of Angus's class that uses its connection is overridden; what needs none (names, the parent, what POP3
 * cannot do) is inherited.
 */
public class AngusPop3Folder extends POP3Folder {
    private final Pop3Folder own;
    private final ConcurrentMap<Message, AngusPop3Message> messages = new ConcurrentHashMap<>();
    private final AtomicBoolean isForwarding = new AtomicBoolean();

    /** What is asked of the folder or a message that does the work. */
    interface Asking<T> {
        T ask() throws MessagingException;
    }

    AngusPop3Folder(AngusPop3Store store, Pop3Store ownStore, String name) throws MessagingException {
        super(store, name);
        this.own = (Pop3Folder) ownStore.getFolder(name);
    }

    /** Exceptions name the folder that the application knows. */
    <T> T asking(Asking<T> asking) throws MessagingException {
        try {
            return asking.ask();
        } catch (FolderClosedException e) {
            throw new FolderClosedException(this, e.getMessage(), e);
        } catch (FolderNotFoundException e) {
            throw new FolderNotFoundException(this, e.getMessage(), e);
        }
    }

    /** Retrieves the message; the parts that the application gets have the message that it knows for their parent. */
    void askingForContent(Pop3Message message) throws IOException, MessagingException {
        askingToWrite(() -> message.getInputStream().close());
    }

    /** What is asked of a message that does the work, and fails by an output too. */
    interface Writing {
        void write() throws IOException, MessagingException;
    }

    void askingToWrite(Writing writing) throws IOException, MessagingException {
        try {
            writing.write();
        } catch (FolderClosedException e) {
            throw new FolderClosedException(this, e.getMessage(), e);
        }
    }

    @Override
    public void open(int mode) throws MessagingException {
        asking(() -> {
            own.open(mode);
            return true;
        });
        this.mode = mode;
    }

    @Override
    public void close(boolean expunge) throws MessagingException {
        try {
            own.close(expunge);
        } finally {
            messages.clear();
        }
    }

    @Override
    public boolean isOpen() {
        return own.isOpen();
    }

    @Override
    public int getMode() {
        return own.getMode();
    }

    @Override
    public Flags getPermanentFlags() {
        return own.getPermanentFlags();
    }

    @Override
    public boolean hasNewMessages() throws MessagingException {
        return own.hasNewMessages();
    }

    @Override
    public int getMessageCount() throws MessagingException {
        return own.getMessageCount();
    }

    @Override
    public Message getMessage(int number) throws MessagingException {
        return outer(own.getMessage(number));
    }

    @Override
    public Message[] getMessages() throws MessagingException {
        Message[] all = own.getMessages();
        for (int i = 0; i < all.length; i++) {
            all[i] = outer(all[i]);
        }
        return all;
    }

    private AngusPop3Message outer(Message message) throws MessagingException {
        AngusPop3Message known = messages.get(message);
        if (known != null) {
            return known;
        }
        AngusPop3Message made = new AngusPop3Message(this, (Pop3Message) message);
        AngusPop3Message earlier = messages.putIfAbsent(message, made);
        return earlier == null ? made : earlier;
    }

    /** Never called by pop3j: messages are made by {@link #getMessage(int)}. */
    @Override
    protected POP3Message createMessage(jakarta.mail.Folder folder, int number) throws MessagingException {
        return outer(own.getMessage(number));
    }

    /** As {@link Pop3Folder#fetch}. */
    @Override
    public void fetch(Message[] wanted, FetchProfile profile) throws MessagingException {
        Message[] inner = new Message[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            inner[i] = inner(wanted[i]);
        }
        asking(() -> {
            own.fetch(inner, profile);
            return true;
        });
    }

    /** As {@link Pop3Folder#getUID}. */
    @Override
    public @Nullable String getUID(Message message) throws MessagingException {
        Message inner = inner(message);
        return asking(() -> own.getUID(inner));
    }

    private Message inner(Message message) {
        if (message instanceof AngusPop3Message known && known.getFolder() == this) {
            return known.own();
        }
        throw new NoSuchElementException("the message is not of this folder");
    }

    @Override
    public int getSize() {
        return own.getSize();
    }

    @Override
    public int[] getSizes() throws MessagingException {
        return asking(own::getSizes);
    }

    @Override
    public InputStream listCommand() throws MessagingException, IOException {
        return asking(own::listCommand);
    }

    @Override
    public void addConnectionListener(ConnectionListener listener) {
        forward();
        super.addConnectionListener(listener);
    }

    @Override
    public void addMessageChangedListener(MessageChangedListener listener) {
        forward();
        super.addMessageChangedListener(listener);
    }

    /** From the first listener on: the API starts a thread for the events of each folder that has one. */
    private void forward() {
        if (isForwarding.compareAndSet(false, true)) {
            own.addConnectionListener(new Forwarding(this));
            own.addMessageChangedListener(event -> changed(event.getMessageChangeType(), event.getMessage()));
        }
    }

    private void changed(int type, Message message) {
        AngusPop3Message known = messages.get(message);
        if (known != null) {
            notifyMessageChangedListeners(type, known);
        }
    }

    void happened(int connectionEvent) {
        notifyConnectionListeners(connectionEvent);
    }
}
