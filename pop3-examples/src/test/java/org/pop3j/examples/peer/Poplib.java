package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Python's poplib. It gives lines without their ends, which the script joins by CRLF again, and refuses lines over 2,048
 * octets unless its limit is raised, which the script does.
 */
final class Poplib implements FetchingClient {
    private static final String SCRIPT = """
            import os, poplib, ssl, sys
            protection, port, certificate, user, password, folder = sys.argv[1:]
            poplib._MAXLINE = 1 << 20
            context = ssl.create_default_context(cafile=certificate)
            if protection == 'TLS':
                client = poplib.POP3_SSL('127.0.0.1', int(port), context=context, timeout=20)
            else:
                client = poplib.POP3('127.0.0.1', int(port), timeout=20)
            if protection == 'STLS':
                client.stls(context)
            client.user(user)
            client.pass_(password)
            for number in range(1, client.stat()[0] + 1):
                lines = client.retr(number)[1]
                with open(os.path.join(folder, str(number)), 'wb') as file:
                    file.writelines(line + b'\\r\\n' for line in lines)
            client.quit()
            """;

    @Override
    public String name() {
        return "poplib";
    }

    @Override
    public List<Path> fetch(Endpoint server, Path work) throws IOException, InterruptedException {
        String program = Peers.require("python3", "python3");
        Path folder = Files.createDirectory(work.resolve("fetched"));
        PeerProcess.run(
                work,
                List.of(
                        program,
                        "-c",
                        SCRIPT,
                        server.protection().name(),
                        String.valueOf(server.port()),
                        server.certificate().toString(),
                        server.user(),
                        Endpoint.PASSWORD,
                        folder.toString()));
        return FetchingClient.inOrder(folder, 1);
    }
}
