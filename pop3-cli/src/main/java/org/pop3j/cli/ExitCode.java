package org.pop3j.cli;

/** The exit codes (design section 6): scripts rely on them. */
final class ExitCode {
    static final int GOOD = 0;
    /** What was asked failed. */
    static final int FAILED = 1;
    /** Refused while reading options or configuration, and what they name. */
    static final int REFUSED = 2;
    /** deliver: no such Maildir ({@code EX_NOUSER}). */
    static final int NO_SUCH_MAILDROP = 67;
    /** A defect of ours ({@code EX_SOFTWARE}). */
    static final int DEFECT = 70;
    /** deliver: try again later ({@code EX_TEMPFAIL}). */
    static final int TRY_AGAIN = 75;

    private ExitCode() {}
}
