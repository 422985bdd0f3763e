/**
 * Angus's types over the pop3j provider: RFC 1939 as {@code org.pop3j.jakarta.mail} speaks it, in objects that are instances
 * of Angus's classes too, for code that tests with {@code instanceof} or casts.
 *
 * <p>Start at {@link org.pop3j.jakarta.mail.angus.AngusPop3Store}. As everywhere in Jakarta Mail, {@code null} stands for
 * "there is none" where an inherited method says so.
 */
package org.pop3j.jakarta.mail.angus;
