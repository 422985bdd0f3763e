package org.pop3j.client;

import java.util.List;
import java.util.Optional;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.pop3j.codec.Command;
import org.pop3j.sasl.Apop;
import org.pop3j.sasl.ChannelBinding;
import org.pop3j.sasl.Gs2Binding;
import org.pop3j.sasl.SaslMechanism;

/** Performs one attempt to log in: USER and PASS, APOP, or AUTH with a mechanism. */
final class LoginSteps {
    private final Dialogue dialogue;
    private final Credentials credentials;
    private final Offer offer;
    private final List<ChannelBinding> bindings;
    private final MechanismSource source;

    LoginSteps(Dialogue dialogue, Credentials credentials, Offer offer, List<ChannelBinding> bindings) {
        this.dialogue = dialogue;
        this.credentials = credentials;
        this.offer = offer;
        this.bindings = bindings;
        this.source = new MechanismSource(
                credentials, dialogue.settings().host(), dialogue.settings().port());
    }

    LoginOutcome perform(Attempt attempt, Optional<AccessToken> token) throws Pop3Exception {
        Optional<SaslMechanism> mechanism = attempt.way().sasl();
        token.ifPresent(dialogue::hide);
        if (mechanism.isPresent()) {
            return auth(mechanism.get(), attempt, token);
        }
        Credentials.Password password = (Credentials.Password) credentials;
        return attempt.way() == Way.APOP ? apop(password) : userAndPass(password);
    }

    private LoginOutcome auth(SaslMechanism mechanism, Attempt attempt, Optional<AccessToken> token)
            throws Pop3Exception {
        try {
            SaslClient client = client(mechanism, attempt, token);
            return SaslConversation.begin(
                            dialogue.exchange(new Command.Auth(mechanism.mechanismName(), Optional.empty())),
                            client,
                            attempt.way(),
                            offer.initialResponse())
                    .run();
        } catch (SaslException notHere) {
            return new LoginOutcome.Unavailable(String.valueOf(notHere.getMessage()));
        }
    }

    /** A name or password that SASLprep (RFC 4013) does not allow: another mechanism may take it as it is. */
    private SaslClient client(SaslMechanism mechanism, Attempt attempt, Optional<AccessToken> token)
            throws SaslException {
        try {
            return source.client(mechanism, binding(attempt), token);
        } catch (IllegalArgumentException notPrepared) {
            throw new SaslException(notPrepared.getMessage(), notPrepared);
        }
    }

    /** R5802-06. */
    private Gs2Binding binding(Attempt attempt) {
        boolean isUnwanted = bindings.isEmpty() || offer.binds();
        return attempt.binding()
                .map(Gs2Binding::of)
                .orElseGet(() -> isUnwanted ? Gs2Binding.impossible() : Gs2Binding.notOffered());
    }

    /** PASS only if the server takes the name (C0045). */
    private LoginOutcome userAndPass(Credentials.Password password) throws Pop3Exception {
        return commands(List.of(new Command.User(password.user()), new Command.Pass(password.password())));
    }

    private LoginOutcome apop(Credentials.Password password) throws Pop3Exception {
        String digest = Apop.digest(offer.timestamp().orElseThrow(), password.password());
        return commands(List.of(new Command.Apop(password.user(), digest)));
    }

    private LoginOutcome commands(List<Command> commands) throws Pop3Exception {
        commands.forEach(Exchange::octets);
        dialogue.requireUtf8(commands);
        for (Command command : commands) {
            try {
                dialogue.line(command);
            } catch (Pop3RefusedException e) {
                boolean isName = command instanceof Command.User;
                return new LoginOutcome.Refused(
                        command.keyword(),
                        e.reply(),
                        e.advice(),
                        Optional.empty(),
                        isName ? LoginOutcome.Shown.NOTHING : LoginOutcome.Shown.MORE);
            }
        }
        return new LoginOutcome.Accepted();
    }
}
