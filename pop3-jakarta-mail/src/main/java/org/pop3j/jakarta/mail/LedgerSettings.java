package org.pop3j.jakarta.mail;

import java.nio.file.Path;

/**
 * What the properties say about remembering which messages were taken.
 *
 * @param file where
 * @param taking what counts as taking
 */
record LedgerSettings(Path file, MailLedger.Taking taking) {}
