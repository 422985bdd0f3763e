package org.pop3j.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person must be told to sign in on another device (RFC 8628 section 3.2). All of it comes from the authorization
 * server.
 *
 * @param userCode the code to type there, printable ASCII
 * @param verificationUri the page to open
 * @param completeUri the same page with the code in it, where the server has that
 * @param validFor how long there is time
 */
public record DeviceCode(String userCode, URI verificationUri, Optional<URI> completeUri, Duration validFor) {}
