package org.pop3j.examples;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFileException;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;

/** Serves a folder of Maildirs over TLS to the users of a users file. */
public final class ServeMaildirs {
    private ServeMaildirs() {}

    /**
     * Serves until the program is ended.
     *
     * @param args the folder with a Maildir for each user, the users file, and a folder for the certificate
     * @throws IOException if a file cannot be read or there is no free port
     * @throws TlsFileException if the certificate's file does not hold one
     * @throws InterruptedException if somebody interrupts this thread
     */
    public static void main(String[] args) throws IOException, TlsFileException, InterruptedException {
        try (Pop3Server server = start(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]))) {
            System.out.println(server.addresses());
            Thread.currentThread().join();
        }
    }

    static Pop3Server start(Path maildirs, Path usersFile, Path state) throws IOException, TlsFileException {
        // snippet: maildirs
        UsersFileAuthenticator users = new UsersFileAuthenticator(UsersFile.open(usersFile));
        TlsFiles certificate = SelfSigned.in(state, List.of("localhost", "127.0.0.1"));
        Pop3Server server = Pop3Server.builder(MaildirStore.in(maildirs.toString()), users)
                .tls(certificate)
                .listenTls(new InetSocketAddress("127.0.0.1", 0)) // TLS from the start
                .listen(new InetSocketAddress("127.0.0.1", 0)) // STLS; no password is taken before it
                .start();
        // end
        return server;
    }
}
