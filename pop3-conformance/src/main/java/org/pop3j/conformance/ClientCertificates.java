package org.pop3j.conformance;

import javax.net.ssl.SSLContext;

/**
 * What the kit shows to a client that does TLS.
 *
 * @param right a certificate for the address and name of the kit (127.0.0.1, localhost) that the client is told to trust
 * @param otherName one that the client is told to trust too, but for another host
 * @param stranger one for the right names that the client knows nothing of
 */
public record ClientCertificates(SSLContext right, SSLContext otherName, SSLContext stranger) {}
