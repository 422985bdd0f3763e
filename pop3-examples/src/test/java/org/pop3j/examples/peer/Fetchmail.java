package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** fetchmail, handing each message to a shell script that writes a numbered file. */
final class Fetchmail implements FetchingClient {
    @Override
    public String name() {
        return "fetchmail";
    }

    @Override
    public List<Path> fetch(Endpoint server, Path work) throws IOException, InterruptedException {
        String program = Peers.require("fetchmail", "fetchmail");
        Path folder = Files.createDirectory(work.resolve("fetched"));
        Path store = ConfigFile.write(work, "store.sh", "rwx------", """
                #!/bin/sh
                n=$(ls %1$s | wc -l)
                exec cat > %1$s/$((n + 1))
                """.formatted(folder));
        String tls = switch (server.protection()) {
            case PLAIN -> "sslproto \"\"";
            case STLS -> "sslproto \"TLS1.2+\" sslcertck sslcertfile \"" + server.certificate() + "\"";
            case TLS -> "ssl sslproto \"TLS1.2+\" sslcertck sslcertfile \"" + server.certificate() + "\"";
        };
        Path config = ConfigFile.write(work, "fetchmailrc", "rw-------", """
                set invisible
                set no bouncemail
                set pidfile "%s/pid"
                set idfile "%s/ids"
                poll localhost protocol pop3 port %d auth password timeout 20 bad-header accept
                  user "%s" password "%s" keep fetchall no rewrite pass8bits no stripcr
                  %s mda "%s"
                """.formatted(
                        work, work, server.port(), server.user(), Endpoint.PASSWORD, tls, store));
        PeerProcess.run(work, List.of(program, "--fetchmailrc", config.toString(), "--nosyslog", "--silent"));
        return FetchingClient.inOrder(folder, 1);
    }
}
