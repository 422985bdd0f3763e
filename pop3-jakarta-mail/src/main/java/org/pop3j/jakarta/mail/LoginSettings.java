package org.pop3j.jakarta.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pop3j.client.Credentials;
import org.pop3j.client.LoginPolicy;
import org.pop3j.client.TokenSupplier;

/**
 * What the properties of a store say about logging in; belongs to the thread that gathers. The mechanism that Angus calls
 * LOGIN is USER and PASS.
 */
final class LoginSettings {
    private static final Set<String> TOKEN_MECHANISMS = Set.of("XOAUTH2", "OAUTHBEARER");
    private static final String NTLM = "NTLM";

    private List<String> mechanisms = List.of();
    private final Set<String> disabled = new TreeSet<>();
    private final Set<String> enabled = new TreeSet<>();
    private AuthForm form = AuthForm.SHORT_WHERE_IT_FITS;
    private Optional<String> authorizationId = Optional.empty();
    private Optional<String> ntlmDomain = Optional.empty();

    private enum AuthForm {
        SHORT_WHERE_IT_FITS,
        TWO_LINES
    }

    /** One try to log in: what to prove with, and how. */
    record Attempt(Credentials credentials, LoginPolicy policy) {}

    void mechanisms(List<String> names) {
        mechanisms = names.stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .map(LoginSettings::ours)
                .toList();
    }

    private static String ours(String mechanism) {
        return mechanism.equals("LOGIN") ? "USER" : mechanism;
    }

    /** Counts only where {@link #mechanisms} says nothing, as it always was. */
    void disable(String mechanism, boolean wanted) {
        disabled.remove(mechanism);
        enabled.remove(mechanism);
        (wanted ? disabled : enabled).add(mechanism);
    }

    void apop(boolean wanted) {
        disable("APOP", !wanted);
    }

    void twoLines(boolean wanted) {
        form = wanted ? AuthForm.TWO_LINES : AuthForm.SHORT_WHERE_IT_FITS;
    }

    void authorizationId(String name) {
        authorizationId = Optional.of(name);
    }

    void ntlmDomain(String domain) {
        ntlmDomain = Optional.of(domain);
    }

    /**
     * What to try, one after the other, as long as the server offers nothing of it.
     *
     * @throws IllegalArgumentException if a mechanism is unknown, or none is left
     */
    List<Attempt> attempts(String user, String password) {
        return mechanisms.isEmpty() ? usual(user, password) : named(user, password);
    }

    /** The strongest that there is; a password is taken for a token only where that was switched on. */
    private List<Attempt> usual(String user, String password) {
        LoginPolicy policy = LoginPolicy.strongest();
        for (String mechanism : List.of("USER", "PLAIN")) {
            policy = disabled.contains(mechanism) ? policy.without(mechanism) : policy;
        }
        policy = enabled.contains("APOP") ? policy.allowing("APOP") : policy;
        List<Attempt> attempts = new ArrayList<>();
        attempts.add(new Attempt(password(user, password), policy));
        if (enabled.contains(NTLM)) {
            attempts.add(new Attempt(ntlm(user, password), LoginPolicy.only(NTLM)));
        }
        if (enabled.contains("XOAUTH2")) {
            attempts.add(new Attempt(token(user, password), inForm(LoginPolicy.only("XOAUTH2"))));
        }
        return attempts;
    }

    /** Neighbours that need the same credentials are one attempt. */
    private List<Attempt> named(String user, String password) {
        List<Attempt> attempts = new ArrayList<>();
        List<String> together = new ArrayList<>();
        for (String mechanism : mechanisms) {
            if (!together.isEmpty() && kind(together.get(0)) != kind(mechanism)) {
                attempts.add(attempt(together, user, password));
                together.clear();
            }
            together.add(mechanism);
        }
        attempts.add(attempt(together, user, password));
        return attempts;
    }

    private enum Kind {
        PASSWORD,
        TOKEN,
        NTLM
    }

    private static Kind kind(String mechanism) {
        if (TOKEN_MECHANISMS.contains(mechanism)) {
            return Kind.TOKEN;
        }
        return mechanism.equals(NTLM) ? Kind.NTLM : Kind.PASSWORD;
    }

    private Attempt attempt(List<String> together, String user, String password) {
        LoginPolicy policy = LoginPolicy.only(together.toArray(String[]::new));
        return switch (kind(together.get(0))) {
            case TOKEN -> new Attempt(token(user, password), inForm(policy));
            case NTLM -> new Attempt(ntlm(user, password), policy);
            case PASSWORD ->
                new Attempt(
                        password(user, password),
                        together.contains("USER") && enabled.contains("APOP") ? policy.allowing("APOP") : policy);
        };
    }

    private LoginPolicy inForm(LoginPolicy policy) {
        return form == AuthForm.TWO_LINES ? policy.withoutInitialResponse() : policy;
    }

    private Credentials password(String user, String password) {
        Credentials own = Credentials.password(user, password);
        return authorizationId
                .filter(other -> !other.equals(user))
                .map(own::actingAs)
                .orElse(own);
    }

    private Credentials ntlm(String user, String password) {
        String name = ntlmDomain.isPresent() && user.indexOf('\\') < 0 ? ntlmDomain.orElseThrow() + "\\" + user : user;
        return Credentials.password(name, password);
    }

    private static Credentials token(String user, String token) {
        return Credentials.token(user, TokenSupplier.of(token));
    }
}
