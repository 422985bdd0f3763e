package org.pop3j.server;

import java.util.Optional;

/**
 * A user name with a mailbox behind the last slash (OXP-07). Neither part is ever a path (S-16).
 *
 * @param user whose password is checked; may have slashes
 * @param mailbox whose mail is wanted
 */
record DelegateName(String user, String mailbox) {
    /** Empty if there is no slash, or nothing before or behind it. */
    static Optional<DelegateName> parse(String name) {
        int slash = name.lastIndexOf('/');
        return slash > 0 && slash < name.length() - 1
                ? Optional.of(new DelegateName(name.substring(0, slash), name.substring(slash + 1)))
                : Optional.empty();
    }
}
