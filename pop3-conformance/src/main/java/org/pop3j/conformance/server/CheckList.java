package org.pop3j.conformance.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.Check.Effect;
import org.pop3j.conformance.Check.Level;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.server.ServerCheck.Body;
import org.pop3j.conformance.server.ServerCheck.Lane;

/** Gathers checks, so that one reads as: its IDs, one sentence, its dialogue. */
final class CheckList {
    private final List<ServerCheck> checks = new ArrayList<>();

    /** A MUST. The first ID, perhaps with a word behind a slash, is the check's name. */
    CheckList must(Lane lane, String ids, String title, Body body) {
        return add(lane, Level.MUST, Effect.NONE, ids, title, body);
    }

    /** A SHOULD. */
    CheckList should(Lane lane, String ids, String title, Body body) {
        return add(lane, Level.SHOULD, Effect.NONE, ids, title, body);
    }

    /** A MUST that marks messages as deleted. */
    CheckList deletes(String ids, String title, Body body) {
        return add(Lane.MAILDROP, Level.MUST, Effect.DELETES, ids, title, body);
    }

    /** A MUST about messages that the kit delivers. */
    CheckList delivers(String ids, String title, Body body) {
        return add(Lane.MAILDROP, Level.MUST, Effect.DELIVERS, ids, title, body);
    }

    CheckList add(Lane lane, Level level, Effect effect, String ids, String title, Body body) {
        List<String> words = Arrays.asList(ids.split(" "));
        List<String> requirements =
                words.stream().map(word -> word.replaceFirst("/.*", "")).toList();
        checks.add(
                new ServerCheck(new Check(words.get(0), requirements, Side.SERVER, level, effect, title), lane, body));
        return this;
    }

    List<ServerCheck> checks() {
        return checks;
    }
}
