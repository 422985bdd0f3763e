package org.pop3j.examples;

import java.io.IOException;
import java.io.OutputStream;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Trust;
import org.pop3j.codec.ScanListing;

/** Prints all messages of a maildrop and leaves them there. */
public final class SmallestClient {
    private SmallestClient() {}

    /**
     * Prints the messages.
     *
     * @param args host, user, password; the server speaks TLS from the start, at port 995
     * @throws IOException if a message cannot be fetched
     */
    public static void main(String[] args) throws IOException {
        printAll(args[0], 995, Trust.system(), args[1], args[2], System.out);
    }

    static void printAll(String host, int port, Trust trust, String user, String password, OutputStream out)
            throws IOException {
        // snippet: client
        Pop3Client client = Pop3Client.builder(host).port(port).trust(trust).build(); // TLS, all waits bounded
        try (Pop3Session session = client.connect()) {
            session.logIn(user, password);
            for (ScanListing message : session.scanListings()) {
                session.retrieve(message.number(), out);
            }
            session.quit();
        }
        // end
    }
}
