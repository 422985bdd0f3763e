package org.pop3j.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pop3j.sasl.ChannelBinding;

/** One login: which mechanisms come into question, which is tried, and what follows where one is refused (SASL-01). */
final class Login {
    private final LoginPolicy policy;
    private final Credentials credentials;
    private final Offer offer;
    private final String names;
    private final List<Attempt> attempts;
    private final LoginSteps steps;
    private final List<String> tried = new ArrayList<>();
    private final List<String> unavailable = new ArrayList<>();

    private Login(Dialogue dialogue, LoginPolicy policy, Credentials credentials, Offer offer, List<Way> ways) {
        this.policy = policy;
        this.credentials = credentials;
        this.offer = offer;
        List<ChannelBinding> bindings =
                dialogue.tls().map(ChannelBinding::ofClient).orElse(List.of());
        this.names = ways.stream().map(Way::mechanism).collect(Collectors.joining(" "));
        this.attempts = Attempt.all(ways.stream().filter(offer::has).toList(), bindings);
        this.steps = new LoginSteps(dialogue, credentials, offer, bindings);
    }

    /** Asks what the server offers, but only where the connection is safe enough for a login at all (S-03, S-20). */
    static Login prepare(Dialogue dialogue, LoginPolicy policy, Credentials credentials) throws Pop3Exception {
        LoginGuard guard =
                new LoginGuard(policy, dialogue.settings(), dialogue.tls().isPresent());
        List<Way> ways = guard.ways(credentials);
        if (ways.isEmpty()) {
            throw dialogue.unsafe(guard.reason());
        }
        return new Login(dialogue, policy, credentials, Offer.of(dialogue, ways).asWanted(policy), ways);
    }

    /** Returns when the server has accepted the client. */
    void run() throws IOException {
        if (attempts.isEmpty()) {
            throw noMechanism("the server offers none of the mechanisms that may be used, " + names);
        }
        Optional<AuthenticationRefusedException> refusal =
                credentials instanceof Credentials.Token token ? tryTokens(token.tokens()) : tryAll(Optional.empty());
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    /** A token that is refused may have expired: its supplier is asked once for another. */
    private Optional<AuthenticationRefusedException> tryTokens(TokenSupplier tokens) throws IOException {
        AccessToken first = tokens.token(Optional.empty());
        Optional<AuthenticationRefusedException> refusal = tryAll(Optional.of(first));
        if (refusal.isEmpty() || !refusal.get().kind().concernsCredentials()) {
            return refusal;
        }
        try {
            AccessToken second = tokens.token(Optional.of(first));
            return second.equals(first) ? refusal : tryAll(Optional.of(second));
        } catch (IOException e) {
            return whatCountsMore(refusal.get(), e);
        }
    }

    /** Where the server has hung up meanwhile, its refusal says more than that; a supplier without a token says most. */
    private static Optional<AuthenticationRefusedException> whatCountsMore(
            AuthenticationRefusedException refusal, IOException failure) throws IOException {
        if (failure instanceof Pop3BrokenException hungUp) {
            refusal.addSuppressed(hungUp);
            return Optional.of(refusal);
        }
        failure.addSuppressed(refusal);
        throw failure;
    }

    /** Tries one after the other as long as that gives nothing away; empty when one was accepted. */
    private Optional<AuthenticationRefusedException> tryAll(Optional<AccessToken> token) throws Pop3Exception {
        Optional<Failed> last = Optional.empty();
        for (Attempt attempt : attempts) {
            if (last.isPresent() && !last.get().allows(attempt, policy)) {
                continue;
            }
            LoginOutcome outcome = steps.perform(attempt, token);
            if (outcome instanceof LoginOutcome.Accepted) {
                return Optional.empty();
            }
            Optional<Failed> failed = failed(attempt, outcome);
            last = failed.isPresent() ? failed : last;
        }
        return Optional.of(last.map(Failed::exception).orElseGet(() -> noMechanism("no mechanism can be used here")));
    }

    /** An attempt that failed, and what may follow. */
    private record Failed(Attempt attempt, LoginOutcome.Shown shown, AuthenticationRefusedException exception) {
        boolean allows(Attempt next, LoginPolicy policy) {
            return switch (exception.kind()) {
                case LATER, OPERATOR -> false;
                case WRONG_CREDENTIALS, PERHAPS_WRONG_CREDENTIALS, UNEXPLAINED, NO_MECHANISM, CANCELLED ->
                    next.way() == attempt.way() ? allowsBinding() : allowsWay(next.way(), policy);
            };
        }

        /** The server may be unable to compute the first one; it has seen no proof yet. */
        private boolean allowsBinding() {
            return shown != LoginOutcome.Shown.MORE;
        }

        private boolean allowsWay(Way next, LoginPolicy policy) {
            boolean isUntried = shown == LoginOutcome.Shown.NOTHING;
            return policy.fallsBackToWeaker() || isUntried && next.isNoWeakerThan(attempt.way());
        }
    }

    private Optional<Failed> failed(Attempt attempt, LoginOutcome outcome) {
        if (outcome instanceof LoginOutcome.Unavailable here) {
            unavailable.add(attempt + " (" + here.why() + ")");
            return Optional.empty();
        }
        tried.add(attempt.toString());
        if (outcome instanceof LoginOutcome.Refused refused) {
            return Optional.of(new Failed(
                    attempt,
                    refused.shown(),
                    AuthenticationRefusedException.refused(
                            refused.keyword(), refused.reply(), refused.advice(), record(), refused.challenge())));
        }
        LoginOutcome.Cancelled cancelled = (LoginOutcome.Cancelled) outcome;
        return Optional.of(new Failed(
                attempt,
                cancelled.shown(),
                AuthenticationRefusedException.cancelled(cancelled.why(), cancelled.reply(), record())));
    }

    private AuthenticationRefusedException noMechanism(String why) {
        String reasons = unavailable.isEmpty() ? "" : ": " + String.join(", ", unavailable);
        return AuthenticationRefusedException.noMechanism(
                "cannot log in with " + credentials + ": " + why + reasons, record());
    }

    private LoginRecord record() {
        return new LoginRecord(offer.mechanisms(), tried, offer.namesWrongCredentials());
    }
}
