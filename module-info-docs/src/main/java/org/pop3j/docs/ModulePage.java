package org.pop3j.docs;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of a module: people write what it is for and why it requires what it requires; the table between two marks
 * comes from the descriptor.
 *
 * @param file where the page is
 */
record ModulePage(Path file) {
    static final String BEGIN = "<!-- descriptor: written by ModuleDocs -->\n";
    static final String END = "<!-- end of descriptor -->";

    private static final Pattern REASON = Pattern.compile("(?m)^- `([a-z0-9.]+)`: \\S");

    /**
     * The page with the table of a descriptor in the place of the old one.
     *
     * @throws IOException if there is no page, or it has no marks
     */
    String with(ModuleDescriptor module) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + ": expected the marks " + BEGIN.strip() + " and " + END);
        }
        return text.substring(0, begin + BEGIN.length()) + new DescriptorTable(module).text() + text.substring(end);
    }

    /** The required modules for which the page has a reason: a line that begins with a dash, the name and a colon. */
    Set<String> reasons() throws IOException {
        Set<String> modules = new TreeSet<>();
        Matcher reason = REASON.matcher(Files.readString(file));
        while (reason.find()) {
            modules.add(reason.group(1));
        }
        return modules;
    }
}
