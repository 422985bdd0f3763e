/**
 * JUnit tests to extend and extensions to register: RFC 1939 sections 4, 6 and 7 as they bind a store.
 *
 * <p>Start at {@link org.pop3j.testkit.MaildropStoreContract} or {@link org.pop3j.testkit.Pop3ServerExtension}.
 */
package org.pop3j.testkit;
