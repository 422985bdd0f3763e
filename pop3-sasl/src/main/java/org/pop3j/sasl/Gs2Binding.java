package org.pop3j.sasl;

import java.util.Optional;

/**
 * What a SCRAM client says about channel binding (RFC 5802 section 6, R5802-06): the flag of the GS2 header. Immutable.
 */
public final class Gs2Binding {
    private final String flag;
    private final Optional<ChannelBinding> binding;

    private Gs2Binding(String flag, Optional<ChannelBinding> binding) {
        this.flag = flag;
        this.binding = binding;
    }

    /**
     * {@code n}: the client cannot bind, for example because there is no TLS.
     *
     * @return the flag of a mechanism without -PLUS
     */
    public static Gs2Binding impossible() {
        return new Gs2Binding("n", Optional.empty());
    }

    /**
     * {@code y}: the client could bind, but the server offered no -PLUS mechanism. A server that did offer one knows by this
     * flag that somebody has changed its list, and refuses (S-21).
     *
     * @return the flag of a mechanism without -PLUS
     */
    public static Gs2Binding notOffered() {
        return new Gs2Binding("y", Optional.empty());
    }

    /**
     * {@code p=type}: the login is bound.
     *
     * @param binding the data of the connection
     * @return the flag of a -PLUS mechanism
     */
    public static Gs2Binding of(ChannelBinding binding) {
        return new Gs2Binding("p=" + binding.type().typeName(), Optional.of(binding));
    }

    String flag() {
        return flag;
    }

    Optional<ChannelBinding> binding() {
        return binding;
    }

    /** The flag. */
    @Override
    public String toString() {
        return flag;
    }
}
