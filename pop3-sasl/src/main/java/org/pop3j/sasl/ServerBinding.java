package org.pop3j.sasl;

import java.util.List;
import java.util.Optional;
import javax.security.sasl.SaslException;

/**
 * What a SCRAM server wants of the GS2 flag (RFC 5802 section 6, R5802-06).
 *
 * @param demand whether the mechanism is a -PLUS one
 * @param bindings the bindings that were offered
 */
record ServerBinding(Demand demand, List<ChannelBinding> bindings) {
    enum Demand {
        NONE,
        BOUND
    }

    static ServerBinding none(List<ChannelBinding> offered) {
        return new ServerBinding(Demand.NONE, List.copyOf(offered));
    }

    static ServerBinding required(List<ChannelBinding> bindings) {
        return new ServerBinding(Demand.BOUND, List.copyOf(bindings));
    }

    /**
     * Checks the flag.
     *
     * @return the binding data that {@code c=} must hold behind the header, perhaps none
     * @throws SaslException if the flag does not go with the mechanism, somebody changed the list of mechanisms on its way,
     *     or the type is not one of those offered
     */
    byte[] check(String flag) throws SaslException {
        return switch (demand) {
            case NONE -> checkUnbound(flag);
            case BOUND -> checkBound(flag);
        };
    }

    private byte[] checkUnbound(String flag) throws SaslException {
        if (flag.equals("y") && !bindings.isEmpty()) {
            throw new SaslException("the client saw no -PLUS mechanism, but it was offered one: a downgrade");
        }
        if (!flag.equals("n") && !flag.equals("y")) {
            throw new SaslException("expected the GS2 flag n or y in a mechanism without -PLUS");
        }
        return new byte[0];
    }

    private byte[] checkBound(String flag) throws SaslException {
        if (!flag.startsWith("p=")) {
            throw new SaslException("expected the GS2 flag p= in a -PLUS mechanism");
        }
        Optional<ChannelBinding.Type> type = ChannelBinding.Type.named(flag.substring(2));
        return bindings.stream()
                .filter(binding -> type.isPresent() && binding.type() == type.orElseThrow())
                .findFirst()
                .orElseThrow(() -> new SaslException("this type of channel binding is not possible here"))
                .octets();
    }
}
