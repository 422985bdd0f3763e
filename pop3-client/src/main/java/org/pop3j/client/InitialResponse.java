package org.pop3j.client;

/** Whether AUTH may have an initial response: only to a server that announces SASL in CAPA (R5034-03). */
enum InitialResponse {
    WHERE_IT_FITS,
    NEVER
}
