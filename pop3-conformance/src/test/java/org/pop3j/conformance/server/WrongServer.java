package org.pop3j.conformance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Twist;

/**
 * A way to be wrong that exactly one check has to find.
 *
 * @param check the name of the check
 * @param mode how the check talks to the server
 * @param right how the server is while the switch is off
 * @param wrong how it is while the switch is on
 */
record WrongServer(String check, TlsMode mode, Twist right, Twist wrong) {
    static WrongServer of(String check, Twist wrong) {
        return new WrongServer(check, TlsMode.NONE, Twist.NONE, wrong);
    }

    static WrongServer stls(String check, Twist wrong) {
        return new WrongServer(check, TlsMode.STLS, Twist.NONE, wrong);
    }

    @Override
    public String toString() {
        return check;
    }

    /** What a wrong server does with a line. */
    interface Answering {
        Said answer(FakeSession session, String line) throws IOException;
    }

    /** Lines that match are answered otherwise, and not done. */
    static Twist instead(String pattern, Answering answering) {
        return insteadWhere((session, line) -> line.matches(pattern), answering);
    }

    static Twist insteadWhere(BiPredicate<FakeSession, String> where, Answering answering) {
        return new Twist() {
            @Override
            public Optional<Said> instead(FakeSession session, String line) {
                try {
                    return where.test(session, line) ? Optional.of(answering.answer(session, line)) : Optional.empty();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** Lines that match are answered by this line, and not done. */
    static Twist saying(String pattern, String answer) {
        return instead(pattern, (session, line) -> Said.line(answer));
    }

    /** The same in TRANSACTION only. */
    static Twist sayingInside(String pattern, String answer) {
        return insteadWhere(
                (session, line) -> session.isInTransaction() && line.matches(pattern),
                (session, line) -> Said.line(answer));
    }

    /** Lines that match are taken for another. */
    static Twist taking(String pattern, String other) {
        return instead(pattern, (session, line) -> session.right(other));
    }

    /** The right answer to lines that match is changed. */
    static Twist changing(String pattern, UnaryOperator<String> change) {
        return rewriting((session, line, said) ->
                line.matches(pattern) ? new Said(change.apply(said.octets()), said.then()) : said);
    }

    /** Changes the right answer. */
    interface Rewriting {
        Said rewrite(FakeSession session, String line, Said right);
    }

    static Twist rewriting(Rewriting rewriting) {
        return new Twist() {
            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return rewriting.rewrite(session, line, right);
            }
        };
    }

    static Twist greeting(UnaryOperator<String> change) {
        return new Twist() {
            @Override
            public Said greeting(FakeSession session, Said right) {
                return new Said(change.apply(right.octets()), right.then());
            }
        };
    }

    /** Two ways to be wrong that only together are one. */
    static Twist both(Twist first, Twist second) {
        return new Twist() {
            @Override
            public Optional<Said> instead(FakeSession session, String line) {
                return first.instead(session, line).or(() -> second.instead(session, line));
            }

            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return second.rewrite(session, line, first.rewrite(session, line, right));
            }

            @Override
            public int lineLimit() {
                return Math.max(first.lineLimit(), second.lineLimit());
            }
        };
    }

    static Twist lineLimit(int octets) {
        return new Twist() {
            @Override
            public int lineLimit() {
                return octets;
            }
        };
    }

    /** Counts the lines of a session that match. */
    static final class Counter {
        private final Map<FakeSession, Integer> counts = new ConcurrentHashMap<>();

        int next(FakeSession session) {
            return counts.merge(session, 1, Integer::sum);
        }

        int of(FakeSession session) {
            return counts.getOrDefault(session, 0);
        }
    }
}
