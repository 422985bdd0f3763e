package org.pop3j.cli;

/** A command cannot do what was asked: one line for people, and the exit code. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    private Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The options, or what they name, cannot be used. */
    static Failure refused(String message) {
        return new Failure(ExitCode.REFUSED, message);
    }

    /** What an option names cannot be used. */
    static Failure refused(String what, Throwable cause) {
        return new Failure(ExitCode.REFUSED, Reason.after(what, cause), cause);
    }

    /** What was asked failed. */
    static Failure failed(String message) {
        return new Failure(ExitCode.FAILED, message);
    }

    /** What was asked failed. */
    static Failure failed(String what, Throwable cause) {
        return new Failure(ExitCode.FAILED, Reason.after(what, cause), cause);
    }

    /** The same with another exit code. */
    static Failure withCode(int exitCode, String message, Throwable cause) {
        return new Failure(exitCode, message, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
