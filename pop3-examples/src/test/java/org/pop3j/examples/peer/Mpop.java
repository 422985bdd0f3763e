package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** mpop, delivering to a Maildir. */
final class Mpop implements FetchingClient {
    @Override
    public String name() {
        return "mpop";
    }

    @Override
    public List<Path> fetch(Endpoint server, Path work) throws IOException, InterruptedException {
        String program = Peers.require("mpop", "mpop");
        Path maildir = ConfigFile.maildir(work.resolve("fetched"));
        String tls = switch (server.protection()) {
            case PLAIN -> "tls off";
            case STLS -> "tls on\ntls_starttls on\ntls_trust_file " + server.certificate();
            case TLS -> "tls on\ntls_starttls off\ntls_trust_file " + server.certificate();
        };
        Path config = ConfigFile.write(work, "mpoprc", "rw-------", """
                account test
                host %s
                port %d
                user %s
                password %s
                auth user
                %s
                keep on
                only_new off
                received_header off
                uidls_file %s/uidls
                delivery maildir %s
                """.formatted(
                        Endpoint.HOST, server.port(), server.user(), Endpoint.PASSWORD, tls, work, maildir));
        PeerProcess.run(work, List.of(program, "--file=" + config, "--quiet", "test"));
        // seconds.MmicrosPprocessQnumber.host
        return FetchingClient.inOrder(maildir.resolve("new"), 4);
    }
}
