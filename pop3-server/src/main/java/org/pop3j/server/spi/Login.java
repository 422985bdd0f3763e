package org.pop3j.server.spi;

import org.pop3j.store.spi.MaildropName;

/**
 * Who has been authenticated, and which maildrop that gives.
 *
 * @param principal who it is, for logs and limits
 * @param maildrop the maildrop the session opens; another name than the principal's for aliases and delegates
 */
public record Login(String principal, MaildropName maildrop) {}
