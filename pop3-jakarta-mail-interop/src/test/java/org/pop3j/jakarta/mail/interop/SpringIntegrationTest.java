package org.pop3j.jakarta.mail.interop;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.testkit.Pop3ServerExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.mail.inbound.Pop3MailReceiver;

/** Spring Integration's receiver polls our server by our provider. */
class SpringIntegrationTest {
    /** What Spring Integration needs of an application. */
    @Configuration
    @EnableIntegration
    static class Application {}

    @RegisterExtension
    final Pop3ServerExtension server = Mail.server();

    @ParameterizedTest
    @ValueSource(strings = {"org.pop3j.jakarta.mail.Pop3Store", "org.pop3j.jakarta.mail.angus.AngusPop3Store"})
    @DisplayName("a receiver fetches, deletes what it has fetched, and finds what came meanwhile")
    void aReceiver(String store) throws Exception {
        Pop3MailReceiver receiver = new Pop3MailReceiver("pop3://mrose:secret@127.0.0.1:" + server.port() + "/INBOX");
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.class", store);
        receiver.setJavaMailProperties(properties);
        receiver.setShouldDeleteMessages(true);
        receiver.setMaxFetchSize(2);
        try (ConfigurableApplicationContext application = new AnnotationConfigApplicationContext(Application.class)) {
            receiver.setBeanFactory(application.getBeanFactory());
            receiver.afterPropertiesSet();
            for (String subject : List.of("one", "two", "three")) {
                Mail.deliver(server, subject);
            }
            assertThat(subjects(receiver)).containsExactly("one", "two");
            assertThat(Mail.count(server)).isEqualTo(1);
            Mail.deliver(server, "four");
            assertThat(subjects(receiver)).containsExactly("three", "four");
            assertThat(subjects(receiver)).isEmpty();
            assertThat(Mail.count(server)).isZero();
        } finally {
            receiver.destroy();
        }
    }

    private static List<String> subjects(Pop3MailReceiver receiver) throws Exception {
        List<String> subjects = new ArrayList<>();
        for (Object message : receiver.receive()) {
            subjects.add(((MimeMessage) message).getSubject());
            assertThat(((MimeMessage) message).getContent()).asString().contains("text of ");
        }
        return subjects;
    }
}
