package org.pop3j.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pop3j.sasl.SaslServers;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramDecoys;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.ScramParameters;

/**
 * What a SCRAM-SHA-256 login with a stored key costs the server beyond the wire: both messages, the decoy that is computed
 * for every name, the signature. The client's proof is made here with a key that is already salted; what that costs is
 * measured beside it, and part of the first figure.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScramLoginBenchmark {
    private static final String PASSWORD = "secret word";
    private static final String FIRST_BARE = "n=ann,r=fyko+d2lbbFgONRv9qkxdawL";

    private final ScramCredential credential =
            ScramCredential.derive(ScramHash.SHA_256, PASSWORD, ScramParameters.DEFAULTS);
    private final ScramDecoys decoys = new ScramDecoys(new byte[32], ScramParameters.DEFAULTS);
    private final byte[] storedKey = credential.storedKey();
    private byte[] clientKey = {};

    /** Salts the password once, as a client that keeps the key does. */
    @Setup
    public void saltPassword() throws GeneralSecurityException {
        PBEKeySpec spec =
                new PBEKeySpec(PASSWORD.toCharArray(), credential.salt(), credential.iterations(), Byte.SIZE * 32);
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        clientKey = hmac(salted, "Client Key");
    }

    /**
     * A whole login.
     *
     * @return the server, complete
     */
    @Benchmark
    public SaslServer login() throws SaslException, GeneralSecurityException {
        SaslServer server = SaslServers.scram(ScramHash.SHA_256, name -> Optional.of(credential), decoys, List.of());
        String serverFirst = new String(server.evaluateResponse(octets("n,," + FIRST_BARE)), StandardCharsets.US_ASCII);
        server.evaluateResponse(proof(serverFirst));
        if (!server.isComplete()) {
            throw new IllegalStateException("the login failed");
        }
        return server;
    }

    /**
     * The client's part of it.
     *
     * @return its last message
     */
    @Benchmark
    public byte[] clientAlone() throws GeneralSecurityException {
        return proof("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j3rfcNHYJ,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=25000");
    }

    private byte[] proof(String serverFirst) throws GeneralSecurityException {
        String nonce = serverFirst.substring(0, serverFirst.indexOf(','));
        String withoutProof = "c=biws," + nonce;
        byte[] proof = hmac(storedKey, FIRST_BARE + "," + serverFirst + "," + withoutProof);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return octets(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(octets(text));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
