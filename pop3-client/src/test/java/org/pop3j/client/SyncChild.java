package org.pop3j.client;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A sync in a process of its own that dies, as by kill -9, at a step that it is told. */
final class SyncChild {
    private static final int NEVER = Integer.MAX_VALUE;
    private static int stepsLeft = NEVER;

    private SyncChild() {}

    /**
     * {@code open LEDGER} tries to open a ledger; {@code sync LEDGER PORT TAKEN STEP} takes messages into a file, a line a key,
     * and dies before step STEP.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("open")) {
            try (SyncLedger ledger = SyncLedger.open(Path.of(arguments[1]), "ada@localhost")) {
                System.out.println("open " + ledger.keys().size());
            } catch (IOException e) {
                System.out.println(e.getMessage());
                System.exit(1);
            }
            return;
        }
        stepsLeft = Integer.parseInt(arguments[4]);
        LedgerStorage storage = new Dying(LedgerFile.open(Path.of(arguments[1])));
        try (SyncLedger ledger = new SyncLedger(storage, "ada@localhost")) {
            Pop3Client client = PlainClient.of(Integer.parseInt(arguments[2])).build();
            SyncReport report = Pop3Sync.builder(client, SessionLogin.password("ada", "sesame"), ledger)
                    .retention(Retention.DELETE)
                    .build()
                    .run((message, content) -> take(Path.of(arguments[3]), message, content));
            System.out.println(report);
        }
    }

    private static void take(Path taken, SyncMessage message, InputStream content) throws IOException {
        step();
        String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        step();
        try (FileOutputStream out = new FileOutputStream(taken.toFile(), true)) {
            out.write((message.key() + "=" + text.lines().findFirst().orElse("") + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.getFD().sync();
        }
        step();
    }

    private static void step() {
        if (stepsLeft-- == 0) {
            Runtime.getRuntime().halt(9);
        }
    }

    /** Dies before and after whatever it does. */
    private record Dying(LedgerStorage storage) implements LedgerStorage {
        @Override
        public byte[] load() throws IOException {
            return storage.load();
        }

        @Override
        public void append(byte[] octets) throws IOException {
            step();
            storage.append(java.util.Arrays.copyOf(octets, octets.length / 2));
            step();
            storage.append(java.util.Arrays.copyOfRange(octets, octets.length / 2, octets.length));
        }

        @Override
        public void force() throws IOException {
            step();
            storage.force();
        }

        @Override
        public void truncate(long octets) throws IOException {
            step();
            storage.truncate(octets);
        }

        @Override
        public void replace(byte[] octets) throws IOException {
            step();
            storage.replace(octets);
        }

        @Override
        public void close() throws IOException {
            step();
            storage.close();
        }
    }
}
