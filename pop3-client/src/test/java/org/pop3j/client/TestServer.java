package org.pop3j.client;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A maildrop behind a POP3 server that does what it is told, faults included; deletions are done at QUIT, as they should be. */
final class TestServer implements AutoCloseable {
    /** A message; an empty id is none. */
    record Mail(String id, String content) {}

    /** What happens to a command before it is carried out. */
    interface Fault {
        /** Gives octets to send in place of the answer; empty for no fault. */
        Optional<String> before(String command) throws IOException;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    final List<Mail> mails = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<Mail> deleted = new CopyOnWriteArrayList<>();
    final AtomicInteger sessions = new AtomicInteger();
    volatile String capabilities = "TOP\r\nUIDL\r\nPIPELINING\r\n";
    private final Thread accepting;
    volatile Fault fault = command -> Optional.empty();

    TestServer(Mail... mails) throws IOException {
        this.mails.addAll(List.of(mails));
        accepting = daemon(this::accept);
    }

    static Mail mail(String id, String subject) {
        return new Mail(id, "Subject: " + subject + "\r\n\r\nbody of " + subject + "\r\n");
    }

    int port() {
        return listener.getLocalPort();
    }

    Pop3Client.Builder client() {
        return PlainClient.of(port()).timeouts(Timeouts.all(Duration.ofSeconds(20)));
    }

    Pop3Sync.Builder sync(SyncLedger ledger) {
        return Pop3Sync.builder(client().build(), SessionLogin.password("ada", "sesame"), ledger);
    }

    /** The commands with this keyword, since the start. */
    List<String> commands(String keyword) {
        return commands.stream().filter(c -> c.startsWith(keyword)).toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted;
                OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            sessions.incrementAndGet();
            Session session = new Session(new ArrayList<>(mails));
            send(out, "+OK ready\r\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                Optional<String> faulty = fault.before(line);
                send(out, faulty.isPresent() ? faulty.get() : session.answer(line));
                if (!in.ready()) {
                    out.flush();
                }
                if (line.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException over) {
            return;
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "test server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** One session: its snapshot and its marks. */
    private final class Session {
        private final List<Mail> snapshot;
        private final Set<Integer> marked = new TreeSet<>();

        Session(List<Mail> snapshot) {
            this.snapshot = snapshot;
        }

        String answer(String line) {
            String[] words = line.split(" ");
            int number = words.length > 1 && words[1].matches("[0-9]+") ? Integer.parseInt(words[1]) : 0;
            return switch (words[0]) {
                case "CAPA" -> capabilities.isEmpty() ? "-ERR\r\n" : "+OK\r\n" + capabilities + ".\r\n";
                case "USER", "PASS", "NOOP", "UTF8" -> "+OK\r\n";
                case "STAT" -> "+OK " + snapshot.size() + " 0\r\n";
                case "LIST" -> list();
                case "UIDL" -> capabilities.contains("UIDL") ? uidl(number) : "-ERR unknown\r\n";
                case "TOP" -> capabilities.contains("TOP") ? content(number, true) : "-ERR unknown\r\n";
                case "RETR" -> content(number, false);
                case "DELE" -> dele(number);
                case "RSET" -> rset();
                case "QUIT" -> quit();
                default -> "-ERR unknown\r\n";
            };
        }

        private String list() {
            StringBuilder out = new StringBuilder("+OK\r\n");
            for (int n = 1; n <= snapshot.size(); n++) {
                if (!marked.contains(n)) {
                    out.append(n)
                            .append(' ')
                            .append(snapshot.get(n - 1).content().length())
                            .append("\r\n");
                }
            }
            return out.append(".\r\n").toString();
        }

        private String uidl(int number) {
            if (number > 0) {
                return "+OK " + number + " " + snapshot.get(number - 1).id() + "\r\n";
            }
            StringBuilder out = new StringBuilder("+OK\r\n");
            for (int n = 1; n <= snapshot.size(); n++) {
                if (!marked.contains(n)) {
                    out.append(n).append(' ').append(snapshot.get(n - 1).id()).append("\r\n");
                }
            }
            return out.append(".\r\n").toString();
        }

        private String content(int number, boolean headerOnly) {
            if (marked.contains(number) || number < 1 || number > snapshot.size()) {
                return "-ERR no such message\r\n";
            }
            String content = snapshot.get(number - 1).content();
            String part = headerOnly ? content.substring(0, content.indexOf("\r\n\r\n") + 4) : content;
            return "+OK\r\n" + part.replace("\r\n.", "\r\n..") + ".\r\n";
        }

        private String dele(int number) {
            return marked.add(number) ? "+OK\r\n" : "-ERR deleted\r\n";
        }

        private String rset() {
            marked.clear();
            return "+OK\r\n";
        }

        private String quit() {
            for (int number : marked) {
                mails.remove(snapshot.get(number - 1));
                deleted.add(snapshot.get(number - 1));
            }
            return "+OK\r\n";
        }
    }

    void stopListening() throws IOException {
        listener.close();
        try {
            // Until it has noticed, the system goes on taking connections.
            accepting.join(10_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    @Override
    public void close() throws IOException {
        stopListening();
    }
}
