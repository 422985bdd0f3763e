package org.pop3j.conformance.client;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Twist;

/**
 * One connection to a kit that listens: takes any password, and the scenario that USER names in place of the one whose turn
 * it is. Belongs to the thread of its connection.
 */
final class Visit implements Twist {
    private final Turns turns;
    private final ClientWay way;
    private final FakeMaildrop maildrop = new FakeMaildrop();
    private final boolean greetsAsUsual;
    private Scenario scenario;
    private Twist twist;
    private Cut cut;
    private List<FakeMaildrop.Message> mail = List.of();

    Visit(Turns turns, ClientWay way, Scenario inTurn) {
        this.turns = turns;
        this.way = way;
        // Whoever names scenarios cannot be met by one that is over before the name.
        this.greetsAsUsual = turns.areChosenByName();
        this.scenario = inTurn;
        this.twist = inTurn.twist().get();
        this.cut = turns.visited().next(inTurn);
        fill();
    }

    private void enter(Scenario entered) {
        scenario = entered;
        twist = entered.twist().get();
        cut = turns.visited().next(entered);
        fill();
    }

    private void fill() {
        FakeMaildrop fresh = new FakeMaildrop();
        scenario.mail().forEach(fresh::deliver);
        mail = fresh.snapshot();
        maildrop.replace(mail);
    }

    /** What the session of this connection is to be. */
    FakeSession.Setting setting(Seen seen) {
        return new FakeSession.Setting(
                FakeSession.Offer.USER_PASS,
                "",
                "",
                maildrop,
                this,
                left -> cut.pieces().applyAsInt(left),
                seen);
    }

    void ended(Seen seen) {
        turns.visited().ended(scenario, cut, seen, mail);
    }

    @Override
    public Said greeting(FakeSession session, Said right) {
        return greetsAsUsual ? right : twist.greeting(session, right);
    }

    @Override
    public Handshake handshake() {
        return greetsAsUsual ? Handshake.DONE : twist.handshake();
    }

    @Override
    public Optional<SSLContext> certificate() {
        return greetsAsUsual ? Optional.empty() : way.certificates().map(scenario.identity()::of);
    }

    @Override
    public Optional<Said> instead(FakeSession session, String line) {
        if (line.regionMatches(true, 0, "USER ", 0, 5)) {
            turns.named(line.substring(5).strip()).ifPresent(this::enter);
        }
        Optional<Said> twisted = twist.instead(session, line);
        if (twisted.isEmpty() && line.regionMatches(true, 0, "PASS ", 0, 5) && session.open()) {
            return Optional.of(twist.rewrite(session, line, Said.line("+OK logged in")));
        }
        return twisted;
    }

    @Override
    public Said rewrite(FakeSession session, String line, Said right) {
        return twist.rewrite(session, line, right);
    }
}
