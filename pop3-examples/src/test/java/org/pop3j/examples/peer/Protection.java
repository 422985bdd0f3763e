package org.pop3j.examples.peer;

/** How a client protects its connection. */
enum Protection {
    PLAIN,
    STLS,
    TLS
}
