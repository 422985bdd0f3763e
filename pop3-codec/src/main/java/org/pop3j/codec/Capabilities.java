package org.pop3j.codec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server announces in CAPA (RFC 2449): capabilities in the order in which they came. Of two lines with one tag
 * the first counts.
 *
 * @param all the capabilities
 */
public record Capabilities(List<Capability> all) {
    /** No capabilities: what a server without CAPA is taken to have. */
    public static final Capabilities NONE = new Capabilities(List.of());

    /** Copies the list. */
    public Capabilities {
        all = List.copyOf(all);
    }

    /**
     * Finds a capability.
     *
     * @param tag the tag in either case
     * @return the capability, or empty if it is not announced
     */
    public Optional<Capability> find(String tag) {
        String upper = Ascii.upperCase(tag);
        return all.stream().filter(c -> c.tag().equals(upper)).findFirst();
    }

    /**
     * Whether a tag is announced.
     *
     * @param tag the tag in either case
     * @return whether it is there
     */
    public boolean has(String tag) {
        return find(tag).isPresent();
    }

    /**
     * The SASL mechanisms of the SASL tag (RFC 5034 section 3), in upper case.
     *
     * @return the mechanisms, none if there is no such tag
     */
    public List<String> saslMechanisms() {
        return find("SASL").map(Capability::parameters).orElse(List.of()).stream()
                .map(Ascii::upperCase)
                .toList();
    }

    /**
     * The least time between two logins (LOGIN-DELAY, RFC 2449 section 6.5).
     *
     * @return the delay, empty if none is announced or it is no number
     */
    public Optional<Duration> loginDelay() {
        OptionalInt seconds = number("LOGIN-DELAY");
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
    }

    /**
     * After how many days the site may delete mail (EXPIRE, RFC 2449 section 6.7); 0 is at the end of the session.
     *
     * @return the days, empty if none are announced, {@code EXPIRE NEVER} included
     */
    public OptionalInt expireDays() {
        return number("EXPIRE");
    }

    private OptionalInt number(String tag) {
        Optional<String> text = find(tag).flatMap(c -> c.parameters().stream().findFirst());
        try {
            return text.isPresent() ? OptionalInt.of(Digits.parseInt(text.orElseThrow(), tag)) : OptionalInt.empty();
        } catch (SyntaxException e) {
            return OptionalInt.empty();
        }
    }
}
