package org.pop3j.users;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One reading of a users file: its lines, its users, and the stamp that tells whether the file changed since. */
record UserTable(
        List<UserLine> lines,
        Map<String, StoredPassword> users,
        List<StoredPassword> decoys,
        ScramOffer scram,
        List<String> problems,
        FileStamp stamp) {
    /** Checked in place of a user's own where there are no users at all. */
    private static final StoredPassword ONLY_DECOY = PasswordScheme.SCRAM_SHA_256.store("nobody has this password");

    static UserTable read(Path file) throws IOException {
        // Before the content: a write in between shows as a change at the next look.
        FileStamp stamp = FileStamp.of(file);
        List<UserLine> lines = lines(Files.readString(file, StandardCharsets.ISO_8859_1));
        Map<String, StoredPassword> users = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isUser()) {
                add(users, problems, lines.get(i), file + ", line " + (i + 1) + ": ");
            }
        }
        return new UserTable(
                lines,
                Collections.unmodifiableMap(users),
                decoys(users.values()),
                ScramOffer.of(users.values()),
                List.copyOf(problems),
                stamp);
    }

    /** Of each cost in the file the first password. */
    private static List<StoredPassword> decoys(Collection<StoredPassword> passwords) {
        Map<String, StoredPassword> byCost = new LinkedHashMap<>();
        passwords.forEach(password -> byCost.putIfAbsent(password.cost(), password));
        return byCost.isEmpty() ? List.of(ONLY_DECOY) : List.copyOf(byCost.values());
    }

    Optional<StoredPassword> password(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** Whether each line keeps the password itself. */
    boolean keepsEverySecret() {
        return users.values().stream().allMatch(PlainPassword.class::isInstance);
    }

    List<String> namesWithoutSecret() {
        return users.entrySet().stream()
                .filter(user -> !(user.getValue() instanceof PlainPassword))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Whether a user has that password. Whoever asks for whom, the same work is done in the same order: one check of each
     * cost in the file, the user's own among them in the place of the first one of its cost. So neither unknown users nor
     * those of cheaper schemes can be told by time (S-14).
     */
    boolean matches(String name, String password) {
        Optional<StoredPassword> own = password(name);
        boolean matches = false;
        for (StoredPassword decoy : decoys) {
            boolean isOwn = own.filter(o -> o.cost().equals(decoy.cost())).isPresent();
            boolean fits = (isOwn ? own.orElseThrow() : decoy).matches(password);
            matches |= isOwn && fits;
        }
        return matches;
    }

    private static void add(Map<String, StoredPassword> users, List<String> problems, UserLine line, String where) {
        try {
            UserLine.User user = line.parse();
            if (users.putIfAbsent(user.name(), user.password()) != null) {
                problems.add(where + "this user has a line already, the first one counts");
            }
        } catch (IllegalArgumentException e) {
            problems.add(where + e.getMessage() + "; nobody can log in by this line");
        }
    }

    private static List<UserLine> lines(String content) {
        if (content.isEmpty()) {
            return List.of();
        }
        String whole = content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
        return Arrays.stream(whole.split("\n", -1)).map(UserLine::new).toList();
    }

    static byte[] octets(List<UserLine> lines) {
        StringBuilder content = new StringBuilder();
        lines.forEach(line -> content.append(line.octets()).append('\n'));
        return content.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isOf(FileStamp other) {
        return Objects.equals(stamp, other);
    }
}
