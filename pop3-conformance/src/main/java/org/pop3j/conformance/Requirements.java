package org.pop3j.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of requirements, read from a table in this module. Immutable.
 *
 * <p>A second table, {@code unchecked.tsv}, names the rules that cannot be seen from outside, with the reason: every other
 * rule that binds a side has a check.
 */
public final class Requirements {
    private static final Requirements ALL = new Requirements();

    private final Map<String, Requirement> byId = new LinkedHashMap<>();
    private final Map<String, String> unchecked = new LinkedHashMap<>();

    private Requirements() {
        for (String[] row : rows("requirements.tsv")) {
            byId.put(row[0], new Requirement(row[0], row[1], filled(row[3]), filled(row[4]), row[5]));
        }
        for (String[] row : rows("unchecked.tsv")) {
            unchecked.put(row[0], row[1]);
        }
    }

    /**
     * All requirements, in the order of the catalogue.
     *
     * @return the requirements
     */
    public static List<Requirement> all() {
        return List.copyOf(ALL.byId.values());
    }

    /**
     * One requirement.
     *
     * @param id its ID
     * @return the requirement
     * @throws IllegalArgumentException if there is no such ID
     */
    public static Requirement of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no requirement " + id));
    }

    /**
     * Looks for a requirement.
     *
     * @param id perhaps an ID
     * @return the requirement, if there is one
     */
    public static Optional<Requirement> find(String id) {
        return Optional.ofNullable(ALL.byId.get(id));
    }

    /**
     * Why no check of this kit shows a rule.
     *
     * @param id the ID of a requirement
     * @return the reason; empty if a check shows it
     */
    public static Optional<String> unchecked(String id) {
        return Optional.ofNullable(ALL.unchecked.get(id));
    }

    private static Optional<String> filled(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(cell);
    }

    private static List<String[]> rows(String table) {
        List<String[]> rows = new ArrayList<>();
        try (InputStream in = Requirements.class.getResourceAsStream(table)) {
            if (in == null) {
                throw new IllegalStateException("the module lacks its table " + table);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(line.split("\t", -1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table " + table, e);
        }
        return rows;
    }
}
