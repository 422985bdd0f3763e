package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Timeouts;
import org.pop3j.client.TlsMode;
import org.pop3j.client.Trust;
import org.pop3j.codec.PopUrl;

class ReasonTest {
    @TempDir
    Path folder;

    @Test
    void aServerThatWaitsForTlsGreetsNobody() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String reason = reason("pop3://anna@127.0.0.1:" + silent.getLocalPort(), TlsMode.STLS_REQUIRED);

            assertThat(reason).contains("try pop3s://").doesNotContain("Exception");
        }
    }

    @Test
    void aServerWithoutTlsAnswersAHandshakeInPlainText() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread greeting = new Thread(() -> greet(plain));
            greeting.start();

            String reason = reason("pop3s://anna@127.0.0.1:" + plain.getLocalPort(), TlsMode.TLS);

            assertThat(reason).contains("no TLS there: try pop3://");
            greeting.join();
        }
    }

    @Test
    void aRefusedConnectionIsNoMatterOfTls() throws Exception {
        String reason = reason("pop3://anna@127.0.0.1:1", TlsMode.STLS_REQUIRED);

        assertThat(reason).isNotEmpty().doesNotContain("pop3s://");
    }

    @Test
    void aPinIsShownAsItIsPinned() throws Exception {
        String other = "00:".repeat(31) + "11";
        try (Site site = new Site(folder)) {
            Cli.Outcome outcome = Cli.runWith(
                    "secret\n", "fetch", site.url(), "--pin", other, "--to", "eml:" + folder.resolve("eml"));

            assertThat(outcome.err()).contains("SHA-256 " + other + ", the server has " + site.pin());
        }
    }

    @Test
    void theClassOfACauseIsNotShown() {
        IOException cause = new IOException("there is no folder x");

        assertThat(Reason.of(new IOException("cannot make y: " + cause, cause)))
                .isEqualTo("cannot make y: there is no folder x");
    }

    @Test
    void aFileIsNamedOnce() {
        NoSuchFileException cause = new NoSuchFileException("x");

        assertThat(Reason.after("cannot read x", cause)).isEqualTo("cannot read x: no such file or folder");
        assertThat(Reason.after("cannot read", cause)).isEqualTo("cannot read: x: no such file or folder");
    }

    private static void greet(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("+OK hello\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException theClientHungUp) {
            // As it should: there is no TLS here.
        }
    }

    private static String reason(String text, TlsMode mode) throws Exception {
        PopUrl url = PopUrl.parse(text);
        Pop3Client client = Pop3Client.builder(url.host())
                .port(url.port())
                .tls(mode)
                .trust(Trust.anything())
                .timeouts(Timeouts.all(Duration.ofSeconds(1)))
                .build();
        try {
            client.connect().close();
            return "";
        } catch (IOException e) {
            return Reason.ofConnecting(e, url);
        }
    }
}
