package org.pop3j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where mail lies while it is served, and how our server is started. */
final class RigOptions {
    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Folder for mail and servers, kept, so that the next run has its mail; default: a temporary one."
                            + " Its path must be short (sockets) and others must be able to enter it.")
    private @Nullable Path work;

    @Option(names = "--ours", paramLabel = "COMMAND", description = "Our command; default: ${DEFAULT-VALUE}.")
    private String command = "./pop3";

    @Option(names = "--java", paramLabel = "OPTIONS", description = "Options for the Java of our server.")
    private String javaOptions = "";

    BenchFolder folder() throws IOException {
        Optional<Path> kept = Optional.ofNullable(work);
        return kept.isPresent()
                ? new BenchFolder(Files.createDirectories(kept.get()), true)
                : new BenchFolder(Files.createTempDirectory("pop3-bench-"), false);
    }

    OurServer ours(Site site) throws IOException {
        return new OurServer(site, command, javaOptions);
    }

    OurServer ours(Site site, String moreJavaOptions) throws IOException {
        return new OurServer(site, command, (javaOptions + " " + moreJavaOptions).strip());
    }

    String described() {
        return command + (javaOptions.isEmpty() ? "" : ", Java options " + javaOptions);
    }
}
