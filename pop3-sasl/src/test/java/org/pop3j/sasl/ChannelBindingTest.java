package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.common.util.TlsServerEndpoint;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.sasl.ChannelBinding.Type;

class ChannelBindingTest {
    private static final boolean CAN_EXPORT = Runtime.version().feature() >= 25;

    @ParameterizedTest
    @CsvSource({"rsa-sha256,SHA-256", "rsa-sha1,SHA-256", "rsa-md5,SHA-256", "rsa-sha512,SHA-512", "ec-sha384,SHA-384"})
    @DisplayName("R5929-01 the hash of the signature, SHA-256 instead of MD5 and SHA-1; ongres scram finds the same")
    void certificateHash(String alias, String hash) throws Exception {
        byte[] expected = MessageDigest.getInstance(hash)
                .digest(TlsPair.certificate(alias).getEncoded());
        assertThat(CertificateHash.of(TlsPair.certificate(alias))).hasValue(expected);
        assertThat(TlsServerEndpoint.getChannelBindingData(TlsPair.certificate(alias)))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("R5929-01 RSASSA-PSS names its hash in the parameters; undefined for Ed25519, which names none")
    void otherSignatures() throws Exception {
        byte[] expected = MessageDigest.getInstance("SHA-256")
                .digest(TlsPair.certificate("rsa-pss").getEncoded());
        assertThat(CertificateHash.of(TlsPair.certificate("rsa-pss"))).hasValue(expected);
        assertThat(CertificateHash.of(TlsPair.certificate("ed25519"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @DisplayName("R9266-01 R9266-02 both ends of a connection get the same, the exporter first where the JDK has it")
    void bothEnds(String version) throws IOException {
        TlsPair tls = TlsPair.connect("rsa-sha256", version);
        List<ChannelBinding> client = ChannelBinding.ofClient(tls.client());
        List<ChannelBinding> server = ChannelBinding.ofServer(tls.server());
        Type[] types = CAN_EXPORT
                ? new Type[] {Type.TLS_EXPORTER, Type.TLS_SERVER_END_POINT}
                : new Type[] {Type.TLS_SERVER_END_POINT};
        assertThat(client).extracting(ChannelBinding::type).containsExactly(types);
        assertThat(server).extracting(ChannelBinding::type).containsExactly(types);
        for (int i = 0; i < types.length; i++) {
            assertThat(client.get(i).octets())
                    .hasSize(32)
                    .isEqualTo(server.get(i).octets());
        }
    }

    @Test
    @DisplayName(
            "R9266-01 the exporter's data is another for each connection; a certificate that names no hash leaves it alone")
    void connectionsDiffer() throws IOException {
        TlsPair first = TlsPair.connect("ed25519", "TLSv1.3");
        TlsPair second = TlsPair.connect("ed25519", "TLSv1.3");
        List<ChannelBinding> bindings = ChannelBinding.ofClient(first.client());
        assertThat(bindings).hasSize(CAN_EXPORT ? 1 : 0);
        if (CAN_EXPORT) {
            assertThat(bindings.get(0).octets())
                    .isNotEqualTo(
                            ChannelBinding.ofClient(second.client()).get(0).octets());
        }
    }

    @Test
    @DisplayName("R9266-02 without a connection there is no binding")
    void noConnection() throws Exception {
        SSLSession none = SSLContext.getDefault().createSSLEngine().getSession();
        assertThat(ChannelBinding.ofClient(none)).isEmpty();
        assertThat(ChannelBinding.ofServer(none)).isEmpty();
    }

    @Test
    @DisplayName("S-26 the data is a secret, and a copy is handed out")
    void quiet() {
        ChannelBinding binding = new ChannelBinding(Type.TLS_EXPORTER, Talk.octets("secret"));
        assertThat(binding).hasToString("tls-exporter");
        binding.octets()[0] = 0;
        assertThat(Talk.text(binding.octets())).isEqualTo("secret");
        assertThat(Gs2Binding.of(binding)).hasToString("p=tls-exporter");
        assertThat(Gs2Binding.notOffered()).hasToString("y");
    }
}
