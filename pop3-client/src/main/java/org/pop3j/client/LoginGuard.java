package org.pop3j.client;

import java.util.List;

/** Which ways to log in this connection is safe enough for (S-20, R8314-06, R7628-03). */
final class LoginGuard {
    private final LoginPolicy policy;
    private final Settings settings;
    private final Protection protection;

    /** What the connection has. */
    private enum Protection {
        NONE,
        /** TLS with somebody: {@link Trust#anything()}. */
        UNVERIFIED,
        VERIFIED
    }

    LoginGuard(LoginPolicy policy, Settings settings, boolean hasTls) {
        this.policy = policy;
        this.settings = settings;
        this.protection = !hasTls
                ? Protection.NONE
                : settings.trust().isVerifying() ? Protection.VERIFIED : Protection.UNVERIFIED;
    }

    /** The policy's ways for these credentials that may be used here, the best first. */
    List<Way> ways(Credentials credentials) {
        List<Way> suitable =
                policy.ways().stream().filter(way -> way.takes(credentials)).toList();
        if (suitable.isEmpty()) {
            throw new IllegalArgumentException("none of the mechanisms " + policy + " can prove " + credentials);
        }
        return suitable.stream().filter(this::allows).toList();
    }

    private boolean allows(Way way) {
        if (policy.allowsWithoutTls(way)) {
            return true;
        }
        return switch (protection) {
            case VERIFIED -> true;
            case UNVERIFIED -> !way.needsVerifiedServer();
            case NONE -> !way.needsVerifiedServer() && settings.plaintextLogin() == PlaintextLogin.ALLOWED;
        };
    }

    /** Why none may be used. */
    String reason() {
        return protection == Protection.UNVERIFIED
                ? "nothing verifies the server, and a token goes to no other than the right one"
                : "the connection has no TLS, and a login without it is not allowed";
    }
}
