package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program that fetches all messages of a maildrop in one session. */
interface FetchingClient {
    /** All of them. */
    List<FetchingClient> ALL = List.of(new Curl(), new Mpop(), new Fetchmail(), new Getmail(), new Poplib());

    /**
     * Its name in tables.
     *
     * @return the program's name
     */
    String name();

    /**
     * The ways in which it can protect a connection.
     *
     * @return all three where nothing else is said
     */
    default Set<Protection> protections() {
        return EnumSet.allOf(Protection.class);
    }

    /**
     * Fetches all messages and removes none.
     *
     * @param server from where
     * @param work an empty folder
     * @return a file a message, in the order of the message-numbers
     */
    List<Path> fetch(Endpoint server, Path work) throws IOException, InterruptedException;

    /**
     * The files of a folder, in the order of the numbers in their names.
     *
     * @param folder the folder
     * @param numbers how many numbers of a name count
     * @return the files
     */
    static List<Path> inOrder(Path folder, int numbers) throws IOException {
        Pattern number = Pattern.compile("[0-9]+");
        Comparator<Path> byNumbers = (a, b) -> 0;
        for (int i = 0; i < numbers; i++) {
            int place = i;
            byNumbers = byNumbers.thenComparingLong(file -> {
                List<MatchResult> found =
                        number.matcher(file.getFileName().toString()).results().toList();
                return Long.parseLong(found.get(place).group());
            });
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(byNumbers).toList();
        }
    }
}
