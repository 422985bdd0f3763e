package org.pop3j.oauth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pop3j.client.AccessToken;
import org.pop3j.client.AuthenticationRefusedException;
import org.pop3j.codec.PeerText;

/** Says why a mail server may have refused an access token, for people who set up an account. */
public final class OAuthDiagnosis {
    /** What Exchange Online answers whatever the reason is. */
    private static final String OF_MICROSOFT = "authentication failure: unknown user name or bad password";

    private static final Map<String, String> KNOWN_TEXTS = Map.of(
            OF_MICROSOFT,
            "Microsoft 365 says so too where POP is off for the mailbox (Set-CASMailbox -PopEnabled), where the user name is"
                    + " not the mailbox's address, and where the application lacks POP.AccessAsUser.All, or POP.AccessAsApp"
                    + " and a permission for the mailbox",
            "user is authenticated but not connected",
            "the token is good, but not for this mailbox: is the user name the mailbox's address?",
            "your account is not enabled for pop access",
            "POP must be switched on in the settings of Gmail",
            "username and password not accepted",
            "Gmail wants a token of this very user for the scope " + AuthorizationServer.GOOGLE_MAIL_SCOPE);

    private OAuthDiagnosis() {}

    /**
     * Explains a refusal.
     *
     * @param refusal what the mail server said
     * @param token the token that it refused; only who it is for, what it allows and until when is read from it, unverified
     * @return a sentence in printable ASCII; empty if nothing can be said
     */
    public static Optional<String> of(AuthenticationRefusedException refusal, AccessToken token) {
        return of(refusal, token, Instant.now());
    }

    static Optional<String> of(AuthenticationRefusedException refusal, AccessToken token, Instant now) {
        List<String> findings = new ArrayList<>();
        refusal.challenge().flatMap(OAuthDiagnosis::challenge).ifPresent(findings::add);
        String text = refusal.text().toLowerCase(Locale.ROOT);
        KNOWN_TEXTS.forEach((known, meaning) -> {
            if (text.contains(known)) {
                findings.add(meaning);
            }
        });
        TokenClaims.of(token).map(claims -> claims.sentence(now)).ifPresent(findings::add);
        return findings.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", findings));
    }

    /** RFC 7628 section 3.2.2; Google's status is that of HTTP. */
    private static Optional<String> challenge(String json) {
        try {
            Map<String, String> members = FlatJson.read(json);
            String status = members.getOrDefault("status", "none");
            String meaning = switch (status) {
                case "400", "401", "invalid_token" -> " (the token is expired, revoked, or none of this provider)";
                case "403", "insufficient_scope" -> " (the token does not allow this)";
                default -> "";
            };
            String scope = Optional.ofNullable(members.get("scope"))
                    .map(wanted -> ", and wants a token for the scope " + PeerText.quote(wanted))
                    .orElse("");
            return Optional.of("the mail server gives the status " + PeerText.quote(status) + meaning + scope);
        } catch (MalformedAnswerException noJson) {
            return Optional.empty();
        }
    }
}
