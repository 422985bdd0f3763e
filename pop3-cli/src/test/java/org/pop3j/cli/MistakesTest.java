package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do wrong: an exit code, one line that says what and where, no stack trace. */
class MistakesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.createDirectories(folder.resolve("mail/anna"));
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");
        Files.writeString(folder.resolve("text"), "hello\n");
        Files.writeString(folder.resolve("pw"), "secret\n");
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(folder.resolve("unknown.yml"), "users: x\nmaildir: y\n");
        Files.writeString(folder.resolve("twice.yml"), "users: x\nusers: y\n");
        Files.writeString(folder.resolve("broken.yml"), "users: x\nlisten: [a\n");
        Files.writeString(folder.resolve("port.yml"), "listen:\n  - 127.0.0.1:0\n  - 127.0.0.1:99999\n");
        Files.writeString(folder.resolve("list.yml"), "users:\n  - x\n  - y\n");
        Files.writeString(folder.resolve("word.yml"), "serve\n");
    }

    @ParameterizedTest(name = "pop3 {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                                          | 2 | pop3: expected a command",
                "bogus                                     | 2 | pop3: unknown command \"bogus\"; the commands are demo, serve, user, deliver, fetch, maildir, check, check-client, help",
                "user frob                                 | 2 | pop3 user: unknown command \"frob\"; the commands are add, list, passwd, remove",
                "demo extra                                | 2 | pop3 demo: did not expect \"extra\"",
                "user list --usres users                   | 2 | pop3 user list: unknown option \"--usres\"",
                "demo --bogus                              | 2 | pop3 demo: unknown option \"--bogus\"",
                "serve --bogus                             | 2 | pop3 serve: unknown option \"--bogus\"",
                "serve --listen                            | 2 | --listen",
                "serve --listen here                       | 2 | expected HOST:PORT such as 127.0.0.1:1110 or [::1]:0",
                "serve --listen 127.0.0.1:70000            | 2 | expected HOST:PORT",
                "serve --metrics 1                         | 2 | expected HOST:PORT",
                "serve --maildirs @/mail --users @/users --grace -1 | 2 | --grace: expected 0 or more seconds, got -1",
                "serve --users @/users                     | 2 | where is the mail? expected --maildirs DIR or --store",
                "serve --maildirs @/mail                   | 2 | who may log in? expected --users FILE",
                "serve --maildirs @/mail --store memory:   | 2 | got both",
                "serve --maildirs @/none --users @/users   | 2 | the folder of --maildirs @/none is missing",
                "serve --maildirs @/text --users @/users   | 2 | @/text is a file",
                "serve --maildirs @/mail/%x --users @/users| 2 | expected %u, %n, %d or %% in a folder, got \"%x\"",
                "serve --store foo:bar --users @/users     | 2 | --store",
                "serve --store maildir: --users @/users    | 2 | --store: expected a URI, got \"maildir:\"",
                "serve --maildirs @/mail --users @/none    | 2 | cannot read the users file @/none: no such file",
                "serve --maildirs @/mail --users @/mail    | 2 | cannot read the users file @/mail",
                "serve --maildirs @/mail --users @/users --cert @/text | 2 | --cert PEM and --key PEM together, got 1 of the one and 0 of the other",
                "serve --maildirs @/mail --users @/users --cert @/text --key @/text | 2 | expected a PEM certificate in @/text",
                "serve --maildirs @/mail --users @/users --cert @/none --key @/text | 2 | @/none: no such file",
                "serve --maildirs @/mail --users @/users --state @/text | 2 | --state @/text",
                "serve --config @/none                     | 2 | cannot read the configuration @/none",
                "serve --config @/mail                     | 2 | cannot read the configuration @/mail",
                "serve --config @/unknown.yml              | 2 | @/unknown.yml, line 2: unknown key \"maildir\"",
                "serve --config @/twice.yml                | 2 | @/twice.yml, line 2: the key \"users\" stands twice",
                "serve --config @/broken.yml               | 2 | @/broken.yml, line 3: not YAML",
                "serve --config @/port.yml                 | 2 | @/port.yml, line 3: --listen: expected HOST:PORT",
                "serve --config @/list.yml                 | 2 | @/list.yml, line 2: expected a single value",
                "serve --config @/word.yml                 | 2 | @/word.yml, line 1: expected lines such as",
                "serve --maildirs @/mail --users @/users --checkpassword x | 2 | --users FILE or --checkpassword COMMAND, got both",
                "serve --maildirs @/mail --users @/users --require-client-cert | 2 | --require-client-cert needs --client-ca",
                "serve --maildirs @/mail --users @/users --state @/st --client-ca @/text | 2 | expected a PEM certificate in @/text",
                "serve --maildirs @/mail --users @/users --state @/st --client-ca @/none | 2 | @/none: no such file",
                "serve --maildirs @/mail --users @/users --client-ca @/none --client-cert-user x | 2 | expected common-name or email",
                "serve --maildirs @/mail --users @/users --pkcs12 @/text | 2 | expected PKCS#12 in @/text",
                "serve --maildirs @/mail --users @/users --pkcs12 @/text --key-passphrase-file @/empty | 2 | the first line of --key-passphrase-file @/empty is empty",
                "serve --maildirs @/mail --users @/users --pkcs12 @/text --key-passphrase-file @/none | 2 | cannot read --key-passphrase-file @/none",
                "serve --maildirs @/mail --users @/users --mechanisms SCRAM | 2 | --mechanisms: expected some of EXTERNAL, SCRAM-SHA-512-PLUS",
                "serve --maildirs @/mail --users @/users --mechanisms PLAIN,+NTLM | 2 | all have a + in front, or none of them",
                "serve --maildirs @/mail --users @/users --mechanisms OAUTHBEARER | 2 | no authenticator was given for [OAUTHBEARER]",
                "serve --maildirs @/mail --checkpassword x --apop | 2 | --apop needs --users FILE",
                "serve --maildirs @/mail --users @/users --delegates @/none | 2 | cannot read --delegates @/none",
                "serve --maildirs @/mail --users @/users --host-name a_b | 2 | --host-name: expected a host name",
                "serve --maildirs @/mail --oauth-jwks @/text --oauth-issuer i | 2 | expected a JSON Web Key Set (RFC 7517) in @/text",
                "serve --maildirs @/mail --oauth-jwks @/none --oauth-issuer i | 2 | cannot read --oauth-jwks @/none",
                "serve --maildirs @/mail --oauth-jwks @/text | 2 | --oauth-jwks needs --oauth-issuer",
                "serve --maildirs @/mail --oauth-jwks @/text --oauth-introspection http://x --oauth-issuer i | 2 | got both",
                "serve --maildirs @/mail --oauth-introspection http://x/ --oauth-client-id a --oauth-client-secret-file @/pw | 2 | begins with https://",
                "serve --maildirs @/mail --oauth-introspection https://x/ | 2 | needs --oauth-client-id ID and --oauth-client-secret-file",
                "serve --maildirs @/mail --kerberos-realm R | 2 | expected --kerberos-keytab FILE and --kerberos-realm REALM, got one",
                "serve --maildirs @/mail --kerberos-keytab @/none --kerberos-realm R | 2 | --kerberos-keytab: expected a file that can be read, got @/none",
                "serve --maildirs @/mail --kerberos-keytab @/text --kerberos-realm R/S | 2 | --kerberos-realm: expected a Kerberos realm",
                "serve --maildirs @/mail --checkpassword x --check | 2 | --check needs --users FILE",
                "user                                      | 2 | expected add, passwd, remove or list",
                "user list                                 | 2 | Missing required option: '--users=FILE'",
                "user list --users @/none                  | 2 | cannot read the users file @/none",
                "user add --users @/users                  | 2 | 'NAME'",
                "user add bob --users @/users --scheme MD5 | 2 | expected one of the schemes SCRAM-SHA-256, SCRAM-SHA-1, SCRAM-SHA-512, ARGON2ID, BLF-CRYPT",
                "user add a:b --users @/users              | 2 | a user name has 1 to 255 octets",
                "user add anna --users @/users             | 1 | there is a user \"anna\" in @/users",
                "user add bob --users @/none/users         | 2 | pop3 user add: there is no folder @/none for",
                "user passwd bob --users @/users           | 1 | there is no user \"bob\" in @/users",
                "user remove bob --users @/users           | 1 | there is no user \"bob\" in @/users",
                "deliver                                   | 75 | 'NAME'",
                "deliver anna --bogus                      | 75 | unknown option \"--bogus\"",
                "deliver anna                              | 75 | where is the mail?",
                "deliver anna --maildirs @/none            | 75 | the folder of --maildirs @/none is missing",
                "deliver anna --maildirs @/text            | 75 | pop3 deliver: --maildirs @/text is a file, expected a folder",
                "deliver anna --maildirs @/mail/%q         | 75 | expected %u, %n, %d or %% in a folder, got \"%q\"",
                "deliver bob --maildirs @/mail/%d/%n       | 67 | --maildirs has %d, so the name needs an @ and a domain; got \"bob\"",
                "deliver bob --maildirs @/mail             | 67 | no Maildir at",
                "deliver ../anna --maildirs @/mail         | 67 | no Maildir can have the name",
                "deliver ../anna --maildirs @/mail --create| 67 | no Maildir can have the name",
                "deliver anna --maildirs @/mail --delivery-id ä | 75 | a delivery id has",
                "fetch                                     | 2 | '--to=PLACE'",
                "fetch http://x --to eml:@/e               | 2 | expected a URL that begins with pop3s://",
                "fetch pop3s://host --to eml:@/e           | 2 | the URL names no user",
                "fetch pop3s://a:b@host --to eml:@/e       | 2 | a POP URL holds no password",
                "fetch pop3s://a;AUTH=BOGUS@host --to eml:@/e | 2 | \"BOGUS\"; known are",
                "fetch pop3s://a@host --to @/e             | 2 | --to: expected maildir:DIR, mbox:FILE, eml:DIR, command:COMMAND",
                "fetch pop3s://a@host --to eml:            | 2 | --to: expected maildir:DIR",
                "fetch pop3s://a@host --to eml:@/e --password-file @/none  | 2 | cannot read --password-file @/none",
                "fetch pop3s://a@host --to eml:@/e --password-file @/mail  | 2 | cannot read --password-file @/mail",
                "fetch pop3s://a@host --to eml:@/e --password-file @/empty | 2 | the first line of --password-file @/empty is empty",
                "fetch pop3s://a@host --to eml:@/text --password-file @/pw | 2 | cannot write to --to eml:@/text: @/text is a file, not a folder",
                "fetch pop3s://a@host --to mbox:@/mail --password-file @/pw | 2 | cannot write to --to mbox:@/mail",
                "fetch pop3s://a@host --to maildir:@/text --password-file @/pw | 2 | maildir:@/text: @/text is a file, not a folder",
                "fetch pop3s://a@host --to maildir:@/none/sub --password-file @/pw | 2 | maildir:@/none/sub: there is no folder @/none",
                "fetch pop3s://a@host --to mbox:@/none/b3 --password-file @/pw | 2 | mbox:@/none/b3: there is no folder @/none",
                "fetch pop3s://a@host --to eml:@/e --pin 00:11 --password-file @/pw | 2 | 64 hexadecimal digits, got \"00:11\"",
                "fetch pop3s://a@host --to eml:@/e --pin 00 --password-file @/pw | 2 | --pin",
                "fetch pop3s://a@host --to eml:@/e --trust @/none --password-file @/pw | 2 | --trust",
                "fetch pop3s://a@host --to eml:@/e --insecure --pin 00     | 2 | pop3 fetch: --pin=SHA256, --insecure are mutually exclusive",
                "fetch pop3s://a@host --to eml:@/e --new-only              | 2 | --new-only needs --ledger FILE",
                "fetch pop3s://a@host --to eml:@/e --keep-days 3           | 2 | --keep-days needs --ledger FILE",
                "fetch pop3s://a@host --to eml:@/e --keep-days x           | 2 | '--keep-days'",
                "fetch pop3s://a@host --to eml:@/e --client-key @/k        | 2 | --client-key needs --client-cert PEM",
                "fetch pop3s://a@host --to eml:@/e --client-cert @/c       | 2 | --client-cert: ",
                "fetch pop3s://a@host --to eml:@/e --timeout 0             | 2 | --timeout: expected 1 or more seconds, got 0",
                "fetch pop3s://a@host --to eml:@/e --ledger @/mail --new-only --password-file @/pw | 2 | cannot use --ledger",
                "fetch pop3s://a@127.0.0.1:1 --to eml:@/e --password-file @/pw | 1 | cannot connect to 127.0.0.1:1",
                "fetch pop3s://a@no-such-host.invalid --to eml:@/e --password-file @/pw | 1 | no-such-host.invalid",
            })
    void mistake(String line, int exitCode, String complaint) {
        String arguments = line == null ? "" : line.replace("@/", folder + "/").replace("a@" + "host", "a@host");

        Cli.Outcome outcome = Cli.runWith("secret\n", arguments.isEmpty() ? new String[0] : arguments.split(" +"));

        assertOneLine(outcome);
        assertThat(outcome.err()).contains(complaint.replace("@/", folder + "/"));
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void aTakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            Cli.Outcome outcome = serve("--listen", "127.0.0.1:0", "--listen-tls", address);
            Cli.Outcome metrics = serve("--listen", "127.0.0.1:0", "--metrics", address);

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().lines().toList())
                    .last()
                    .asString()
                    .startsWith("pop3 serve: cannot listen on " + address + ": ")
                    .contains("; give another port, or 0 for any free one: --listen HOST:0");
            assertThat(metrics.exitCode()).isEqualTo(1);
            assertThat(metrics.err()).contains("cannot listen on " + address + " for --metrics: ");
        }
    }

    @Test
    @DisplayName("a name that no maildrop can have is unknown, and --create is no advice then")
    void impossibleNames() {
        String mail = folder.resolve("mail").toString();

        Cli.Outcome empty = Cli.run("deliver", "", "--maildirs", mail);
        Cli.Outcome path = Cli.run("deliver", "../anna", "--maildirs", mail);

        assertThat(empty.exitCode()).isEqualTo(67);
        assertThat(path.exitCode()).isEqualTo(67);
        assertThat(path.err()).doesNotContain("--create");
    }

    @Test
    void theWordHelpHelps() {
        Cli.Outcome help = Cli.run("help");

        assertThat(help).isEqualTo(Cli.run("--help"));
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("deliver", "fetch");
        assertThat(Cli.run("serve", "--help").out())
                .contains("--allow-plaintext[=true|false]", "~/.local/state/pop3j")
                .doesNotContain("<allowPlaintext>");
    }

    @Test
    void noPasswordOnStandardInput() {
        Cli.Outcome outcome =
                Cli.run("user", "add", "bob", "--users", folder.resolve("users").toString());

        assertOneLine(outcome);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("the password on standard input is empty");
    }

    private Cli.Outcome serve(String... listeners) {
        String[] arguments = {
            "serve",
            "--maildirs",
            folder.resolve("mail").toString(),
            "--users",
            folder.resolve("users").toString(),
            "--state",
            folder.resolve("state").toString(),
            listeners[0],
            listeners[1],
            listeners[2],
            listeners[3]
        };
        return Cli.run(arguments);
    }

    private static void assertOneLine(Cli.Outcome outcome) {
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip()).startsWith("pop3").doesNotContain("\n", "Exception", "\tat ");
    }
}
