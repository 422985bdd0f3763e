package org.pop3j.jakarta.mail;

/** Whether a connection has TLS from the first octet where no property says otherwise. */
enum ImplicitTls {
    FROM_THE_START,
    NOT_BY_ITSELF
}
