package org.pop3j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFileException;

/**
 * The folder that both servers of a run share: users, certificate, and a folder of Maildirs for each.
 *
 * @param folder where all of it lies; others must be able to enter it
 */
record Site(Path folder) {
    static final String PASSWORD = "test";

    static Site in(Path folder, List<String> users) throws IOException, TlsFileException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Site site = new Site(folder.toRealPath());
        List<String> lines =
                users.stream().map(user -> user + ":{PLAIN}" + PASSWORD).toList();
        Files.write(site.users(), lines);
        Files.setPosixFilePermissions(site.users(), PosixFilePermissions.fromString("rw-r--r--"));
        for (String server : List.of("ours", "dovecot")) {
            Files.createDirectories(site.mail(server));
        }
        SelfSigned.in(site.state(), List.of("localhost", "127.0.0.1"));
        return site;
    }

    Path users() {
        return folder.resolve("users");
    }

    Path keys() {
        return SelfSigned.file(state());
    }

    Path mail(String server) {
        return folder.resolve("mail-" + server);
    }

    private Path state() {
        return folder.resolve("keys");
    }
}
