package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfSignedTest {
    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1", "::1", "mail.example.org");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void clientsThatTrustItReachTheServerByNameAndByAddress(String host) throws Exception {
        TlsFiles files = SelfSigned.in(folder, HOSTS);

        assertThat(TlsHandshake.with(files.get(), files.certificate(), host)).startsWith("TLSv1.3");
    }

    @Test
    void aNameThatItIsNotForIsRefused() throws Exception {
        TlsFiles files = SelfSigned.in(folder, List.of("mail.example.org"));

        assertThatThrownBy(() -> TlsHandshake.with(files.get(), files.certificate(), "localhost"))
                .hasMessageContaining("localhost");
    }

    @Test
    void itIsMadeForTenYearsWithAP256Key() throws Exception {
        X509Certificate certificate = SelfSigned.in(folder, HOSTS).certificate();

        Instant inTenYears =
                Instant.now().atOffset(ZoneOffset.UTC).plusYears(10).toInstant();
        assertThat(certificate.getNotAfter().toInstant()).isAfter(inTenYears.minusSeconds(86_400));
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
        assertThat(certificate.getSubjectAlternativeNames()).hasSize(4);
    }

    @Test
    void itIsMadeOnceAndKeptForItsOwnerOnly() throws Exception {
        Path state = folder.resolve("a/b");

        String first = Fingerprint.sha256(SelfSigned.in(state, HOSTS).certificate());
        String second =
                Fingerprint.sha256(SelfSigned.in(state, List.of("other")).certificate());

        assertThat(second).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(SelfSigned.file(state))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(state)) {
            assertThat(files).containsExactly(SelfSigned.file(state));
        }
    }

    @Test
    void aDamagedFileIsReportedAndNotReplaced() throws Exception {
        Files.writeString(SelfSigned.file(folder), "damaged");

        assertThatThrownBy(() -> SelfSigned.in(folder, HOSTS)).isInstanceOf(TlsFileException.class);
        assertThat(SelfSigned.file(folder)).hasContent("damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,CN=b", "-a", "ä"})
    void whatIsNoHostIsRefused(String host) {
        assertThatThrownBy(() -> SelfSigned.in(folder, List.of(host))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("peer")
    void opensslReadsItAndShowsTheSameFingerprint() throws Exception {
        Program openssl = Program.of("openssl", "openssl");
        TlsFiles files = SelfSigned.in(folder, HOSTS);
        String file = SelfSigned.file(folder).toString();

        assertThat(openssl.output("x509", "-in", file, "-noout", "-fingerprint", "-sha256"))
                .endsWith("=" + Fingerprint.sha256(files.certificate()));
        assertThat(openssl.output("pkey", "-in", file, "-noout", "-check")).contains("valid");
        assertThat(openssl.output("x509", "-in", file, "-noout", "-ext", "subjectAltName"))
                .contains(
                        "DNS:localhost", "IP Address:127.0.0.1", "IP Address:0:0:0:0:0:0:0:1", "DNS:mail.example.org");
    }
}
