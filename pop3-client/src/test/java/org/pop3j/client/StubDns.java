package org.pop3j.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A name server on loopback that knows the SRV records it is given, each as {@code priority weight port target}. */
final class StubDns implements AutoCloseable {
    private static final int SRV = 33;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Map<String, List<String>> records;

    StubDns(Map<String, List<String>> records) throws IOException {
        this.records = records;
        Thread thread = new Thread(this::serve, "stub DNS");
        thread.setDaemon(true);
        thread.start();
    }

    MailServers mailServers() {
        return MailServers.of(List.of(new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort())));
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(new byte[512], 512);
                socket.receive(query);
                byte[] answer = answer(Arrays.copyOf(query.getData(), query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private byte[] answer(byte[] query) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        for (; query[at] != 0; at += query[at] + 1) {
            name.append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII))
                    .append('.');
        }
        String asked = name.substring(0, name.length() - 1).toLowerCase(java.util.Locale.ROOT);
        List<String> found = records.getOrDefault(asked, List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        // A response, recursion available; without records the name does not exist.
        out.writeBytes(new byte[] {(byte) 0x85, (byte) (found.isEmpty() ? 0x83 : 0x80)});
        out.writeBytes(new byte[] {0, 1, 0, (byte) found.size(), 0, 0, 0, 0});
        out.write(query, 12, at + 5 - 12);
        found.forEach(record -> write(out, record));
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String record) {
        String[] fields = record.split(" ");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            int figure = Integer.parseInt(fields[i]);
            data.write(figure >> 8);
            data.write(figure);
        }
        for (String label : fields[3].equals(".") ? new String[0] : fields[3].split("\\.")) {
            data.write(label.length());
            data.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        data.write(0);
        out.writeBytes(new byte[] {(byte) 0xC0, 12, 0, SRV, 0, 1, 0, 0, 0, 60});
        out.write(data.size() >> 8);
        out.write(data.size());
        out.writeBytes(data.toByteArray());
    }

    @Override
    public void close() {
        socket.close();
    }
}
