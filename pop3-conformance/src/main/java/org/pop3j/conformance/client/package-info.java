/**
 * The checks of clients. {@code ClientChecks} does them; a {@code Scenario} is a maildrop, what the server does otherwise than
 * right, and a judgement of the {@code Outcome}; {@code WireRules} are about every command that was seen. Not exported.
 */
package org.pop3j.conformance.client;
