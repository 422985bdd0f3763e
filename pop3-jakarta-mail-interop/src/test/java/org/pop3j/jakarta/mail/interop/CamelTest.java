package org.pop3j.jakarta.mail.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailUidGenerator;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.eclipse.angus.mail.pop3.POP3Folder;
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
        assertThat(Mail.subjects(server)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, PLAIN})
    @DisplayName(
            "a route with an idempotent repository that moves from Angus to us in mid-life processes nothing again and deletes"
                    + " nothing that it should not; and so back again")
    void aMoveInMidLife(String store) throws Exception {
        move(store, "");
    }

    @Test
    @DisplayName("the same where the route tells mail by unique-ids, which it asks Angus's folder for")
    void aMoveByUniqueIds() throws Exception {
        move(OURS, "&mailUidGenerator=#uniqueIds");
    }

    @Test
    @DisplayName(
            "what asks Angus's folder for unique-ids does not get on with our plain store: it needs the one of this artifact")
    void plainIsNotAngus() throws Exception {
        Mail.deliver(server, "one");
        assertThatThrownBy(() -> processed(PLAIN, "delete=false&mailUidGenerator=#uniqueIds", 1))
                .hasMessageContaining("ClassCastException");
        assertThat(Mail.subjects(server)).containsExactly("one");
    }

    private void move(String store, String options) throws Exception {
        Mail.deliver(server, "one");
        Mail.deliver(server, "two");
        assertThat(processed(ANGUS, "delete=false" + options, 2)).hasSize(2);
        Mail.deliver(server, "three");
        assertThat(processed(store, "delete=false" + options, 1)).containsExactly("three: text of three");
        Mail.deliver(server, "four");
        assertThat(processed(store, "delete=true" + options, 1)).containsExactly("four: text of four");
        assertThat(Mail.subjects(server)).containsExactly("one", "two", "three");
        assertThat(Files.readAllLines(taken())).hasSize(4);
        Mail.deliver(server, "five");
        assertThat(processed(ANGUS, "delete=false" + options, 1)).containsExactly("five: text of five");
        assertThat(Mail.subjects(server)).containsExactly("one", "two", "three", "five");
    }

    /** A generator as programs have them that leave no mail out which has the header of another. */
    private static String uniqueId(Message message) {
        try {
            return ((POP3Folder) message.getFolder()).getUID(message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a route until it has found as many messages and nothing in two further polls. */
    private List<String> processed(String store, String options, int expected) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        Polls polls = new Polls();
        try (CamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("polls", polls);
            context.getRegistry().bind("uniqueIds", (MailUidGenerator) (endpoint, message) -> uniqueId(message));
            context.getRegistry().bind("taken", FileIdempotentRepository.fileIdempotentRepository(taken().toFile()));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(Exception.class)
                            .handled(true)
                            .process(exchange -> polls.fail(exchange.getProperty(Exchange.EXCEPTION_CAUGHT)));
                    from("pop3://127.0.0.1:" + server.port() + "?username=mrose&password=secret&unseen=false&delay=50"
                                    + "&initialDelay=0&bridgeErrorHandler=true&idempotentRepositoryRemoveOnCommit=false&idempotentRepository=#taken&pollStrategy=#polls&mail.pop3.class="
                                    + store + "&"
                                    + options)
                            .routeId("mail")
                            .process(exchange -> seen.add(exchange.getMessage().getHeader("Subject") + ": "
                                    + exchange.getMessage()
                                            .getBody(String.class)
                                            .strip()));
                }
            });
            context.start();
            polls.await(expected);
            assertThat(polls.failures()).isEmpty();
            context.getRouteController().stopRoute("mail");
        }
        return new ArrayList<>(seen);
    }

    /** Counts what polls find. */
    private static final class Polls extends DefaultPollingConsumerPollStrategy {
        private static final int MORE = 2;

        private int messages;
        private int emptyInARow;
        private final List<String> failures = new ArrayList<>();

        @Override
        public synchronized void commit(Consumer consumer, Endpoint endpoint, int polled) {
            messages += polled;
            emptyInARow = polled == 0 ? emptyInARow + 1 : 0;
            notifyAll();
        }

        synchronized void fail(Object cause) {
            failures.add(String.valueOf(cause));
            notifyAll();
        }

        synchronized List<String> failures() {
            return List.copyOf(failures);
        }

        /** Until so many messages were found, and then none by two further polls; or something failed. */
        synchronized void await(int expected) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (failures.isEmpty() && (messages < expected || emptyInARow < MORE)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                assertThat(left).as("found %d messages", messages).isPositive();
                wait(left);
            }
        }
    }
}
