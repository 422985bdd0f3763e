package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.pop3j.client.SessionLogin;
import org.pop3j.oauth.DeviceCode;
import org.pop3j.oauth.OAuthTokens;
import picocli.CommandLine.Option;

/** Logging in by OAuth 2 in place of a password. */
final class TokenOptions {
    @Option(
            names = "--oauth",
            paramLabel = "CONFIG",
            description = "Log in by an OAuth 2 access token in place of a password; the YAML file says from where.")
    private Optional<Path> config = Optional.empty();

    /** The login, if it was asked for. The token is got before anybody connects: a mail server would not wait for a person. */
    Optional<SessionLogin> login(String user, Terminal terminal) throws Failure {
        if (config.isEmpty()) {
            return Optional.empty();
        }
        OAuthConfig options = ConfigFile.read(config.get(), OAuthConfig::new);
        OAuthTokens tokens = options.tokens(config.get(), user, code -> show(code, terminal));
        try {
            tokens.token(Optional.empty());
        } catch (IOException e) {
            throw Failure.failed("cannot get an access token for " + user, e);
        }
        return Optional.of(new OAuthLogin(user, tokens));
    }

    private static void show(DeviceCode code, Terminal terminal) {
        terminal.err()
                .println("To sign in, open " + code.verificationUri().toASCIIString()
                        + " in a browser and enter the code "
                        + code.userCode() + " (within " + code.validFor().toMinutes() + " minutes)."
                        + code.completeUri()
                                .map(page -> " Or open " + page.toASCIIString())
                                .orElse(""));
    }
}
