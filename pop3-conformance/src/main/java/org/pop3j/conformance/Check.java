package org.pop3j.conformance;

import java.util.List;

/**
 * What one check is about, without how it is done.
 *
 * @param name unique on its side: the ID of the first requirement, perhaps with a word behind it, such as {@code
 *     C0039/arrival}
 * @param requirements the IDs that it shows, at least one
 * @param side whom it judges
 * @param level what breaking it means
 * @param effect what it does to a maildrop
 * @param title one sentence: what has to happen
 */
public record Check(String name, List<String> requirements, Side side, Level level, Effect effect, String title) {
    /** What it means to break a rule. */
    public enum Level {
        /** Failed. */
        MUST,
        /** Warned. */
        SHOULD
    }

    /** What a check does to the maildrop of the account. */
    public enum Effect {
        /** Nothing: it does not even log in, or reads only. */
        NONE,
        /** It delivers messages, where the operator gave a way to. */
        DELIVERS,
        /** It marks messages as deleted or removes some: only where the operator allows that. */
        DELETES
    }

    /**
     * Makes a check.
     *
     * @throws IllegalArgumentException if it shows no requirement, or one that is not in the catalogue
     */
    public Check {
        requirements = List.copyOf(requirements);
        if (requirements.isEmpty()) {
            throw new IllegalArgumentException("the check " + name + " shows no requirement");
        }
        requirements.forEach(Requirements::of);
    }

    /**
     * Where the first of its rules stands.
     *
     * @return document and section
     */
    public String source() {
        return Requirements.of(requirements.get(0)).source();
    }

    /**
     * The document or subject that it belongs to.
     *
     * @return the group of its first requirement
     */
    public String group() {
        return Requirements.of(requirements.get(0)).group();
    }
}
