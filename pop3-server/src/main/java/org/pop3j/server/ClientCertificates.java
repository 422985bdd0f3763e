package org.pop3j.server;

import javax.net.ssl.SSLParameters;

/**
 * Whether clients show certificates at the TLS handshake. Which of them are believed is a matter of the trust managers of
 * the server's TLS context. A certificate alone logs nobody in; the SASL mechanism EXTERNAL does (R2595-04).
 */
public enum ClientCertificates {
    /** None is asked for (R8314-04). */
    NONE,
    /** One is asked for, and a client without goes on without; one that is not believed ends the handshake. */
    WANTED,
    /** Without a certificate that is believed there is no session. */
    REQUIRED;

    void applyTo(SSLParameters parameters) {
        switch (this) {
            case NONE -> parameters.setWantClientAuth(false);
            case WANTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
    }
}
