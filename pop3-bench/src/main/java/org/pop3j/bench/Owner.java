package org.pop3j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.stream.Stream;

/** Who owns mail: Dovecot refuses to handle mail as root, so a run by root gives Dovecot's to the user {@code mail}. */
enum Owner {
    SELF,
    MAIL;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Of the Maildirs of a server. */
    static Owner of(MeasuredServer server) {
        return server instanceof Dovecot ? MAIL : SELF;
    }

    /** Gives a file, or a folder and all in it. */
    void give(Path path) throws IOException {
        if (this == SELF || !isRoot()) {
            return;
        }
        UserPrincipal mail =
                path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("mail");
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.setOwner(each, mail);
            }
        }
    }
}
