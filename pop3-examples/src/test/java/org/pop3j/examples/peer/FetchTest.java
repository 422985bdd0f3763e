package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.codec.ContentEncoder;

@Tag("any-jdk")
@Tag("peer")
@DisplayName("The sample mail, delivered by somebody, served by us, fetched by somebody else")
class FetchTest {
    private static final ResultTable RESULTS = new ResultTable("What each client fetched from our server");
    private static final Map<DeliveryAgent, DeliveredMail> DELIVERED = new EnumMap<>(DeliveryAgent.class);

    @TempDir
    private static Path folder;

    private static ServedMail server;

    @BeforeAll
    static void serve() throws Exception {
        server = ServedMail.in(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        RESULTS.publish("peers-fetch.txt");
    }

    /** Every agent with every client; TLS and STLS with the mail of one agent, who leaves all octets as they are. */
    static Stream<Arguments> runs() {
        return Stream.of(DeliveryAgent.values())
                .flatMap(agent -> FetchingClient.ALL.stream()
                        .flatMap(client -> client.protections().stream()
                                .filter(protection -> protection == Protection.PLAIN || agent == DeliveryAgent.PROCMAIL)
                                .map(protection -> run(agent, client, protection))));
    }

    private static Arguments run(DeliveryAgent agent, FetchingClient client, Protection protection) {
        String name = client.name() + ", " + protection + ", mail delivered by " + agent.maildrop();
        return Arguments.argumentSet(name, agent, client, protection);
    }

    @ParameterizedTest
    @MethodSource("runs")
    @DisplayName("is the file of the Maildir, octet by octet, normalised (R1939-39, R1939-05, R1939-06, S-11)")
    void fetched(DeliveryAgent agent, FetchingClient client, Protection protection, @TempDir Path work)
            throws Exception {
        DeliveredMail delivered = delivered(agent);
        Map<String, String> names = delivered.namesByDigest();
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path mine = Files.createDirectory(work.resolve("client"));
        List<Path> fetched = client.fetch(server.endpoint(protection, agent.maildrop()), mine);
        List<String> stored = server.digestsInOrder(agent.maildrop());
        assertThat(fetched).hasSameSizeAs(stored);
        assertThat(stored).containsExactlyInAnyOrderElementsOf(names.keySet());
        String column = client.name() + "/" + protection.name().toLowerCase(Locale.ROOT);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            String message = names.get(stored.get(i));
            String wire = wireOctets(delivered.files().get(message));
            Comparison comparison = Comparison.of(client.name(), message, wire, fetched.get(i));
            RESULTS.note(column, message, comparison.mark());
            comparison.problem().ifPresent(wrong::add);
        }
        assertThat(wrong).isEmpty();
    }

    private static DeliveredMail delivered(DeliveryAgent agent) throws Exception {
        if (!DELIVERED.containsKey(agent)) {
            DELIVERED.put(agent, DeliveredMail.by(agent, folder));
        }
        return DELIVERED.get(agent);
    }

    /** By a second, slow rule; our encoder must count the same. */
    private static String wireOctets(Path file) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        ContentEncoder counter = ContentEncoder.counting();
        counter.write(octets, 0, octets.length);
        String wire = SlowNormaliser.wireOctets(Octets.of(octets));
        assertThat(counter.finish()).isEqualTo(wire.length());
        return wire;
    }
}
