package org.pop3j.server;

/** Whether a connection is protected. */
enum Security {
    NONE,
    TLS
}
