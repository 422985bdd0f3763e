package org.pop3j.jakarta.mail.interop;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.testkit.Pop3ServerExtension;

/** Apache Camel's mail component polls our server by our provider. */
class CamelTest {
    private static final String ANGUS = "org.eclipse.angus.mail.pop3.POP3Store";
    private static final String OURS = "org.pop3j.jakarta.mail.angus.AngusPop3Store";
    private static final String PLAIN = "org.pop3j.jakarta.mail.Pop3Store";

    @TempDir
    private Path folder = Path.of("");

    /** What the route remembers from one life to the next. */
    private Path taken() {
        return folder.resolve("taken");
    }

    @RegisterExtension
    final Pop3ServerExtension server = Mail.server();

    @Test
    @DisplayName("on a class path with Angus and this artifact pop3 is ours")
    void theStoreOfTheClassPath() throws Exception {
        assertThat(Session.getInstance(new Properties())
                        .getStore("pop3")
                        .getClass()
                        .getName())
                .isEqualTo(OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, PLAIN})
    @DisplayName("a route that deletes what it has processed")
    void aRoute(String store) throws Exception {
        for (String subject : List.of("one", "two", "three")) {
            Mail.deliver(server, subject);
        }
        assertThat(processed(store, "delete=true", 3))
                .containsExactly("one: text of one", "two: text of two", "three: text of three");
        assertThat(Mail.count(server)).isZero();
    }

    @Test
    @DisplayName(
            "a route with an idempotent repository that moves from Angus to us in mid-life processes nothing again and deletes"
                    + " nothing that it should not")
    void aMoveInMidLife() throws Exception {
        Mail.deliver(server, "one");
        Mail.deliver(server, "two");
        assertThat(processed(ANGUS, "delete=false", 2)).hasSize(2);
        Mail.deliver(server, "three");
        assertThat(processed(OURS, "delete=false", 1)).containsExactly("three: text of three");
        assertThat(Mail.count(server)).isEqualTo(3);
        Mail.deliver(server, "four");
        assertThat(processed(OURS, "delete=true", 1)).containsExactly("four: text of four");
        assertThat(Mail.count(server)).isEqualTo(3);
        assertThat(Files.readAllLines(taken())).hasSize(4);
        // And back again.
        Mail.deliver(server, "five");
        assertThat(processed(ANGUS, "delete=false", 1)).containsExactly("five: text of five");
    }

    /** Runs a route until it has processed as many messages and has polled twice more. */
    private List<String> processed(String store, String options, int expected) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        List<String> failures = new CopyOnWriteArrayList<>();
        try (CamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("taken", FileIdempotentRepository.fileIdempotentRepository(taken().toFile()));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(Exception.class)
                            .handled(true)
                            .process(exchange ->
                                    failures.add(String.valueOf(exchange.getProperty(Exchange.EXCEPTION_CAUGHT))));
                    from("pop3://127.0.0.1:" + server.port() + "?username=mrose&password=secret&unseen=false&delay=50"
                                    + "&initialDelay=0&bridgeErrorHandler=true&idempotentRepositoryRemoveOnCommit=false&idempotentRepository=#taken&mail.pop3.class="
                                    + store + "&"
                                    + options)
                            .routeId("mail")
                            .process(exchange -> seen.add(exchange.getMessage().getHeader("Subject") + ": "
                                    + exchange.getMessage()
                                            .getBody(String.class)
                                            .strip()));
                }
            });
            NotifyBuilder done = new NotifyBuilder(context)
                    .fromRoute("mail")
                    .whenDone(expected)
                    .create();
            context.start();
            boolean isDone = done.matches(30, TimeUnit.SECONDS);
            assertThat(failures).isEmpty();
            assertThat(isDone).as("processed %s", seen).isTrue();
            context.getRouteController().stopRoute("mail");
        }
        return new ArrayList<>(seen);
    }
}
