package org.pop3j.users;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pop3j.sasl.SaslPrep;
import org.pop3j.server.spi.Authorizer;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

/**
 * Who may open whose maildrop besides their own (R4616-02, OXP-07): a file of lines {@code mailbox: user user ...}. Lines that
 * begin with {@code #} and blank lines say nothing; a broken line permits nothing and is reported with its number. The file is
 * read again when it changes. Safe for use by several threads.
 */
public final class DelegatesFile implements Authorizer {
    private static final Logger LOG = System.getLogger(DelegatesFile.class.getName());

    private final Path file;
    private volatile Permissions permissions;

    private record Permissions(Map<String, Set<String>> usersOfMailbox, FileStamp stamp) {}

    private DelegatesFile(Path file) throws IOException {
        this.file = file;
        this.permissions = read();
    }

    /**
     * Reads the file.
     *
     * @param file the file
     * @return what it permits
     * @throws IOException if it cannot be read
     */
    public static DelegatesFile open(Path file) throws IOException {
        return new DelegatesFile(file);
    }

    /**
     * Reads the file again.
     *
     * @throws IOException if it cannot be read; what is permitted stays as it was
     */
    public void reload() throws IOException {
        permissions = read();
    }

    @Override
    public Optional<Login> authorize(Login authenticated, String requested, SocketAddress peer) {
        Set<String> users = current().usersOfMailbox().getOrDefault(requested, Set.of());
        return users.contains(authenticated.principal())
                ? Optional.of(new Login(authenticated.principal(), new MaildropName(requested)))
                : Optional.empty();
    }

    private Permissions current() {
        try {
            if (!permissions.stamp().equals(FileStamp.of(file))) {
                reload();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot read {0} again, going on with what was permitted before: {1}", file, e);
        }
        return permissions;
    }

    private Permissions read() throws IOException {
        // Before the content: a write in between shows as a change at the next look.
        FileStamp stamp = FileStamp.of(file);
        Map<String, Set<String>> usersOfMailbox = new HashMap<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                    take(lines.get(i), i + 1, usersOfMailbox);
                }
            }
        } catch (MalformedInputException e) {
            throw new IOException("expected UTF-8 in " + file, e);
        }
        return new Permissions(Map.copyOf(usersOfMailbox), stamp);
    }

    private void take(String line, int number, Map<String, Set<String>> usersOfMailbox) {
        int colon = line.indexOf(':');
        try {
            if (colon < 1 || line.substring(colon + 1).isBlank()) {
                throw new IllegalArgumentException("expected mailbox: user user ...");
            }
            Set<String> users =
                    Set.copyOf(Arrays.stream(line.substring(colon + 1).strip().split("[ \\t]+"))
                            .map(SaslPrep::stored)
                            .toList());
            usersOfMailbox.merge(SaslPrep.stored(line.substring(0, colon).strip()), users, DelegatesFile::both);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, file + ", line " + number + ": " + e.getMessage() + "; it permits nothing");
        }
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
