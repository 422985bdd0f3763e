package org.pop3j.server;

/**
 * A login that was refused because of what the client showed, for the operator. The client is told less: the same for a wrong
 * password and for a user that there is not (S-14).
 *
 * @param name the user name as it was sent, perhaps empty: text of the other side, escape it before it is shown
 * @param way by which command or mechanism, such as {@code USER} or {@code SCRAM-SHA-256}
 * @param reason what was wrong, without a secret and without text of the other side
 */
public record RefusedLogin(String name, String way, String reason) {}
