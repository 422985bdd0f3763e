package org.pop3j.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.pop3j.codec.LineTooLongException;
import org.pop3j.codec.Reply;
import org.pop3j.codec.SyntaxException;
import org.pop3j.server.SessionSummary.End;

/**
 * Serves one client until QUIT, a time limit, too many errors or a lost connection (RFC 1939 section 3): read a line,
 * let the state take it, send the answer. Knows nothing of threads; whoever calls {@link #run} gave it one.
 */
final class Session {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private final Connection connection;
    private final Reply greeting;
    private final ServerLimits limits;
    private State state;
    private int badCommandsInARow;

    Session(Connection connection, Reply greeting, State first, ServerLimits limits) {
        this.connection = connection;
        this.greeting = greeting;
        this.state = first;
        this.limits = limits;
    }

    /** Serves the client; whatever happens, the maildrop is released and nothing is removed without QUIT. */
    End run() {
        try {
            connection.send(Answer.line(greeting));
            while (!(state instanceof EndedState)) {
                take(next());
            }
            connection.close();
            return ((EndedState) state).reason();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "session of {0} ended: {1}", connection.peer(), e.getMessage());
            return End.DISCONNECTED;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a defect ended the session of " + connection.peer(), e);
            return End.FAILED;
        } finally {
            state.abandon();
        }
    }

    private void take(Step step) throws IOException {
        State before = state;
        state = step.next();
        if (state instanceof EndedState) {
            before.abandon();
        }
        connection.send(step.answer());
        step.afterwards().perform(connection);
    }

    private Step next() throws IOException {
        try {
            int lineOctets = state.lineOctets(limits);
            Optional<String> line = connection.readLine(lineOctets);
            if (line.isEmpty()) {
                return badCommand("expected a line of at most " + lineOctets + " octets");
            }
            Step step = state.take(line.orElseThrow());
            badCommandsInARow = 0;
            return step;
        } catch (LineTooLongException e) {
            return Step.end(Reply.err("line too long"), End.TOO_MANY_ERRORS);
        } catch (SyntaxException | MisplacedException e) {
            return badCommand(e.getMessage());
        } catch (RefusedException e) {
            badCommandsInARow = 0;
            return e.step(state);
        }
    }

    private Step badCommand(String text) {
        badCommandsInARow++;
        return badCommandsInARow < limits.badCommands()
                ? Step.of(Reply.err(text), state.afterBadCommand())
                : Step.end(Reply.err(text + "; too many bad commands"), End.TOO_MANY_ERRORS);
    }
}
