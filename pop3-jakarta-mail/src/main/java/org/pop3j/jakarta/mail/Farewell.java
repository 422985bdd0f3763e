package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pop3j.client.DeletionReport;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;

/** How the session of a folder ends: perhaps RSET, perhaps DELE, then QUIT; and the truth about what was deleted. */
record Farewell(MaildropConnection connection, FolderSettings.BeforeQuit beforeQuit) {
    private static final DeletionReport<MessageNumber> NOTHING =
            new DeletionReport<>(List.of(), Map.of(), List.of(), List.of());

    private static final int SHOWN = 20;

    void deletingNothing() throws MessagingException {
        deleting(List.of());
    }

    void deleting(List<MessageNumber> numbers) throws MessagingException {
        if (numbers.isEmpty() && beforeQuit == FolderSettings.BeforeQuit.NOTHING) {
            connection.leave();
            return;
        }
        try {
            DeletionReport<MessageNumber> report = connection.talk(session -> end(session, numbers));
            requireComplete(report);
        } catch (IOException e) {
            throw new MessagingException("the messages may not have been deleted: " + e.getMessage(), e);
        }
    }

    private DeletionReport<MessageNumber> end(Pop3Session session, List<MessageNumber> numbers) throws IOException {
        try (session) {
            if (beforeQuit == FolderSettings.BeforeQuit.RSET) {
                session.reset();
            }
            DeletionReport<MessageNumber> report = numbers.isEmpty() ? NOTHING : session.delete(numbers);
            session.quit();
            return report;
        }
    }

    private static void requireComplete(DeletionReport<MessageNumber> report) throws MessagingException {
        Map<MessageNumber, Pop3RefusedException> refused = report.refused();
        if (refused.isEmpty()) {
            return;
        }
        String numbers = refused.keySet().stream()
                .limit(SHOWN)
                .map(MessageNumber::toString)
                .collect(Collectors.joining(", "));
        Pop3RefusedException first = refused.values().iterator().next();
        throw new MessagingException(
                refused.size() + " messages were not deleted (" + numbers + (refused.size() > SHOWN ? ", ..." : "")
                        + "), " + report.marked().size() + " were: " + first.getMessage(),
                first);
    }
}
