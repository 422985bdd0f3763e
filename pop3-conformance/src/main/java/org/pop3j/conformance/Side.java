package org.pop3j.conformance;

/** The two sides of a dialogue, and whom a check is about. */
public enum Side {
    /** Who connects and asks. */
    CLIENT("C"),
    /** Who listens and answers. */
    SERVER("S");

    private final String letter;

    Side(String letter) {
        this.letter = letter;
    }

    /**
     * The letter that begins a line of this side in a dialogue.
     *
     * @return {@code C} or {@code S}
     */
    public String letter() {
        return letter;
    }
}
