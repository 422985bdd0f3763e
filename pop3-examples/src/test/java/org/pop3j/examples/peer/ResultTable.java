package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pop3j.examples.SampleMail;
import org.pop3j.examples.SampleMessage;

/**
 * What came of each message with each peer, printed and kept in the build folder: a row a message, a column a peer, in each
 * cell a mark for each agent's copy if they differ, else one mark.
 */
final class ResultTable {
    /** Every octet is the same. */
    static final char SAME = '=';

    /** Something differs that is not known to. */
    static final char WRONG = 'X';

    private final String title;
    private final Map<String, Map<String, Set<Character>>> columns = new TreeMap<>();

    ResultTable(String title) {
        this.title = title;
    }

    /**
     * Notes one result.
     *
     * @param column the peer
     * @param message the message
     * @param mark {@link #SAME}, {@link #WRONG} or the mark of a known difference
     */
    synchronized void note(String column, String message, char mark) {
        columns.computeIfAbsent(column, c -> new LinkedHashMap<>())
                .computeIfAbsent(message, m -> new LinkedHashSet<>())
                .add(mark);
    }

    /**
     * Prints the table and writes it to a file.
     *
     * @param fileName a file in the build folder
     */
    void publish(String fileName) throws IOException {
        StringBuilder text = new StringBuilder(title).append('\n').append(String.format("%-22s", "message"));
        columns.keySet().forEach(column -> text.append(' ').append(column));
        text.append('\n');
        for (SampleMessage message : SampleMail.all()) {
            text.append(String.format("%-22s", message.name()));
            columns.forEach((column, results) -> text.append(' ').append(cell(column, results.get(message.name()))));
            text.append('\n');
        }
        text.append("= every octet as in the file, normalised by RFC 1939 section 11\n");
        KnownDifferences.ALL.stream()
                .filter(known -> columns.keySet().stream().anyMatch(column -> column.startsWith(known.peer())))
                .forEach(known -> text.append(known.mark())
                        .append(' ')
                        .append(known.message().equals("*") ? "" : known.message() + ": ")
                        .append(known.why())
                        .append('\n'));
        System.out.print(text);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve(fileName), text);
    }

    private static String cell(String column, @Nullable Set<Character> marks) {
        StringBuilder cell = new StringBuilder();
        if (marks == null) {
            cell.append('.');
        } else {
            marks.forEach(cell::append);
        }
        return String.format("%-" + column.length() + "s", cell);
    }
}
