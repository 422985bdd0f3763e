package org.pop3j.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our {@code pop3 serve}, as users start it, in a process of its own. */
final class OurServer implements MeasuredServer {
    private static final Pattern READY = Pattern.compile("ready pop3=\\S+:(\\d+) pop3s=\\S+:(\\d+)");

    private final Site site;
    private final String command;
    private final String javaOptions;
    private final ServerProcess process;
    private int port;
    private int tlsPort;

    /**
     * Starts it.
     *
     * @param command the command {@code pop3}
     * @param javaOptions further options for Java
     */
    OurServer(Site site, String command, String javaOptions) throws IOException {
        this.site = site;
        this.command = command;
        this.javaOptions = javaOptions;
        this.process = new ServerProcess(this::start);
    }

    private Process start() throws IOException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("serve", "--listen", "127.0.0.1:0", "--listen-tls", "127.0.0.1:0", "--allow-plaintext"));
        words.addAll(List.of(
                "--maildirs",
                site.mail(name()).toString(),
                "--users",
                site.users().toString()));
        words.addAll(
                List.of("--cert", site.keys().toString(), "--key", site.keys().toString()));
        Path log = site.folder().resolve("ours.log");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().merge("POP3_JAVA_OPTS", javaOptions, (given, more) -> given + " " + more);
        Process started = builder.start();
        BufferedReader output = started.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                port = Integer.parseInt(ready.group(1));
                tlsPort = Integer.parseInt(ready.group(2));
                return started;
            }
        }
        throw new IOException("pop3 serve ended before it was ready, see " + log);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public BenchMaildir maildir(String user) {
        return new BenchMaildir(site.mail(name()).resolve(user));
    }

    @Override
    public void restart() throws IOException {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
