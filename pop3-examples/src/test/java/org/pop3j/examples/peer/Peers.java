package org.pop3j.examples.peer;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds programs that nobody here wrote. A missing one is a visible skip, and a failure where {@code CI} is set. */
final class Peers {
    private static final List<String> USUAL_FOLDERS = List.of("/usr/bin", "/usr/sbin", "/usr/lib/dovecot");
    private static final String UNPRIVILEGED_USER = "mail";

    private Peers() {}

    /**
     * Finds a program or skips the test.
     *
     * @param program its file name
     * @param debianPackage what to install
     * @return the program's path
     */
    static String require(String program, String debianPackage) {
        Optional<Path> found = folders()
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String missing = program + " is not installed (apt-get install " + debianPackage + ")";
            if (System.getenv("CI") != null) {
                fail(missing + "; with CI set no peer may be missing");
            }
            Assumptions.abort(missing);
        }
        return found.orElseThrow().toString();
    }

    /**
     * The command, run by {@code mail} where the tests run as root: several programs refuse to handle mail as root.
     *
     * @param command program and arguments
     * @return the command to run
     */
    static List<String> unprivileged(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> changed = new ArrayList<>(List.of(
                require("setpriv", "util-linux"),
                "--reuid=" + UNPRIVILEGED_USER,
                "--regid=" + UNPRIVILEGED_USER,
                "--clear-groups"));
        changed.addAll(command);
        return changed;
    }

    /**
     * Gives a file or a folder and all in it to the user of {@link #unprivileged}.
     *
     * @param path the file or folder
     */
    static void giveAway(Path path) {
        if (!isRoot()) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            var owner = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED_USER);
            for (Path each : all.toList()) {
                Files.setOwner(each, owner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Stream<String> folders() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":")), USUAL_FOLDERS.stream()).filter(folder -> !folder.isEmpty());
    }
}
