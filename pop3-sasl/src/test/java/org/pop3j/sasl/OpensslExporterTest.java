package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pop3j.sasl.ChannelBinding.Type;

@Tag("peer")
class OpensslExporterTest {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");
    private static final Pattern KEYING_MATERIAL = Pattern.compile("Keying material: ([0-9A-F]{64})");

    @Test
    @DisplayName("R9266-01 openssl exports the same keying material of a TLS 1.3 connection as we do")
    void sameKeyingMaterial() throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() >= 25, "this JDK exports no keying material");
        Assumptions.assumeTrue(System.getenv("CI") != null || Files.isExecutable(OPENSSL), "openssl is not installed");
        StringBuilder said = new StringBuilder();
        SSLSession session = TlsPair.accept("rsa-sha256", port -> said.append(connect(port)));
        Matcher exported = KEYING_MATERIAL.matcher(said);
        assertThat(exported.find()).as(said.toString()).isTrue();
        ChannelBinding ours = ChannelBinding.ofServer(session).get(0);
        assertThat(ours.type()).isEqualTo(Type.TLS_EXPORTER);
        assertThat(ours.octets()).isEqualTo(HexFormat.of().parseHex(exported.group(1)));
    }

    private static String connect(int port) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(List.of(
                        OPENSSL.toString(),
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + port,
                        "-tls1_3",
                        "-keymatexport",
                        "EXPORTER-Channel-Binding",
                        "-keymatexportlen",
                        "32"))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
