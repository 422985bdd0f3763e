package org.pop3j.users;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pop3j.codec.PeerText;

/**
 * A users file: a line a user, {@code name:{SCHEME}data}, as Dovecot's passwd-file reads it where schemes are shared.
 * Lines that begin with {@code #} and blank lines are kept; further fields after the password are kept and not used. A
 * broken line is reported with file and line number, and the others count.
 *
 * <p>Safe for use by several threads. Changes are written whole or not at all, under a lock that other processes of ours
 * heed (a file {@code .NAME.lock} beside the users file), and every reader sees the old file or the new one.
 */
public final class UsersFile {
    private static final Logger LOG = System.getLogger(UsersFile.class.getName());

    /** Whether a user has a line. */
    private enum Presence {
        PRESENT("there is a user "),
        ABSENT("there is no user ");

        private final String sentence;

        Presence(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Path file;
    private volatile UserTable table;

    private UsersFile(Path file, UserTable table) {
        this.file = file;
        this.table = table;
    }

    /**
     * Reads a users file.
     *
     * @param file the file
     * @return its users
     * @throws IOException if it cannot be read
     */
    public static UsersFile open(Path file) throws IOException {
        return new UsersFile(file, reported(UserTable.read(file)));
    }

    /**
     * Opens a users file, made empty (mode 0600) if there is none.
     *
     * @param file the file
     * @return its users
     * @throws IOException if it cannot be made or read
     */
    public static UsersFile openOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFile.createOnce(file, new byte[0]);
        }
        return open(file);
    }

    /**
     * Reads the file again, whether it changed or not.
     *
     * @throws IOException if it cannot be read; the users stay as they were
     */
    public void reload() throws IOException {
        table = reported(UserTable.read(file));
    }

    /**
     * The names of all users who can log in, in the order of the file.
     *
     * @return names
     */
    public List<String> names() {
        return List.copyOf(current().users().keySet());
    }

    /**
     * The names of users whose line keeps no password as it is, but something made of it: while there is one, nobody logs
     * in by APOP, CRAM-MD5, DIGEST-MD5 or NTLM.
     *
     * @return names, in the order of the file
     */
    public List<String> namesWithoutSecret() {
        return current().namesWithoutSecret();
    }

    /**
     * What is wrong with lines of the file: a sentence a line with file and line number, without secrets.
     *
     * @return sentences, none if all is well
     */
    public List<String> problems() {
        return current().problems();
    }

    /**
     * What is kept of a user's password. Looks whether the file changed (one stat) and reads it again if so.
     *
     * @param name the user name
     * @return the password, or empty if there is no such user
     */
    public Optional<StoredPassword> password(String name) {
        return current().password(name);
    }

    /** The users as the file has them now. */
    UserTable table() {
        return current();
    }

    /**
     * Adds a user at the end of the file.
     *
     * @param name the user name
     * @param password what to keep
     * @throws UsersFileException if there is such a user
     * @throws IllegalArgumentException if the name cannot stand in the file
     * @throws IOException if the file cannot be written; it is as it was
     */
    public void add(String name, StoredPassword password) throws IOException, UsersFileException {
        UserLine line = UserLine.of(name, password);
        edit(name, Presence.ABSENT, lines -> lines.add(line));
    }

    /**
     * Gives a user another password.
     *
     * @param name the user name
     * @param password what to keep
     * @throws UsersFileException if there is no such user
     * @throws IOException if the file cannot be written; it is as it was
     */
    public void change(String name, StoredPassword password) throws IOException, UsersFileException {
        edit(name, Presence.PRESENT, lines -> lines.replaceAll(line -> line.isOf(name) ? line.with(password) : line));
    }

    /**
     * Removes a user.
     *
     * @param name the user name
     * @throws UsersFileException if there is no such user
     * @throws IOException if the file cannot be written; it is as it was
     */
    public void remove(String name) throws IOException, UsersFileException {
        edit(name, Presence.PRESENT, lines -> lines.removeIf(line -> line.isOf(name)));
    }

    private void edit(String name, Presence expected, Consumer<List<UserLine>> edit)
            throws IOException, UsersFileException {
        Path real = file.toRealPath();
        try (FileLease lease = FileLease.take(real)) {
            List<UserLine> lines = new ArrayList<>(UserTable.read(lease.file()).lines());
            Presence found = lines.stream().anyMatch(line -> line.isOf(name)) ? Presence.PRESENT : Presence.ABSENT;
            if (found != expected) {
                throw new UsersFileException(found.sentence + PeerText.quote(name) + " in " + file);
            }
            edit.accept(lines);
            PrivateFile.replace(lease.file(), UserTable.octets(lines));
        }
        table = UserTable.read(file);
    }

    private static UserTable reported(UserTable table) {
        table.problems().forEach(problem -> LOG.log(Level.WARNING, problem));
        return table;
    }

    private UserTable current() {
        UserTable seen = table;
        try {
            if (!seen.isOf(FileStamp.of(file))) {
                reload();
            }
        } catch (NoSuchFileException e) {
            LOG.log(Level.WARNING, "the users file {0} is gone; the users are as they were last read", file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot read the users file " + file + "; the users are as they were last read", e);
        }
        return table;
    }
}
