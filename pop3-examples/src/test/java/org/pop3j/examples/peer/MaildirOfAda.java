package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The Maildir of user ada, readable by the user as whom Dovecot reads mail.
 *
 * @param all the folder of all Maildirs
 */
record MaildirOfAda(Path all) {
    static final String USER = "ada";

    /**
     * Makes one with messages 1 to {@code count}, whose subjects are their numbers.
     *
     * @param folder an empty folder
     */
    static MaildirOfAda in(Path folder, int count) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        MaildirOfAda maildir = new MaildirOfAda(folder.resolve("mail"));
        for (String sub : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir.all().resolve(USER).resolve(sub));
        }
        for (int i = 1; i <= count; i++) {
            maildir.put("17000000" + (10 + i) + ".m" + i + ".host", "Subject: " + i + "\n\n.dot " + i + "\n");
        }
        return maildir;
    }

    void put(String name, String message) throws IOException {
        Files.writeString(all.resolve(USER).resolve("new").resolve(name), message);
        Peers.giveAway(all);
    }
}
