package org.pop3j.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What servers hold when many clients are busy: driven by {@code pop3load}, a program in C beside this class, so that the clients
 * take as little as can be of the processors that they share with the server.
 *
 * @param program the built program
 * @param seconds how long a run takes
 */
record Load(Path program, int seconds) {
    private static final int MOST_CLIENTS = 16;
    static final String FEW_LARGE = "fifty-mib";

    private static final Pattern BAD = Pattern.compile("errors (\\d+)\\s+size mismatches (\\d+)");

    /**
     * A row of the table.
     *
     * @param name what the reader sees
     * @param isTls whether TLS from the start
     * @param figure the figure of the program's output that counts
     * @param options the program's options
     */
    record Mix(String name, boolean isTls, String figure, List<String> options) {
        boolean isLarge() {
            return options.contains(FEW_LARGE);
        }
    }

    /** Builds the program; needs a C compiler and the headers of OpenSSL (Debian: gcc, libssl-dev). */
    static Load in(Path folder, int seconds) throws IOException, InterruptedException {
        Path source = folder.resolve("pop3load.c");
        try (InputStream stream = Load.class.getResourceAsStream("pop3load.c")) {
            Files.write(source, stream.readAllBytes());
        }
        Path program = folder.resolve("pop3load");
        int exitCode = new ProcessBuilder(
                        "cc", "-O2", "-pthread", "-o", program.toString(), source.toString(), "-lssl", "-lcrypto")
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("cannot build pop3load.c (Debian: apt-get install gcc libssl-dev)");
        }
        return new Load(program, seconds);
    }

    static List<Mix> mixes(int users) {
        int clients = Math.min(users, MOST_CLIENTS);
        List<String> many = List.of("-u", "test%d", "-n", Integer.toString(users), "-c", Integer.toString(clients));
        List<String> large = List.of("-u", FEW_LARGE, "-c", "1", "-m", "fetch", "-M", "4");
        return List.of(
                new Mix("login", false, "sessions/s", with(many, "-m", "login")),
                new Mix("login-tls", true, "sessions/s", with(many, "-m", "login")),
                new Mix("list", false, "sessions/s", with(many, "-m", "list")),
                new Mix("fetch", false, "messages/s", with(many, "-m", "fetch")),
                new Mix("fetch-pipelined", false, "messages/s", with(many, "-m", "fetch", "-P", "32")),
                new Mix("fetch-tls-pipelined", true, "messages/s", with(many, "-m", "fetch", "-P", "32")),
                new Mix("large", false, "MB/s", large),
                new Mix("large-tls", true, "MB/s", large));
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    /** Runs it once and gives its figure; any error and any size that is not what LIST said is a failure. */
    double run(Mix mix, MeasuredServer server) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-d", Integer.toString(seconds)));
        command.addAll(List.of("-p", Integer.toString(mix.isTls() ? server.tlsPort() : server.port())));
        command.addAll(mix.options());
        if (mix.isTls()) {
            command.add("-s");
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher bad = BAD.matcher(said);
        Matcher figure =
                Pattern.compile(Pattern.quote(mix.figure()) + " ([\\d.]+)").matcher(said);
        if (!bad.find() || !bad.group(1).equals("0") || !bad.group(2).equals("0") || !figure.find()) {
            throw new IOException(mix.name() + " with " + server.name() + ": " + said.strip());
        }
        return Double.parseDouble(figure.group(1));
    }
}
