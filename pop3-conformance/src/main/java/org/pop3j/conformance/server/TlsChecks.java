package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** TLS itself (RFC 8314). */
final class TlsChecks {
    private static final int ALERT = 0x15;

    private TlsChecks() {}

    static void addTo(CheckList list) {
        list.must(OPEN, "R8314-01", "with TLS from the start nothing is said before the handshake", probe -> {
            if (probe.target().tlsMode() != TlsMode.FROM_THE_START) {
                throw Skipped.notApplicable("no TLS from the start here");
            }
            probe.openWithoutTls().silent("the connection, before a handshake");
        });
        list.must(OPEN, "R8314-02", "TLS 1.1 is refused", TlsChecks::oldVersion);
        list.must(OPEN, "R8314-04", "no client certificate is asked for", TlsChecks::clientCertificate);
    }

    private static void oldVersion(Probe probe) throws IOException {
        Session session;
        if (probe.target().tlsMode() == TlsMode.FROM_THE_START) {
            session = probe.openWithoutTls();
        } else {
            session = probe.beforeStls();
            session.ok("STLS");
        }
        Socket socket = session.socket();
        socket.getOutputStream().write(HexFormat.of().parseHex(helloOfTls11()));
        socket.getOutputStream().flush();
        int type = session.octet();
        probe.conversation().event("C: (a ClientHello of TLS 1.1)");
        if (type >= 0 && type != ALERT) {
            throw new Unmet("an alert, or the end", "a record of type " + type + ": TLS 1.1 is taken");
        }
    }

    /** A ClientHello of TLS 1.1 with cipher suites of its time. */
    private static String helloOfTls11() {
        String random = "00".repeat(32);
        String suites = "c013c014c009c00a002f0035000a00ff";
        String extensions = "000a00080006001700180019" + "000b00020100";
        String body = "0302" + random + "00" + hex(suites.length() / 2, 2) + suites + "0100"
                + hex(extensions.length() / 2, 2) + extensions;
        String handshake = "01" + hex(body.length() / 2, 3) + body;
        return "160301" + hex(handshake.length() / 2, 2) + handshake;
    }

    private static String hex(int value, int octets) {
        return HexFormat.of().toHexDigits(value, octets * 2);
    }

    private static void clientCertificate(Probe probe) throws IOException {
        if (probe.target().tlsMode() != TlsMode.FROM_THE_START) {
            probe.beforeStls();
        }
        AtomicBoolean asked = new AtomicBoolean();
        try (Session session = probe.openWith(listening(asked))) {
            session.send("QUIT");
        }
        if (asked.get()) {
            throw new Unmet("a handshake without a request for a certificate", "a request");
        }
    }

    /** A context that notes whether a certificate is asked for; whom it trusts does not matter here. */
    private static SSLContext listening(AtomicBoolean asked) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Listening(asked)}, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
