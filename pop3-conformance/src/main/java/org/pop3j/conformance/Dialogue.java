package org.pop3j.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What client and server say to each other, as text that could stand in an RFC:
 *
 * <pre>
 * # the first message is gone
 * S: +OK*
 * C: DELE 1
 * S: +OK message 1 deleted
 * C: QUIT
 * S: +OK*
 * S: &lt;EOF&gt;
 * </pre>
 *
 * <ul>
 *   <li>{@code C: text} the client sends a line, {@code S: text} the server does; CRLF is added. Text outside ASCII is
 *       sent in UTF-8. {@code C:} alone is an empty line.
 *   <li>{@code \r \n \t \0 \\ \* \xHH} stand for one octet each. A lone backslash at the end: no CRLF is added.
 *   <li>{@code *} as the last character: whatever follows up to CRLF is right. Who has to send such a line sends what
 *       stands before the star.
 *   <li>{@code C: <EOF>}, {@code S: <EOF>}: that side closes; no octets may come before. {@code C: <RESET>}, {@code S:
 *       <RESET>}: that side breaks off (TCP RST).
 *   <li>{@code S: <SILENCE>}: the server sends nothing until the client closes; only a {@link ScriptedPeer} can play it.
 *   <li>{@code TLS}: both sides do a handshake; {@code TLS: <REFUSED>}: and the other side must refuse it.
 *   <li>Blank lines and lines that begin with {@code #} say nothing; indentation is ignored.
 * </ul>
 *
 * <p>Immutable; one dialogue may be played many times and by many threads.
 */
public final class Dialogue {
    /** How long each step may take where nothing else is said. */
    public static final Duration STEP_LIMIT = Duration.ofSeconds(10);

    /** The handshake of a connection with TLS from the start. */
    static final Dialogue TLS = new Dialogue(List.of(new Step.Handshake(Step.HandshakeEnd.SECURED)));

    private final List<Step> steps;

    Dialogue(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads a dialogue.
     *
     * @param text the lines
     * @return the dialogue
     * @throws IllegalArgumentException if a line is malformed; the message has its number
     */
    public static Dialogue parse(String text) {
        return new Dialogue(new DialogueParser().parse(text));
    }

    /**
     * Makes a dialogue by program, for what is too long or too odd to write down.
     *
     * @return an empty builder
     */
    public static DialogueBuilder builder() {
        return new DialogueBuilder();
    }

    /**
     * This dialogue and then another on the same connection.
     *
     * @param next what follows
     * @return both
     */
    public Dialogue then(Dialogue next) {
        List<Step> both = new ArrayList<>(steps);
        both.addAll(next.steps);
        return new Dialogue(both);
    }

    /**
     * Plays the client in lock step against the server at the other end of a wire.
     *
     * @param wire the connection; it stays open, unless the dialogue closes it
     * @throws DialogueFailure if the server does not keep to the dialogue, or takes longer than {@link #STEP_LIMIT}
     */
    public void play(Wire wire) {
        play(wire, Delivery.ONE_SEGMENT);
    }

    /**
     * Plays the client.
     *
     * @param wire the connection; it stays open, unless the dialogue closes it
     * @param delivery in which pieces the client's octets are sent
     * @throws DialogueFailure if the server does not keep to the dialogue, or takes longer than {@link #STEP_LIMIT}
     */
    public void play(Wire wire, Delivery delivery) {
        play(wire, delivery, STEP_LIMIT);
    }

    /**
     * Plays the client.
     *
     * @param wire the connection; it stays open, unless the dialogue closes it
     * @param delivery in which pieces the client's octets are sent
     * @param stepLimit how long each step may take
     * @throws DialogueFailure if the server does not keep to the dialogue, or takes longer
     */
    public void play(Wire wire, Delivery delivery, Duration stepLimit) {
        play(Side.CLIENT, wire, delivery, stepLimit);
    }

    List<Step> steps() {
        return steps;
    }

    /** Plays one side. */
    void play(Side self, Wire wire, Delivery delivery, Duration stepLimit) {
        try (Playing playing = new Playing(self, wire, delivery.pieces(), stepLimit)) {
            playing.play(delivery.ordered(steps, self));
            if (self == Side.CLIENT || !isEndedByServer()) {
                playing.expectNothingMore();
            }
        }
    }

    /** Whether the server's side ends the connection, so that what a client still sends is not to be judged. */
    boolean isEndedByServer() {
        Step last = steps.isEmpty() ? new Step.Silence() : steps.get(steps.size() - 1);
        return last instanceof Step.Silence
                || last.equals(new Step.Close(Side.SERVER))
                || last.equals(new Step.Reset(Side.SERVER));
    }
}
