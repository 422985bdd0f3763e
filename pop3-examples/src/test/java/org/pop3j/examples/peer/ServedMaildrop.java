package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A maildrop as a server shows it.
 *
 * @param octets LIST's size of each message, by its unique-id
 * @param content RETR's octets of each message, in a file, by its unique-id
 */
record ServedMaildrop(Map<String, Long> octets, Map<String, Path> content) {
    /**
     * Asks a server for everything; for each message in a session of its own, since a server that does not stuff a first dot
     * is out of step after it.
     *
     * @param port the port on loopback
     * @param user the user
     * @param work takes the content
     * @return what it gave
     */
    static ServedMaildrop of(int port, String user, Path work) throws IOException {
        Map<String, Long> octets = new LinkedHashMap<>();
        Map<String, Path> content = new LinkedHashMap<>();
        try (PlainSession session = PlainSession.logIn(port, user)) {
            List<String> uniqueIds = session.listing("UIDL");
            List<String> sizes = session.listing("LIST");
            for (int i = 0; i < uniqueIds.size(); i++) {
                octets.put(uniqueIds.get(i), Long.parseLong(sizes.get(i)));
            }
        }
        int number = 0;
        for (String uniqueId : octets.keySet()) {
            number++;
            try (PlainSession session = PlainSession.logIn(port, user)) {
                String got = session.lines("RETR " + number);
                Path file = Files.createTempFile(work, "message", ".txt");
                content.put(uniqueId, Files.writeString(file, got, StandardCharsets.ISO_8859_1));
            }
        }
        return new ServedMaildrop(octets, content);
    }
}
