package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("any-jdk")
@Tag("peer")
@Timeout(120)
@DisplayName("One Maildir, served by us, by Dovecot, and by us again")
class DovecotInTurnTest {
    private static final ResultTable RESULTS = new ResultTable("What Dovecot serves from the Maildir that we serve");
    private static final String PEER = "dovecot";
    private static final int LONGEST_UNIQUE_ID = 70;

    @AfterAll
    static void publish() throws IOException {
        RESULTS.publish("peers-dovecot.txt");
    }

    @ParameterizedTest(name = "with mail delivered by {0}")
    @EnumSource
    @DisplayName("has the same messages, unique-ids (R1939-31) and sizes (R1939-39), but for Dovecot's known faults")
    void inTurn(DeliveryAgent agent, @TempDir Path folder, @TempDir Path work) throws Exception {
        Map<String, Expected> expected = expectedByBase(DeliveredMail.by(agent, folder));
        try (ServedMail ours = ServedMail.in(folder)) {
            int port = ours.endpoint(Protection.PLAIN, agent.maildrop()).port();
            ServedMaildrop first = ServedMaildrop.of(port, agent.maildrop(), work);
            ServedMaildrop theirs = dovecot(agent, folder, work);
            ServedMaildrop again = ServedMaildrop.of(port, agent.maildrop(), work);
            assertThat(again.octets()).containsExactlyEntriesOf(first.octets());
            ServedMaildrop ourFirst = byBase(first, expected);
            ServedMaildrop ourSecond = byBase(again, expected);
            assertThat(ourFirst.octets().keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
            assertThat(theirs.octets().keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
            List<String> wrong = new ArrayList<>();
            expected.forEach((base, message) -> {
                message.compare("ours", ourFirst, base, message.wire().length(), wrong);
                message.compare("ours", ourSecond, base, message.wire().length(), wrong);
                message.compare(PEER, theirs, base, message.octetsOfDovecot(), wrong);
            });
            assertThat(wrong).isEmpty();
        }
    }

    /** A base name that is too long for a unique-id has a digest in its place; what was retrieved tells which it is. */
    private static ServedMaildrop byBase(ServedMaildrop served, Map<String, Expected> expected) {
        Map<String, Long> octets = new LinkedHashMap<>();
        Map<String, Path> content = new LinkedHashMap<>();
        served.octets().forEach((uniqueId, listed) -> {
            Path file = served.content().get(uniqueId);
            String base = expected.keySet().stream()
                    .filter(name -> name.length() > LONGEST_UNIQUE_ID)
                    .filter(name -> expected.get(name).wire().equals(Octets.of(file)))
                    .findFirst()
                    .orElse(uniqueId);
            octets.put(base, listed);
            content.put(base, file);
        });
        return new ServedMaildrop(octets, content);
    }

    /** What a server should show of a message. */
    private record Expected(String message, String stored, String wire) {
        /** Dovecot's LIST leaves out the line end that its RETR adds. */
        long octetsOfDovecot() {
            boolean complete = stored.isEmpty() || stored.endsWith("\n");
            return complete ? wire.length() : wire.length() - 2;
        }

        void compare(String server, ServedMaildrop maildrop, String base, long octets, List<String> wrong) {
            Comparison content =
                    Comparison.of(server, message, wire, maildrop.content().get(base));
            RESULTS.note(server, message, content.mark());
            content.problem().ifPresent(wrong::add);
            long listed = maildrop.octets().get(base);
            if (listed != octets) {
                wrong.add(server + ", " + message + ": expected " + octets + " octets in LIST, got " + listed);
            }
        }
    }

    private static Map<String, Expected> expectedByBase(DeliveredMail delivered) {
        Map<String, Expected> expected = new HashMap<>();
        delivered.files().forEach((message, file) -> {
            String stored = Octets.of(file);
            String base = file.getFileName().toString().split(":")[0];
            expected.put(base, new Expected(message, stored, SlowNormaliser.wireOctets(stored)));
        });
        return expected;
    }

    private static ServedMaildrop dovecot(DeliveryAgent agent, Path folder, Path work) throws Exception {
        try (DovecotPeer dovecot = DovecotPeer.on(folder.resolve("mail"), Files.createDirectory(work.resolve(PEER)))) {
            return ServedMaildrop.of(dovecot.port(), agent.maildrop(), work);
        }
    }
}
