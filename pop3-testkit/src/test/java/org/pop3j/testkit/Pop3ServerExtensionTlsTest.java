package org.pop3j.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;

class Pop3ServerExtensionTlsTest {
    private static final Dialogue LOGIN =
            Dialogue.parse("C: USER mrose\nS: +OK*\nC: PASS secret\nS: +OK*\nC: QUIT\nS: +OK*\nS: <EOF>");

    private static final SSLContext CONTEXT = context();

    @RegisterExtension
    final Pop3ServerExtension pop3 =
            Pop3ServerExtension.builder().user("mrose", "secret").tls(CONTEXT).build();

    private static SSLContext context() {
        try {
            Path folder = Files.createTempDirectory("pop3j");
            try {
                return TestTls.selfSigned(folder);
            } finally {
                Files.delete(folder.resolve("key.p12"));
                Files.delete(folder);
            }
        } catch (Exception e) {
            throw new IllegalStateException("no certificate", e);
        }
    }

    @Test
    void tlsFromTheStart() throws Exception {
        try (Wire wire = Wire.tls(pop3.tlsAddress(), CONTEXT)) {
            Dialogue.parse("S: +OK*").then(LOGIN).play(wire);
        }
    }

    @Test
    void stls() throws Exception {
        try (Wire wire = Wire.tcp(pop3.address(), CONTEXT)) {
            Dialogue.parse("S: +OK*\nC: STLS\nS: +OK*\nTLS").then(LOGIN).play(wire);
        }
    }
}
