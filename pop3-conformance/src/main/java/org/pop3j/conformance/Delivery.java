package org.pop3j.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * In which pieces octets are sent: what a side says must not depend on how the network cut it (R2449-16, D-2). The name
 * of a delivery ({@link #toString()}) has the seed, so that a random one can be repeated. Immutable.
 */
public final class Delivery {
    /** Lines up to the other side's next turn in one write. */
    public static final Delivery ONE_SEGMENT = new Delivery("one segment", Order.LOCK_STEP, () -> left -> left);

    /** One octet a write. */
    public static final Delivery OCTET_BY_OCTET = new Delivery("octet by octet", Order.LOCK_STEP, () -> left -> 1);

    /**
     * All lines up to the next handshake or end in one write, without waiting for replies (PIPELINING, RFC 2449 section
     * 6.6); what the other side says first, the greeting, is awaited. Only for the client's side.
     */
    public static final Delivery PIPELINED = new Delivery("pipelined", Order.AHEAD, () -> left -> left);

    private static final int LONGEST_RANDOM_PIECE = 64;

    /** When to send. */
    private enum Order {
        LOCK_STEP,
        AHEAD
    }

    private final String name;
    private final Order order;
    private final Supplier<IntUnaryOperator> pieces;

    private Delivery(String name, Order order, Supplier<IntUnaryOperator> pieces) {
        this.name = name;
        this.order = order;
        this.pieces = pieces;
    }

    /**
     * Pieces of 1 to 64 octets at random.
     *
     * @param seed the same seed gives the same pieces
     * @return the delivery
     */
    public static Delivery randomPieces(long seed) {
        return new Delivery("random pieces, seed " + seed, Order.LOCK_STEP, () -> {
            Random random = new Random(seed);
            return left -> 1 + random.nextInt(Math.min(left, LONGEST_RANDOM_PIECE));
        });
    }

    /**
     * The three ways in which every dialogue should be played: one segment, octet by octet, random pieces with a new seed.
     *
     * @return the deliveries
     */
    public static List<Delivery> three() {
        return List.of(ONE_SEGMENT, OCTET_BY_OCTET, randomPieces(new Random().nextInt(1_000_000)));
    }

    /** Gives the length of each next piece from what is left to send; one for each playing. */
    IntUnaryOperator pieces() {
        return pieces.get();
    }

    /** Brings steps into the order in which one side performs them. */
    List<Step> ordered(List<Step> steps, Side self) {
        return switch (order) {
            case LOCK_STEP -> steps;
            case AHEAD -> ahead(steps, self);
        };
    }

    private static List<Step> ahead(List<Step> steps, Side self) {
        List<Step> ordered = new ArrayList<>(steps.size());
        List<Step> awaited = new ArrayList<>();
        boolean begun = false;
        for (Step step : steps) {
            if (step instanceof Step.Line line) {
                begun |= line.side() == self;
                (line.side() == self || !begun ? ordered : awaited).add(line);
            } else {
                ordered.addAll(awaited);
                awaited.clear();
                ordered.add(step);
                begun = false;
            }
        }
        ordered.addAll(awaited);
        return ordered;
    }

    @Override
    public String toString() {
        return name;
    }
}
