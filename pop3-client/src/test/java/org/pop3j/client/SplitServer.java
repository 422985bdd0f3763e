package org.pop3j.client;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Answers RETR in two pieces, and sends the second only when the client has read the first and waits for more: no delay and
 * no luck is needed for the split to happen where it should.
 */
final class SplitServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Semaphore firstPieceRead = new Semaphore(0);
    private final String reply;
    private final int split;

    SplitServer(String reply, int split) throws IOException {
        this.reply = reply;
        this.split = split;
        Thread thread = new Thread(this::serve, "split server");
        thread.setDaemon(true);
        thread.start();
    }

    Pop3Session connect() throws Pop3Exception {
        Pop3Session session = PlainClient.of(listener.getLocalPort())
                .timeouts(Timeouts.all(Duration.ofSeconds(20)))
                .socketFactory(new CountingSockets(split, firstPieceRead))
                .build()
                .connect();
        session.logIn("mrose", "secret");
        return session;
    }

    private void serve() {
        try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            send(out, "+OK\r\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(out, line);
            }
        } catch (IOException clientIsGone) {
            // That is how it ends.
            return;
        }
    }

    private void answer(OutputStream out, String line) throws IOException {
        if (!line.startsWith("RETR")) {
            send(out, line.equals("CAPA") ? "-ERR\r\n" : "+OK\r\n");
            return;
        }
        send(out, reply.substring(0, split));
        firstPieceRead.acquireUninterruptibly();
        send(out, reply.substring(split));
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Makes sockets that tell when so many octets behind the login have been read. */
    private static final class CountingSockets extends UnconnectedSockets {
        private static final int LOGIN_OCTETS = "+OK\r\n-ERR\r\n+OK\r\n+OK\r\n".length();

        private final int awaited;
        private final Semaphore reached;

        CountingSockets(int split, Semaphore reached) {
            this.awaited = LOGIN_OCTETS + split;
            this.reached = reached;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public InputStream getInputStream() throws IOException {
                    return new FilterInputStream(super.getInputStream()) {
                        private int count;

                        @Override
                        public int read(byte[] target, int offset, int length) throws IOException {
                            int read = super.read(target, offset, length);
                            count += Math.max(0, read);
                            if (count == awaited) {
                                reached.release();
                            }
                            return read;
                        }
                    };
                }
            };
        }
    }
}
