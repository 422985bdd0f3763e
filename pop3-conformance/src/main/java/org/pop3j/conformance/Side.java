package org.pop3j.conformance;

/** The two sides of a dialogue. */
enum Side {
    CLIENT("C"),
    SERVER("S");

    private final String letter;

    Side(String letter) {
        this.letter = letter;
    }

    /** The letter that begins a line of this side. */
    String letter() {
        return letter;
    }
}
