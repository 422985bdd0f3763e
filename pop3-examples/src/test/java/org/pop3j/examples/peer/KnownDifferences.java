package org.pop3j.examples.peer;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What foreign programs change in messages, and so what is not compared, and why: the one place that says it. Everything
 * that is not named here is compared octet by octet.
 */
final class KnownDifferences {
    private static final UnaryOperator<String> SAME = UnaryOperator.identity();
    private static final String EVERY_MESSAGE = "*";

    /**
     * One change.
     *
     * @param mark how the table of results shows it
     * @param peer the program
     * @param message the message, or {@code *}
     * @param expected what becomes of the wire octets (R1939-39) before they are compared
     * @param fetched what becomes of the fetched octets before they are compared
     * @param why what the program does
     */
    record Difference(
            char mark,
            String peer,
            String message,
            UnaryOperator<String> expected,
            UnaryOperator<String> fetched,
            String why) {
        boolean concerns(String peerName, String messageName) {
            return peer.equals(peerName) && (message.equals(EVERY_MESSAGE) || message.equals(messageName));
        }
    }

    /** All of them; where several concern a message they are applied in this order. */
    static final List<Difference> ALL = List.of(
            new Difference('b', "curl", "empty", wire -> "\r\n", SAME, "curl writes CRLF for a message without octets"),
            new Difference('l', "mpop", EVERY_MESSAGE, KnownDifferences::lf, SAME, "mpop writes LF for CRLF"),
            new Difference(
                    'h',
                    "fetchmail",
                    "only-headers",
                    wire -> wire + "\r\n",
                    SAME,
                    "fetchmail ends a header with an empty line where there is none"),
            new Difference(
                    'c',
                    "fetchmail",
                    "long-line",
                    SAME,
                    KnownDifferences::withoutCuts,
                    "fetchmail cuts a line at 8 KiB and writes four octets of its own there"),
            new Difference(
                    'h',
                    "fetchmail",
                    "single-dot",
                    wire -> wire + "\r\n",
                    SAME,
                    "fetchmail ends a header that is not there"),
            notice("empty"),
            notice("single-line-end"),
            new Difference(
                    'l',
                    "getmail",
                    EVERY_MESSAGE,
                    wire -> withoutReturnPath(anyLineEnd(wire)),
                    KnownDifferences::withoutReturnPath,
                    "getmail6 writes LF for CRLF, CR CRLF, CR and LF, and a Return-Path of its own"),
            new Difference(
                    'h',
                    "getmail",
                    "only-headers",
                    wire -> wire + "\n",
                    SAME,
                    "getmail6 ends a header with an empty line where there is none"),
            new Difference(
                    'h',
                    "getmail",
                    "single-dot",
                    wire -> "\n" + wire,
                    SAME,
                    "getmail6 ends a header that is not there"),
            new Difference(
                    'h', "getmail", "empty", wire -> wire + "\n", SAME, "getmail6 ends a header that is not there"),
            new Difference(
                    'f',
                    "getmail",
                    "long-header",
                    KnownDifferences::withoutWhiteSpace,
                    KnownDifferences::withoutWhiteSpace,
                    "getmail6 folds long header fields anew; all but white space is compared"),
            unstuffed("first-octet-dot"),
            unstuffed("single-dot"),
            new Difference(
                    'b', "dovecot", "empty", wire -> "\r\n", SAME, "Dovecot sends CRLF for a message without octets"));

    private KnownDifferences() {}

    /**
     * What is known for one message.
     *
     * @param peer the program
     * @param message the message's name
     * @return the differences, none if every octet is compared
     */
    static List<Difference> of(String peer, String message) {
        return ALL.stream().filter(known -> known.concerns(peer, message)).toList();
    }

    private static Difference notice(String message) {
        String why = "fetchmail writes a notice of its own instead of a message without a header; not compared";
        return new Difference('n', "fetchmail", message, wire -> "", fetched -> "", why);
    }

    private static Difference unstuffed(String message) {
        String why = "Dovecot does not stuff a dot that is the first octet: the receiver loses it, or all";
        return new Difference('d', "dovecot", message, wire -> wire.substring(1).replaceFirst("^\r\n", ""), SAME, why);
    }

    private static String lf(String text) {
        return text.replace("\r\n", "\n");
    }

    private static String anyLineEnd(String text) {
        return lf(lf(text)).replace('\r', '\n');
    }

    private static String withoutReturnPath(String text) {
        return text.replaceFirst("^Return-Path: [^\n]*\n", "");
    }

    private static String withoutWhiteSpace(String text) {
        return text.replaceAll("[ \t\r\n]", "");
    }

    private static String withoutCuts(String text) {
        return text.replaceAll("(?s)x\0.\r\nx", "xx");
    }
}
