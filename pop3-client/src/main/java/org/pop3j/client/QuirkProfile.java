package org.pop3j.client;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pop3j.codec.PeerText;

/**
 * How a client takes what a server does wrong, by name. Immutable.
 *
 * @param name the name, as in configuration files
 * @param quirks what is taken beyond what is taken always
 * @param deviations whether a status word other than {@code +OK} and {@code -ERR} ends the session (D-3)
 */
public record QuirkProfile(String name, Set<Quirk> quirks, Deviations deviations) {
    /** What a status word other than {@code +OK} and {@code -ERR} does. */
    public enum Deviations {
        /** The first octet decides (V0001); the deviation is traced. */
        TAKEN,
        /** The session breaks: to test servers, or where only exact peers are wanted. */
        FATAL
    }

    /** What is used where nothing is said: no quirk, and the first octet of a status line decides. */
    public static final QuirkProfile STANDARD = of("standard");

    /** Nothing but RFC 1939: a deviating status word breaks the session (D-3). */
    public static final QuirkProfile STRICT = new QuirkProfile("strict", EnumSet.noneOf(Quirk.class), Deviations.FATAL);

    /** Exchange Online: a quota for retrieving is a refusal without a code. */
    public static final QuirkProfile EXCHANGE_ONLINE = of("exchange-online", Quirk.QUOTA_AS_REFUSAL);

    /** Exchange 2003: {@code +OK} where {@code +} is meant in AUTH NTLM. */
    public static final QuirkProfile EXCHANGE_2003 = of("exchange-2003", Quirk.OK_AS_CHALLENGE);

    /** Servers made with Twisted Mail: {@code UIDL n} without the number. */
    public static final QuirkProfile TWISTED = of("twisted", Quirk.UIDL_WITHOUT_NUMBER);

    /** The server of km.ru, {@code fast_pop}: the header of TOP has no end. */
    public static final QuirkProfile FAST_POP = of("fast-pop", Quirk.MISSING_HEADER_END);

    /** Servers whose STAT fails for large maildrops. */
    public static final QuirkProfile BROKEN_STAT = of("broken-stat", Quirk.STAT_WITHOUT_FIGURES);

    /** Home-made servers that end status lines with a bare LF. */
    public static final QuirkProfile BARE_LF = of("bare-lf", Quirk.BARE_LF_STATUS);

    /** All quirks at once: for a server that nobody knows, never as a default. */
    public static final QuirkProfile LENIENT = of("lenient", Quirk.values());

    private static final List<QuirkProfile> ALL =
            List.of(STANDARD, STRICT, EXCHANGE_ONLINE, EXCHANGE_2003, TWISTED, FAST_POP, BROKEN_STAT, BARE_LF, LENIENT);

    /** Copies the quirks. */
    public QuirkProfile {
        quirks = Set.copyOf(quirks);
    }

    /**
     * The profiles that have names.
     *
     * @return all of them
     */
    public static List<QuirkProfile> all() {
        return ALL;
    }

    /**
     * Finds a profile.
     *
     * @param name its name, in either case
     * @return the profile
     * @throws IllegalArgumentException if there is none of that name; the message lists the names
     */
    public static QuirkProfile named(String name) {
        Optional<QuirkProfile> found = ALL.stream()
                .filter(p -> p.name.equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("expected a profile of "
                + String.join(", ", ALL.stream().map(QuirkProfile::name).toList()) + "; got "
                + PeerText.quote(name)));
    }

    /**
     * A profile of one's own.
     *
     * @param name a name for messages
     * @param quirks what to take
     * @return the profile
     */
    public static QuirkProfile of(String name, Quirk... quirks) {
        EnumSet<Quirk> set = EnumSet.noneOf(Quirk.class);
        set.addAll(List.of(quirks));
        return new QuirkProfile(name, set, Deviations.TAKEN);
    }

    boolean takes(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
