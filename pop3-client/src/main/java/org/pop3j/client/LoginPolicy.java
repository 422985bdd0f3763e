package org.pop3j.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which mechanisms a client may log in by, in which order, and what of it may go without TLS. Immutable and safe for use by
 * several threads.
 *
 * <p>A mechanism has its SASL name, such as {@code SCRAM-SHA-256}; {@code USER} stands for USER and PASS, {@code APOP} for
 * APOP. Known are SCRAM-SHA-512, SCRAM-SHA-256, SCRAM-SHA-1 and their -PLUS forms, GSSAPI, EXTERNAL, OAUTHBEARER, XOAUTH2,
 * PLAIN and USER; and, by {@link #allowing} or {@link #only} alone, NTLM, DIGEST-MD5, CRAM-MD5, APOP and LOGIN.
 */
public final class LoginPolicy {
    private static final LoginPolicy STRONGEST =
            new LoginPolicy(Way.usual(), EnumSet.noneOf(Way.class), Fallback.NO_WEAKER, InitialResponse.WHERE_IT_FITS);

    /** What may follow when the server refused a mechanism. */
    private enum Fallback {
        NO_WEAKER,
        ANY
    }

    private final List<Way> ways;
    private final Set<Way> withoutTls;
    private final Fallback fallback;
    private final InitialResponse initialResponse;

    private LoginPolicy(List<Way> ways, Set<Way> withoutTls, Fallback fallback, InitialResponse initialResponse) {
        this.ways = ways;
        this.withoutTls = withoutTls;
        this.fallback = fallback;
        this.initialResponse = initialResponse;
    }

    /**
     * What a client does where nothing is said: the strongest mechanism that the server offers, only over TLS, and after a
     * refusal none that is weaker (SASL-01).
     *
     * @return the policy
     */
    public static LoginPolicy strongest() {
        return STRONGEST;
    }

    /**
     * These mechanisms and no others, in this order.
     *
     * @param mechanisms their names in either case
     * @return the policy
     * @throws IllegalArgumentException if there is none, or one is unknown
     */
    public static LoginPolicy only(String... mechanisms) {
        if (mechanisms.length == 0) {
            throw new IllegalArgumentException("expected at least one mechanism");
        }
        List<Way> named = Arrays.stream(mechanisms).map(Way::named).distinct().toList();
        return new LoginPolicy(named, EnumSet.noneOf(Way.class), Fallback.NO_WEAKER, InitialResponse.WHERE_IT_FITS);
    }

    /**
     * This policy with further mechanisms, each at the place that its strength gives it.
     *
     * @param mechanisms their names
     * @return the policy
     * @throws IllegalArgumentException if one is unknown
     */
    public LoginPolicy allowing(String... mechanisms) {
        List<Way> more = new ArrayList<>(ways);
        Arrays.stream(mechanisms)
                .map(Way::named)
                .filter(way -> !ways.contains(way))
                .forEach(way -> {
                    int place = 0;
                    while (place < more.size() && more.get(place).compareTo(way) < 0) {
                        place++;
                    }
                    more.add(place, way);
                });
        return new LoginPolicy(List.copyOf(more), withoutTls, fallback, initialResponse);
    }

    /**
     * This policy without some mechanisms.
     *
     * @param mechanisms their names
     * @return the policy
     * @throws IllegalArgumentException if one is unknown, or none is left
     */
    public LoginPolicy without(String... mechanisms) {
        Set<Way> unwanted = ways(mechanisms);
        List<Way> left = ways.stream().filter(way -> !unwanted.contains(way)).toList();
        if (left.isEmpty()) {
            throw new IllegalArgumentException("expected a policy that leaves a mechanism");
        }
        return new LoginPolicy(left, withoutTls, fallback, initialResponse);
    }

    /**
     * This policy, and these mechanisms of it may be used over a connection without TLS, where everybody on the way reads
     * the mail, and the password too if it is PLAIN, LOGIN or USER, or can guess it at leisure (S-20). OAUTHBEARER and XOAUTH2
     * are meant also where TLS is, but verifies nothing ({@link Trust#anything()}).
     *
     * @param mechanisms their names
     * @return the policy
     * @throws IllegalArgumentException if one is unknown
     */
    public LoginPolicy withoutTls(String... mechanisms) {
        return new LoginPolicy(ways, ways(mechanisms), fallback, initialResponse);
    }

    /**
     * This policy, and after a refusal it goes on with the next mechanism though it is weaker: whoever can make the strong
     * ones fail then sees the weak ones.
     *
     * @return the policy
     */
    public LoginPolicy fallingBackToWeaker() {
        return new LoginPolicy(ways, withoutTls, Fallback.ANY, initialResponse);
    }

    /**
     * This policy, and AUTH is always sent without an initial response, also where one would fit: Exchange Online wants it so
     * (R5034-03).
     *
     * @return the policy
     */
    public LoginPolicy withoutInitialResponse() {
        return new LoginPolicy(ways, withoutTls, fallback, InitialResponse.NEVER);
    }

    private static Set<Way> ways(String... mechanisms) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        Arrays.stream(mechanisms).map(Way::named).forEach(ways::add);
        return ways;
    }

    /** In the order in which to try them. */
    List<Way> ways() {
        return ways;
    }

    boolean allowsWithoutTls(Way way) {
        return withoutTls.contains(way);
    }

    InitialResponse initialResponse() {
        return initialResponse;
    }

    boolean fallsBackToWeaker() {
        return fallback == Fallback.ANY;
    }

    /** The mechanisms in their order. */
    @Override
    public String toString() {
        return ways.stream().map(Way::mechanism).collect(Collectors.joining(" "));
    }
}
