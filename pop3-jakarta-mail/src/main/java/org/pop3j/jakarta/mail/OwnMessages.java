package org.pop3j.jakarta.mail;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes messages of a class of the application ({@code message.class}). */
record OwnMessages(String property, Constructor<? extends Pop3Message> constructor) implements MessageMaker {
    /**
     * Looks the class up.
     *
     * @throws MessagingException if there is none such, or it is no subclass of {@link Pop3Message}
     */
    static MessageMaker of(PropertyValue value) throws MessagingException {
        try {
            Class<? extends Pop3Message> type = value.type().asSubclass(Pop3Message.class);
            return new OwnMessages(value.name(), type.getConstructor(Folder.class, int.class));
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new MessagingException(
                    value.name() + ": expected a class that extends " + Pop3Message.class.getName()
                            + " and has a public constructor (Folder, int), got " + value.shown(),
                    e instanceof Exception exception ? exception : new ReflectiveOperationException(e));
        }
    }

    @Override
    public Pop3Message make(Pop3Folder folder, int number) throws MessagingException {
        try {
            return constructor.newInstance(folder, number);
        } catch (InvocationTargetException e) {
            throw failure(e.getCause() instanceof Exception cause ? cause : e);
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        }
    }

    private MessagingException failure(Exception cause) {
        return new MessagingException(property + ": the message object cannot be made: " + cause, cause);
    }
}
