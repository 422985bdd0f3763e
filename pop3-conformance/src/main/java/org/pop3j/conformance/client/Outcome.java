package org.pop3j.conformance.client;

import java.util.ArrayList;
import java.util.List;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.ClientRun.End;
import org.pop3j.conformance.ClientRun.Fidelity;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;
import org.pop3j.conformance.fake.FakeMaildrop;

/**
 * What came of a client's way through one scenario; what is not as it should be ends the judgement by {@link Unmet}.
 *
 * @param run what the client says
 * @param seen its connections
 * @param mail what was in the maildrop
 */
record Outcome(ClientRun run, List<Seen> seen, List<FakeMaildrop.Message> mail) {
    List<Seen.Said> commands() {
        return seen.stream()
                .flatMap(connection -> connection.commands().stream())
                .toList();
    }

    List<Seen.Said> commands(String keyword) {
        return commands().stream().filter(said -> said.is(keyword)).toList();
    }

    /** The scenario says something about clients that send this command only. */
    Outcome needs(String keyword) {
        if (commands(keyword).isEmpty()) {
            throw Skipped.notApplicable("the client does not send " + keyword);
        }
        return this;
    }

    /** Who has never been there shows nothing. */
    Outcome connected() {
        if (seen.isEmpty()) {
            throw Skipped.notTested("the client made no connection: " + end());
        }
        return this;
    }

    /** The client must say that all went well. */
    Outcome succeeded() {
        requireSeen();
        if (run.end() != End.SUCCEEDED) {
            throw new Unmet("a client that does its work", end());
        }
        return this;
    }

    /** The client must tell of a failure, in bounded time. */
    Outcome failed() {
        requireSeen();
        if (run.end() == End.HUNG) {
            throw new Unmet(
                    "a client that tells of a failure", "a client that waits although the connection has ended");
        }
        if (run.end() == End.SUCCEEDED) {
            throw new Unmet("a client that tells of a failure", end());
        }
        return this;
    }

    /** The client must give up by itself; one that waits longer than the kit cannot be judged. */
    Outcome gaveUp() {
        if (run.end() == End.HUNG) {
            throw Skipped.notTested(
                    "the client waits longer than the kit: give it a shorter time-out, or the kit --patience");
        }
        return failed();
    }

    /** Nobody says what clients that somebody else started made of it. */
    private void requireSeen() {
        if (run.end() == End.UNSEEN) {
            throw Skipped.notTested("nothing wrong on the wire; what the client made of it only its user can see");
        }
    }

    private String end() {
        return switch (run.end()) {
            case SUCCEEDED -> "a client that says all went well";
            case FAILED -> "a client that tells of a failure";
            case HUNG -> "a client that does not end";
            case UNSEEN -> "a client that nobody watches";
        };
    }

    /** The client must not send this command. */
    Outcome without(String keyword) {
        if (!commands(keyword).isEmpty()) {
            throw new Unmet("no " + keyword, keyword + " from the client");
        }
        return this;
    }

    /** The client must not take itself for logged in. */
    Outcome withoutWork() {
        for (Seen.Said said : commands()) {
            if (!said.isResponse() && said.keyword().matches("STAT|LIST|UIDL|RETR|TOP|DELE|NOOP|RSET")) {
                throw new Unmet("a client that does not take itself for logged in", said.shown());
            }
        }
        return this;
    }

    /** Outside TLS nothing may be said but what leads to it. */
    Outcome withoutClear() {
        for (Seen.Said said : commands()) {
            if (!said.isSecured() && !said.line().matches("(?i)(CAPA|STLS|QUIT|NOOP|AUTH) *")) {
                throw new Unmet("nothing outside TLS but CAPA, STLS and QUIT", said.shown());
            }
        }
        return this;
    }

    /** Something must have been said inside TLS. */
    Outcome secured() {
        if (commands().stream().noneMatch(Seen.Said::isSecured)) {
            requireSeen();
            throw new Unmet("a client that goes on inside TLS", "no command inside TLS");
        }
        return this;
    }

    /** No handshake may have led to anything: the client has to refuse it. */
    Outcome refusedTls() {
        commands().stream().filter(Seen.Said::isSecured).findFirst().ifPresent(said -> {
            throw new Unmet("a client that refuses the certificate", said.shown());
        });
        return this;
    }

    /** The client must end by itself, whatever it says of it, in the time that the kit gives. */
    Outcome ended() {
        if (run.end() == End.HUNG) {
            throw new Unmet("a client that comes to an end", end());
        }
        return this;
    }

    /** What followed each AUTH, if anything did. */
    List<Seen.Said> afterAuth() {
        List<Seen.Said> after = new ArrayList<>();
        for (Seen connection : seen) {
            List<Seen.Said> said = connection.commands();
            for (int i = 1; i < said.size(); i++) {
                if (said.get(i - 1).is("AUTH")) {
                    after.add(said.get(i));
                }
            }
        }
        return after;
    }

    /** Each message that was retrieved must have been handed out unchanged. */
    Outcome delivered() {
        List<String> expected = retrieved();
        if (expected.isEmpty()) {
            throw Skipped.notApplicable("the client does not send RETR");
        }
        if (run.fidelity() == Fidelity.UNSEEN) {
            return this;
        }
        for (String message : expected) {
            boolean found = run.fidelity() == Fidelity.EXACT
                    ? run.messages().contains(message)
                    : run.messages().stream().anyMatch(out -> lines(out).contains(lines(message)));
            if (!found) {
                throw new Unmet("the message that was sent, octet for octet", "another, or none");
            }
        }
        return this;
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").stripTrailing();
    }

    private List<String> retrieved() {
        List<String> retrieved = new ArrayList<>();
        for (Seen.Said said : commands("RETR")) {
            String number = said.line().substring(4).strip();
            if (number.matches("[0-9]{1,4}") && Integer.parseInt(number) <= mail.size()) {
                retrieved.add(mail.get(Integer.parseInt(number) - 1).octets());
            }
        }
        return retrieved;
    }
}
