package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** curl: lists the maildrop, then retrieves all messages over one connection. */
final class Curl implements FetchingClient {
    @Override
    public String name() {
        return "curl";
    }

    @Override
    public List<Path> fetch(Endpoint server, Path work) throws IOException, InterruptedException {
        List<String> common =
                new ArrayList<>(List.of(Peers.require("curl", "curl"), "--silent", "--show-error", "--fail"));
        common.addAll(
                List.of("--max-time", "50", "--cacert", server.certificate().toString(), "--netrc-file"));
        common.add(ConfigFile.write(
                        work, "netrc", "rw-------", """
                machine %s login %s password %s
                """.formatted(Endpoint.HOST, server.user(), Endpoint.PASSWORD))
                .toString());
        if (server.protection() == Protection.STLS) {
            common.add("--ssl-reqd");
        }
        String scheme = server.protection() == Protection.TLS ? "pop3s" : "pop3";
        String url = scheme + "://" + Endpoint.HOST + ":" + server.port() + "/";
        long count = PeerProcess.run(work, with(common, url)).lines().count();
        Path folder = Files.createDirectory(work.resolve("fetched"));
        PeerProcess.run(work, with(common, url + "[1-" + count + "]", "--output", folder + "/#1"));
        return FetchingClient.inOrder(folder, 1);
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }
}
