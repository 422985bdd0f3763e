package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.pop3j.codec.PeerText;
import picocli.CommandLine.Option;

/** Where messages go, and what is needed to get there. */
final class FetchTargetOptions {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "PLACE",
            description = {
                "maildir:DIR (one Maildir), mbox:FILE or eml:DIR (a file a message);",
                "command:COMMAND (run by /bin/sh for each message, which is its standard input; exit code 0 means taken);",
                "smtp://[USER@]HOST[:PORT]/RECIPIENT or smtps://... (handed to that server);",
                "imap://USER@HOST[:PORT]/FOLDER or imaps://... (appended to that folder)."
            })
    private String to = "";

    @Option(
            names = "--to-password-file",
            paramLabel = "FILE",
            description = "The password for smtp and imap is its first line.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--to-trust",
            paramLabel = "PEM",
            description = "For smtp and imap: believe the certificates in this file only.")
    private Optional<Path> trust = Optional.empty();

    @Option(
            names = "--to-allow-plaintext",
            description = "For smtp and imap: a host that is not this machine may go without TLS.")
    private boolean allowPlaintext;

    @Option(
            names = "--to-from",
            paramLabel = "ADDRESS",
            description =
                    "For smtp: the envelope sender, who gets a report if the mail cannot be delivered; none by default.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--to-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "How long a command may take for one message (default: ${DEFAULT-VALUE}).")
    private int seconds;

    /** What the options say about a mail server. */
    MailAccess access() throws Failure {
        Optional<String> password = passwordFile.isPresent()
                ? Optional.of(SecretFile.read("--to-password-file", passwordFile.get()))
                : Optional.empty();
        return new MailAccess(password, trust, allowPlaintext, from);
    }

    /** Opens the place; with {@code isOnce}, a message that comes again under its key is to be stored once. */
    FetchTarget open(boolean isOnce) throws Failure {
        String kind = to.substring(0, Math.max(0, to.indexOf(':')));
        String rest = to.substring(kind.length() + Math.min(1, to.length() - kind.length()));
        try {
            return switch (kind) {
                case "maildir" -> MaildirTarget.open(place(kind, rest), isOnce);
                case "mbox" -> MboxTarget.open(place(kind, rest));
                case "eml" -> EmlTarget.open(place(kind, rest));
                case "command" -> command(rest);
                case "smtp", "smtps" -> SmtpTarget.open(MailUrl.parse(to), access());
                case "imap", "imaps" -> ImapTarget.open(MailUrl.parse(to), access());
                default -> throw unknown();
            };
        } catch (IOException e) {
            throw Failure.refused("cannot write to --to " + PeerText.escape(to), e);
        }
    }

    private FetchTarget command(String line) throws Failure {
        if (line.isBlank() || seconds < 1) {
            throw line.isBlank() ? unknown() : Failure.refused("--to-seconds: expected 1 or more, got " + seconds);
        }
        return new CommandTarget(line, Duration.ofSeconds(seconds));
    }

    private Failure unknown() {
        return Failure.refused(
                "--to: expected maildir:DIR, mbox:FILE, eml:DIR, command:COMMAND, smtp://HOST/RECIPIENT or"
                        + " imap://USER@HOST/FOLDER, got " + PeerText.quote(to));
    }

    private Path place(String kind, String rest) throws IOException, Failure {
        if (rest.isEmpty()) {
            throw unknown();
        }
        Path place = Path.of(rest);
        Path above = Optional.ofNullable(place.getParent()).orElse(Path.of(""));
        if (!kind.equals("eml") && !Files.isDirectory(above)) {
            throw new IOException("there is no folder " + above);
        }
        if (!kind.equals("mbox") && Files.isRegularFile(place)) {
            throw new IOException(place + " is a file, not a folder");
        }
        return place;
    }
}
