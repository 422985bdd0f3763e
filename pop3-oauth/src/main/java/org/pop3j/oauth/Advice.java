package org.pop3j.oauth;

import java.util.Map;
import java.util.Optional;

/** What to do about the errors that people meet, by Microsoft's code or else by that of the RFCs. */
final class Advice {
    private static final Map<String, String> MICROSOFT = Map.ofEntries(
            Map.entry("AADSTS50034", "the user does not exist in this tenant"),
            Map.entry("AADSTS50076", "the sign-in needs a second factor: sign in by device code"),
            Map.entry("AADSTS50079", "the user must register a second factor first"),
            Map.entry("AADSTS50173", "the password was changed or the sign-in revoked: sign in again"),
            Map.entry("AADSTS53003", "a conditional access policy of the tenant forbids it: ask its administrator"),
            Map.entry("AADSTS65001", "the user or an administrator must consent to the application's permissions"),
            Map.entry("AADSTS70008", "the sign-in has expired: sign in again"),
            Map.entry("AADSTS70011", "the scope is wrong: client credentials need one that ends in /.default"),
            Map.entry("AADSTS700016", "the client id is not known in this tenant: check both"),
            Map.entry("AADSTS700082", "the refresh token was not used for too long: sign in again"),
            Map.entry("AADSTS7000215", "the client secret is wrong: its value is needed, not its identifier"),
            Map.entry("AADSTS7000218", "the application must allow public client flows, or needs a client secret"),
            Map.entry("AADSTS7000222", "the client secret has expired: make a new one"),
            Map.entry("AADSTS90002", "there is no such tenant"),
            Map.entry("AADSTS1002012", "the scope is wrong: client credentials need one that ends in /.default"));

    private static final Map<String, String> RFC = Map.of(
            "invalid_client", "check client id and client secret",
            "invalid_grant", "the sign-in has expired or was revoked: sign in again",
            "unauthorized_client", "the application is not registered for this way of getting tokens",
            "invalid_scope", "check the scope",
            "access_denied", "whoever was asked said no",
            "expired_token", "the code was not entered in time: begin again");

    private Advice() {}

    static Optional<String> on(String error, Optional<String> microsoftCode) {
        return microsoftCode
                .flatMap(code -> Optional.ofNullable(MICROSOFT.get(code)))
                .or(() -> Optional.ofNullable(RFC.get(error)));
    }
}
