package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of one session, frozen in their order (R1939-16), and where each of them is now: others may rename them at any
 * time (M-03).
 */
final class Messages {
    private static final int RENAMES_FOLLOWED = 10;

    private final Maildir maildir;
    private final MessageFile[] files;
    private final BitSet gone = new BitSet();

    Messages(Maildir maildir, List<MessageFile> inOrder) {
        this.maildir = maildir;
        this.files = inOrder.toArray(MessageFile[]::new);
    }

    /** Something done to the file of a message; {@code NoSuchFileException} if it is not there under that name. */
    interface Action<T> {
        T on(Entry entry, MessageFile file) throws IOException;
    }

    int count() {
        return files.length;
    }

    MessageFile file(int number) {
        return files[number - 1];
    }

    /** Acts on a message where it is now. Each time it is not there, all messages are looked up again. */
    <T> T act(int number, Action<T> action) throws IOException {
        for (int i = 0; i < RENAMES_FOLLOWED; i++) {
            try {
                return actOnce(number, action);
            } catch (MessageGoneException e) {
                throw e;
            } catch (NoSuchFileException renamed) {
                lookUp();
            }
        }
        throw new IOException("renamed by others again and again: " + file(number));
    }

    private <T> T actOnce(int number, Action<T> action) throws IOException {
        MessageFile file = file(number);
        if (gone.get(number)) {
            throw new MessageGoneException(file);
        }
        try (SecureDirectoryStream<Path> directory = maildir.enter(file.part())) {
            return action.on(new Entry(directory, file.name()), file);
        }
    }

    /** One rescan finds every message that was renamed, so that a mail program that moves all of them costs one. */
    private void lookUp() throws IOException {
        Map<MessageFile.Identity, MessageFile> now = new HashMap<>();
        Scan.of(maildir).forEach(file -> now.put(file.identity(), file));
        for (int number = 1; number <= files.length; number++) {
            MessageFile file = file(number);
            MessageFile found = now.getOrDefault(file.identity(), file);
            files[number - 1] = found;
            gone.set(number, !now.containsKey(file.identity()));
        }
    }

    /** The messages that are there now, oldest first. */
    static List<MessageFile> inOrder(Collection<MessageFile> found) {
        List<MessageFile> sorted = new ArrayList<>(found);
        sorted.sort(MessageFile.ARRIVAL);
        return sorted;
    }
}
