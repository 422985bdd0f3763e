/**
 * Small programs to copy from, and sample mail to try them on. Each program is run by a test.
 *
 * <p>Start at {@link org.pop3j.examples.SampleMail}.
 */
package org.pop3j.examples;
