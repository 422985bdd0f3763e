package org.pop3j.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.Requirement;
import org.pop3j.conformance.Requirements;
import org.pop3j.conformance.ServerKit;

/**
 * The conformance statement for [MS-STANOPOP3], {@code docs/conformance-statement.md}: a row for each of its 55 statements,
 * written from the checks of pop3-conformance and from the table {@code statement.tsv} of this module.
 *
 * <pre>{@code
 * java -cp module-info-docs/target/classes:pop3-conformance/target/classes:pop3-codec/target/classes \
 *     org.pop3j.docs.ConformanceStatement .
 * }</pre>
 */
public final class ConformanceStatement {
    /**
     * What people add to a statement.
     *
     * @param id the statement
     * @param client what our client and provider do
     * @param clientTests names of test classes, besides the checks
     * @param server what our server does
     * @param serverTests names of test classes, besides the checks
     * @param deviation where we leave the form of Outlook; a hyphen for nowhere
     */
    record Note(
            String id,
            String client,
            List<String> clientTests,
            String server,
            List<String> serverTests,
            String deviation) {}

    private ConformanceStatement() {}

    /**
     * Writes the page.
     *
     * @param args the root of the checkout, or nothing where it is the current folder
     * @throws IOException if it cannot be written
     */
    public static void main(String[] args) throws IOException {
        Files.writeString(file(Path.of(args.length == 0 ? "." : args[0])), page());
    }

    static Path file(Path root) {
        return root.resolve("docs").resolve("conformance-statement.md");
    }

    static String page() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Conformance statement for [MS-STANOPOP3]

                Written by `ConformanceStatement` in module-info-docs; a test compares this page with what it gives. It says for each of the 55
                statements (revision 3.1) what pop3-client and pop3-jakarta-mail on top of it, and pop3-server, do. The checks are those of
                pop3-conformance: `pop3 check` and `pop3 check-client` do them against any server and client. `OwnServerConformanceTest` does them
                against our server (stores in memory and Maildir; without TLS, with STLS, with TLS from the start), `OwnClientsConformanceTest` against
                our client and our Jakarta Mail provider; no check of a MUST fails there. Behind stand the tests of the modules that name the
                statement: a test sees to it that each side of each row has a check, or a reason why none can be, and such a test.

                | ID, section | our client and provider | check; tests | our server | check; tests | where we leave the form of Outlook |
                |---|---|---|---|---|---|
                """);
        for (Note note : notes()) {
            page.append(row(note)).append('\n');
        }
        return page.toString();
    }

    private static String row(Note note) {
        Requirement requirement = Requirements.of(note.id());
        return "| **" + note.id() + "**, " + requirement.source().replace("MS-STANOPOP3 ", "") + " | "
                + cell(note.client()) + " | " + shown(note.id(), ClientKit.checks(), note.clientTests())
                + " | "
                + cell(note.server()) + " | " + shown(note.id(), ServerKit.checks(), note.serverTests())
                + " | "
                + cell(note.deviation()) + " |";
    }

    private static String shown(String id, List<Check> checks, List<String> tests) {
        String names = checks.stream()
                .filter(check -> check.requirements().contains(id))
                .map(check -> "`" + check.name() + "`")
                .collect(Collectors.joining(" "));
        return (names.isEmpty() ? whyUnchecked(id) : names) + "; " + String.join(", ", tests);
    }

    /** Why no check shows a side of a statement: it asks nothing of that side, or there is a reason. */
    static String whyUnchecked(String id) {
        return Requirements.unchecked(id).orElse("asks nothing of this side");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** The table of this module. */
    static List<Note> notes() throws IOException {
        List<Note> notes = new ArrayList<>();
        try (InputStream in = ConformanceStatement.class.getResourceAsStream("statement.tsv")) {
            if (in == null) {
                throw new IOException("the table statement.tsv is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t", -1);
                    notes.add(new Note(cells[0], cells[1], names(cells[2]), cells[3], names(cells[4]), cells[5]));
                }
            }
        }
        return notes;
    }

    private static List<String> names(String cell) {
        return cell.equals("-") ? List.of() : List.of(cell.split(" "));
    }
}
