package org.pop3j.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.net.pop3.POP3Client;
import org.pop3j.bench.MeasuredClient.Place;
import org.pop3j.client.ClientLimits;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.TlsMode;
import org.pop3j.codec.MessageNumber;

/** The clients that are measured, each used as its own documentation shows. */
final class MeasuredClients {
    static final MeasuredClient OURS =
            new MeasuredClient("pop3-client", Place.HERE, (port, n) -> ours(port, n, ClientLimits.DEFAULTS));
    static final MeasuredClient OURS_ONE_BY_ONE = new MeasuredClient(
            "pop3-client, no pipelining",
            Place.HERE,
            (port, n) -> ours(port, n, ClientLimits.DEFAULTS.withWindowOctets(0)));
    static final MeasuredClient COMMONS_NET =
            new MeasuredClient("Commons Net", Place.HERE, MeasuredClients::commonsNet);
    static final MeasuredClient CURL = new MeasuredClient("curl", Place.PROCESS, MeasuredClients::curl);
    /** No client, but what one RETR after the other can come to at best. */
    static final MeasuredClient LOOP =
            new MeasuredClient("one RETR after the other, nothing looked at", Place.HERE, MeasuredClients::loop);

    static final MeasuredClient POPLIB = new MeasuredClient("poplib", Place.PROCESS, MeasuredClients::poplib);

    private static final String USER = "test";
    private static final int PIECE = 64 * 1024;
    private static final int PATIENCE_SECONDS = 200;
    private static final String POPLIB_PROGRAM = """
            import poplib, sys
            p = poplib.POP3('127.0.0.1', int(sys.argv[1]))
            p.user('test'); p.pass_('test')
            t = 0
            for i in range(1, int(sys.argv[2]) + 1):
                t += p.retr(i)[2]
            p.quit()
            print(t)
            """;

    private MeasuredClients() {}

    /** Counts and forgets. */
    private static final class Sink extends OutputStream {
        private long octets;

        @Override
        public void write(int octet) {
            octets++;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            octets += length;
        }
    }

    private static Pop3Client client(int port, ClientLimits limits) {
        return Pop3Client.builder("127.0.0.1")
                .port(port)
                .tls(TlsMode.NONE)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .limits(limits)
                .build();
    }

    private static long ours(int port, int n, ClientLimits limits) throws IOException {
        Pop3Client client = client(port, limits);
        List<MessageNumber> numbers =
                IntStream.rangeClosed(1, n).mapToObj(MessageNumber::new).toList();
        Sink sink = new Sink();
        try (Pop3Session session = client.connect()) {
            session.logIn(USER, USER);
            session.retrieve(numbers, new MessageHandler<>() {
                @Override
                public void message(MessageNumber number, InputStream content) throws IOException {
                    content.transferTo(sink);
                }

                @Override
                public void refused(MessageNumber number, Pop3RefusedException refusal) throws IOException {
                    throw refusal;
                }
            });
            session.quit();
        }
        return sink.octets;
    }

    /** How long a command and its answer take: the median of some, in seconds. */
    static double roundTrip(int port) throws IOException {
        double[] seconds = new double[7];
        try (Pop3Session session = client(port, ClientLimits.DEFAULTS).connect()) {
            session.logIn(USER, USER);
            for (int i = 0; i < seconds.length; i++) {
                long begin = System.nanoTime();
                session.noop();
                seconds[i] = (System.nanoTime() - begin) / 1e9;
            }
            session.quit();
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static long loop(int port, int n) throws IOException {
        byte[] answer = new byte[PIECE];
        long octets = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            octets += answer(socket, answer, "\r\n");
            for (int i = 1; i <= n; i++) {
                socket.getOutputStream().write(("RETR " + i + "\r\n").getBytes(StandardCharsets.US_ASCII));
                octets += answer(socket, answer, "\r\n.\r\n");
            }
        }
        return octets;
    }

    private static int answer(Socket socket, byte[] into, String end) throws IOException {
        byte[] last = end.getBytes(StandardCharsets.US_ASCII);
        int length = 0;
        while (length < last.length || !Arrays.equals(into, length - last.length, length, last, 0, last.length)) {
            int count = socket.getInputStream().read(into, length, into.length - length);
            if (count < 0) {
                throw new EOFException("the server has hung up");
            }
            length += count;
        }
        return length;
    }

    private static long commonsNet(int port, int n) throws IOException {
        POP3Client client = new POP3Client();
        client.connect("127.0.0.1", port);
        if (!client.login(USER, USER)) {
            throw new IOException("Commons Net could not log in");
        }
        long characters = 0;
        char[] piece = new char[PIECE];
        for (int i = 1; i <= n; i++) {
            try (Reader reader = client.retrieveMessage(i)) {
                for (int length = reader.read(piece); length >= 0; length = reader.read(piece)) {
                    characters += length;
                }
            }
        }
        client.logout();
        client.disconnect();
        return characters;
    }

    private static long curl(int port, int n) throws IOException {
        run(
                "curl",
                "-s",
                "-S",
                "--user",
                USER + ":" + USER,
                "-o",
                "/dev/null",
                "pop3://127.0.0.1:" + port + "/[1-" + n + "]");
        return n;
    }

    private static long poplib(int port, int n) throws IOException {
        return Long.parseLong(run("python3", "-c", POPLIB_PROGRAM, String.valueOf(port), String.valueOf(n)));
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command[0] + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return output.strip();
    }
}
