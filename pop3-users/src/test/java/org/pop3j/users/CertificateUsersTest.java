package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

@Tag("peer")
class CertificateUsersTest {
    private static final SocketAddress PEER = new InetSocketAddress("127.0.0.1", 1);

    @TempDir
    Path folder;

    @Test
    @DisplayName("a certificate stands for the one user that it names: by its common name, or by its mail address")
    void names() throws Exception {
        Authority authority = new Authority(Program.of("openssl", "openssl"), folder, "authority");
        Path one = authority.sign("anna", "EC", "DNS:x.example.org,email:anna@example.org", 9);
        Path two = authority.sign("both", "EC", "email:anna@example.org,email:bob@example.org", 9);
        Path none = authority.sign("none", "EC", "DNS:anna@example.org", 9);

        assertThat(user(CertificateUsers.COMMON_NAME, one)).contains(login("anna"));
        assertThat(user(CertificateUsers.EMAIL, one)).contains(login("anna@example.org"));
        assertThat(user(CertificateUsers.EMAIL, two)).isEmpty();
        assertThat(user(CertificateUsers.EMAIL, none)).isEmpty();
    }

    private static Optional<Login> user(CertificateUsers kind, Path pem) throws Exception {
        return kind.checkCertificate(PemFile.read(pem).certificates(), PEER);
    }

    private static Login login(String name) {
        return new Login(name, new MaildropName(name));
    }
}
