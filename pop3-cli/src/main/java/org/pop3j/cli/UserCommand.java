package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;
import org.pop3j.users.PasswordScheme;
import org.pop3j.users.StoredPassword;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pop3 user}: who may log in. Passwords come from the terminal or from standard input, never from options. */
@Command(
        name = "user",
        description = "Add, change, remove and list the users of a users file.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add|passwd|remove|list)")
final class UserCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    UserCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected add, passwd, remove or list");
    }

    /** The users file, which each of the commands needs. */
    static final class FileOption {
        @Option(names = "--users", required = true, paramLabel = "FILE", description = "The users file.")
        private Path file;

        UsersFile open() throws Failure {
            try {
                return UsersFile.open(file);
            } catch (IOException e) {
                throw cannotRead(e);
            }
        }

        UsersFile openOrCreate() throws Failure {
            Path above = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
            if (!Files.isDirectory(above)) {
                throw Failure.refused("there is no folder " + above + " for the users file " + file);
            }
            try {
                return UsersFile.openOrCreate(file);
            } catch (IOException e) {
                throw cannotRead(e);
            }
        }

        private Failure cannotRead(IOException e) {
            return Failure.refused("cannot read the users file " + file, e);
        }
    }

    /** The scheme of a new password. */
    static final class SchemeOption {
        @Option(
                names = "--scheme",
                paramLabel = "S",
                defaultValue = "SCRAM-SHA-256",
                description =
                        "SCRAM-SHA-256 (the default), SCRAM-SHA-1, SCRAM-SHA-512, ARGON2ID, BLF-CRYPT, SHA512-CRYPT"
                                + " or PLAIN.")
        private String name;

        PasswordScheme scheme() throws Failure {
            return PasswordScheme.named(name)
                    .orElseThrow(() -> Failure.refused("expected one of the schemes "
                            + Arrays.stream(PasswordScheme.values())
                                    .map(PasswordScheme::schemeName)
                                    .collect(Collectors.joining(", "))
                            + ", got " + PeerText.quote(name)));
        }
    }

    /** A change of the file. */
    private interface Change {
        void make() throws IOException, UsersFileException;
    }

    private static int changed(FileOption file, Change change) throws Failure {
        try {
            change.make();
            return ExitCode.GOOD;
        } catch (UsersFileException e) {
            throw Failure.failed(e.getMessage());
        } catch (IOException e) {
            throw Failure.failed("cannot write the users file " + file.file, e);
        } catch (IllegalArgumentException e) {
            throw Failure.refused(e.getMessage());
        }
    }

    private StoredPassword newPassword(PasswordScheme scheme) throws Failure {
        try {
            return scheme.store(terminal.newPassword());
        } catch (IllegalArgumentException e) {
            throw Failure.failed(e.getMessage());
        }
    }

    @Command(
            name = "add",
            description = "Add a user; the file is made if there is none.",
            mixinStandardHelpOptions = true)
    int add(@Parameters(paramLabel = "NAME") String name, @Mixin FileOption file, @Mixin SchemeOption scheme)
            throws Failure {
        PasswordScheme chosen = scheme.scheme();
        UsersFile users = file.openOrCreate();
        if (users.password(name).isPresent()) {
            throw Failure.failed("there is a user " + PeerText.quote(name) + " in " + file.file);
        }
        return store(file, chosen, p -> users.add(name, p));
    }

    @Command(name = "passwd", description = "Give a user another password.", mixinStandardHelpOptions = true)
    int passwd(@Parameters(paramLabel = "NAME") String name, @Mixin FileOption file, @Mixin SchemeOption scheme)
            throws Failure {
        PasswordScheme chosen = scheme.scheme();
        UsersFile users = file.open();
        if (users.password(name).isEmpty()) {
            throw Failure.failed("there is no user " + PeerText.quote(name) + " in " + file.file);
        }
        return store(file, chosen, p -> users.change(name, p));
    }

    /** A change that needs a new password. */
    private interface PasswordChange {
        void make(StoredPassword password) throws IOException, UsersFileException;
    }

    private int store(FileOption file, PasswordScheme scheme, PasswordChange change) throws Failure {
        StoredPassword password = newPassword(scheme);
        return changed(file, () -> change.make(password));
    }

    @Command(name = "remove", description = "Remove a user. Mail is not touched.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name, @Mixin FileOption file) throws Failure {
        UsersFile users = file.open();
        return changed(file, () -> users.remove(name));
    }

    @Command(
            name = "list",
            description = "List the users who can log in, a line each.",
            mixinStandardHelpOptions = true)
    int list(@Mixin FileOption file) throws Failure {
        file.open().names().forEach(terminal.out()::println);
        return ExitCode.GOOD;
    }
}
