package org.pop3j.store.maildir;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.UnknownMaildropException;

/**
 * The rule from the name of a maildrop to a folder (S-16), here and nowhere else.
 *
 * <p>{@code %u} stands for the whole name, {@code %n} for what is before its last {@code @} (all of it without one),
 * {@code %d} for what is behind, {@code %%} for a percent sign; a folder without any of them gets {@code /%u} appended.
 * Each of name, local part and domain that the template uses must be 1 to 255 of {@code A-Za-z0-9._+=@~-} and begin with a
 * letter, a digit or {@code _}. Any other name is unknown: nothing is encoded, cut or folded, so no two names share a folder
 * and none means a path. Letters are taken as they are: keep Maildirs on a file system that tells upper from lower case.
 */
final class FolderTemplate {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+=@~-]{0,254}");
    private static final Pattern PLACEHOLDER = Pattern.compile("%(.?)");

    private final Path fixed;
    private final Path variable;

    private FolderTemplate(Path fixed, Path variable) {
        this.fixed = fixed;
        this.variable = variable;
    }

    /** Reads a template; {@code IllegalArgumentException} says what is wrong with it. */
    static FolderTemplate of(String text) {
        PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).forEach(FolderTemplate::check);
        Path path = Path.of(text).toAbsolutePath();
        Path whole = namesUser(path) ? path : path.resolve("%u");
        int fixed = 0;
        while (!namesUser(whole.getName(fixed))) {
            fixed++;
        }
        Path above = fixed == 0 ? whole.getRoot() : whole.getRoot().resolve(whole.subpath(0, fixed));
        return new FolderTemplate(
                Path.of(above.toString().replace("%%", "%")), whole.subpath(fixed, whole.getNameCount()));
    }

    /** The folder above all Maildirs. */
    Path fixed() {
        return fixed;
    }

    /** Where the Maildir of the name is below {@link #fixed()}. */
    Path below(MaildropName name) throws UnknownMaildropException {
        String text = variable.toString();
        StringBuilder path = new StringBuilder();
        var placeholders = PLACEHOLDER.matcher(text);
        while (placeholders.find()) {
            String value = value(placeholders.group(1), name.value())
                    .orElseThrow(() -> new UnknownMaildropException("no Maildir can have the name "
                            + PeerText.quote(name.value())
                            + "; expected letters, digits and ._+=@~- behind a letter, digit or _"));
            placeholders.appendReplacement(path, value);
        }
        return Path.of(placeholders.appendTail(path).toString());
    }

    /** Whether two names that have different folders by the other template have different ones by this. */
    boolean tellsApartAs(FolderTemplate other) {
        Set<String> letters = letters();
        return letters.contains("u")
                || letters.containsAll(Set.of("n", "d"))
                || letters.containsAll(other.letters()) && !other.letters().contains("u");
    }

    private Set<String> letters() {
        return PLACEHOLDER
                .matcher(variable.toString())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean namesUser(Path path) {
        return PLACEHOLDER
                .matcher(path.toString())
                .results()
                .anyMatch(found -> !found.group(1).equals("%"));
    }

    private static void check(String letter) {
        if (letter.isEmpty() || !"%und".contains(letter)) {
            throw new IllegalArgumentException(
                    "expected %u, %n, %d or %% in a folder, got " + PeerText.quote('%' + letter));
        }
    }

    private static Optional<String> value(String letter, String name) {
        int at = name.lastIndexOf('@');
        String value = switch (letter) {
            case "%" -> "%";
            case "u" -> name;
            case "n" -> at < 0 ? name : name.substring(0, at);
            case "d" -> at < 0 ? "" : name.substring(at + 1);
            default -> throw new IllegalStateException("refused when the template was read: %" + letter);
        };
        return Optional.of(value)
                .filter(v -> letter.equals("%") || SAFE.matcher(v).matches());
    }
}
