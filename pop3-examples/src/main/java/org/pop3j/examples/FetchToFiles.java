package org.pop3j.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;

/** Moves all messages of a maildrop into numbered files: several requests are on their way at once. */
public final class FetchToFiles {
    private FetchToFiles() {}

    /**
     * Moves the messages.
     *
     * @param args host, user, password, folder
     * @throws IOException if a message cannot be fetched or written; what was not written stays on the server
     */
    public static void main(String[] args) throws IOException {
        move(Pop3Client.builder(args[0]).build(), args[1], args[2], Path.of(args[3]));
    }

    static void move(Pop3Client client, String user, String password, Path folder) throws IOException {
        // snippet: fetch
        try (Pop3Session session = client.connect()) {
            session.logIn(user, password);
            List<MessageNumber> all =
                    session.scanListings().stream().map(ScanListing::number).toList();
            List<MessageNumber> written = new ArrayList<>();
            session.retrieve(all, new MessageHandler<>() {
                @Override
                public void message(MessageNumber number, InputStream content) throws IOException {
                    Files.copy(content, folder.resolve(number + ".eml"), StandardCopyOption.REPLACE_EXISTING);
                    written.add(number); // only now: the stream has ended, so the message is whole
                }

                @Override
                public void refused(MessageNumber number, Pop3RefusedException refusal) {
                    System.err.println("message " + number + " stays on the server: " + refusal.getMessage());
                }
            });
            session.delete(written);
            session.quit(); // without it nothing is removed
        }
        // end
    }
}
