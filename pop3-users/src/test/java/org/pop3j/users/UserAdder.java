package org.pop3j.users;

import java.nio.file.Path;

/** A process that adds users: for the test with two at once. */
final class UserAdder {
    private UserAdder() {}

    /** File, prefix of the names, how many. */
    public static void main(String[] arguments) throws Exception {
        StoredPassword password = PasswordScheme.PLAIN.store("secret");
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            UsersFile.openOrCreate(Path.of(arguments[0])).add(arguments[1] + i, password);
        }
    }
}
