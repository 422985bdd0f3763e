/**
 * A small POP3 server that keeps all rules until a {@code Twist} makes it break one: it plays the scenarios against clients,
 * and, deliberately wrong, proves in the tests that the checks of servers can fail. Not exported. Start at {@code FakeServer};
 * a {@code FakeSession} is one connection, {@code FakeAuthorization} and {@code FakeTransaction} are its states.
 */
package org.pop3j.conformance.fake;
