package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("peer")
class TlsFilesTest {
    private static final String EC = "ec -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:named_curve";

    @TempDir
    Path folder;

    private Program openssl;

    @BeforeEach
    void findOpenssl() {
        openssl = Program.of("openssl", "openssl");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PKCS#8 RSA           | rsa -pkeyopt rsa_keygen_bits:2048 | pkcs8 -topk8 -nocrypt            |",
                "PKCS#1 RSA           | rsa -pkeyopt rsa_keygen_bits:2048 | rsa -traditional                 |",
                "PKCS#8 EC            | " + EC + "                        | pkcs8 -topk8 -nocrypt            |",
                "SEC1 EC              | " + EC + "                        | ec                               |",
                "PKCS#8 Ed25519       | ed25519                           | pkcs8 -topk8 -nocrypt            |",
                "PKCS#8 RSA encrypted | rsa -pkeyopt rsa_keygen_bits:2048 | pkcs8 -topk8 -passout pass:räuber | räuber",
                "PKCS#1 RSA encrypted | rsa -pkeyopt rsa_keygen_bits:2048 | rsa -traditional -aes128 -passout pass:tell | tell",
                "PKCS#8 EC encrypted  | " + EC
                        + "                        | pkcs8 -topk8 -v2 aes-256-cbc -passout pass:tell | tell",
                "SEC1 EC encrypted    | " + EC + "                        | ec -aes256 -passout pass:tell    | tell",
            })
    void eachFormServesTls(String form, String algorithm, String conversion, String passphrase) throws Exception {
        Path certificate = certificate("server", algorithm);
        Path key = folder.resolve("converted.key");
        run(conversion + " -in " + folder.resolve("server.key") + " -out " + key);

        TlsFiles files = passphrase == null
                ? TlsFiles.load(certificate, key)
                : TlsFiles.load(certificate, key, passphrase.toCharArray());

        assertThat(TlsHandshake.with(files.get(), files.certificate(), "localhost"))
                .startsWith("TLSv1.3");
    }

    @Test
    void theCurveInABlockBeforeTheKeyIsPassedOver() throws Exception {
        Path certificate = certificate("server", EC);
        Path key = folder.resolve("with-parameters.key");
        Files.writeString(
                key,
                openssl.output("ecparam", "-name", "prime256v1") + "\n"
                        + openssl.output(
                                        "ec",
                                        "-in",
                                        folder.resolve("server.key").toString())
                                .replaceFirst("^read EC key\\s*", "")
                                .replaceFirst("writing EC key\\s*", ""));

        assertThat(TlsFiles.load(certificate, key).certificate()).isNotNull();
    }

    @Test
    void theWholeChainIsSentInTheOrderOfTheFile() throws Exception {
        Path server = certificate("server", EC);
        Path other = certificate("other", EC);
        Path both = folder.resolve("chain.pem");
        Files.writeString(both, Files.readString(server) + Files.readString(other));

        assertThat(TlsIdentity.read(both, folder.resolve("server.key"), java.util.Optional.empty())
                        .chain())
                .hasSize(2);
        assertThatThrownBy(() -> TlsFiles.load(both, folder.resolve("other.key")))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining("own certificate comes first");
    }

    @Test
    void reloadingTakesTheNewCertificateAndKeepsTheOldWhereTheNewIsBroken() throws Exception {
        Path certificate = certificate("server", EC);
        Path key = folder.resolve("server.key");
        TlsFiles files = TlsFiles.load(certificate, key);
        Files.move(certificate("other", EC), certificate, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(files::reload)
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining("do not belong together");
        assertThat(files.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=server");

        Files.move(folder.resolve("other.key"), key, StandardCopyOption.REPLACE_EXISTING);
        files.reload();
        assertThat(files.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=other");
        assertThat(TlsHandshake.with(files.get(), files.certificate(), "localhost"))
                .startsWith("TLSv1.3");
    }

    @Test
    void errorsSayWhatWasExpectedWhereAndWhatCame() throws Exception {
        Path certificate = certificate("server", EC);
        Path key = folder.resolve("server.key");
        Path rsa = folder.resolve("rsa.key");
        certificate("rsa", "rsa -pkeyopt rsa_keygen_bits:2048");
        Path encrypted = folder.resolve("encrypted.key");
        run("pkcs8 -topk8 -passout pass:tell -in " + key + " -out " + encrypted);
        Path text = Files.writeString(folder.resolve("text"), "hello\n");
        Path cut =
                Files.writeString(folder.resolve("cut"), Files.readString(key).substring(0, 80));

        assertRefused(certificate, certificate, "expected a PEM private key in " + certificate + ", got a certificate");
        assertRefused(key, key, "expected a PEM certificate in " + key + ", got a private key");
        assertRefused(text, key, "expected a PEM certificate in " + text + ", got no PEM block");
        assertRefused(certificate, cut, "expected PEM in " + cut + ", got a block that is damaged");
        assertRefused(certificate, rsa, "do not belong together");
        assertRefused(certificate, encrypted, "the private key in " + encrypted + " is encrypted");
        assertThatThrownBy(() -> TlsFiles.load(certificate, encrypted, "tall".toCharArray()))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining("the passphrase does not fit");
        assertThatThrownBy(() -> TlsFiles.load(certificate, folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static void assertRefused(Path certificate, Path key, String reason) {
        assertThatThrownBy(() -> TlsFiles.load(certificate, key))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining(reason);
    }

    private Path certificate(String name, String algorithm) {
        Path key = folder.resolve(name + ".key");
        Path certificate = folder.resolve(name + ".pem");
        run("genpkey -algorithm " + algorithm + " -out " + key);
        run("req -x509 -new -days 2 -subj /CN=" + name + " -addext subjectAltName=DNS:localhost -key " + key + " -out "
                + certificate);
        return certificate;
    }

    private void run(String arguments) {
        List<String> words = new ArrayList<>(List.of(arguments.strip().split(" +")));
        openssl.output(words.toArray(String[]::new));
    }
}
