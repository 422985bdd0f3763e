package org.pop3j.client;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;

/** Whether a private key belongs to a public one, found out by signing: a server would say no more than that it failed. */
final class KeyPairCheck {
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
    private static final byte[] SAMPLE = {1};

    private KeyPairCheck() {}

    static boolean belongs(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        Signature signing = Signature.getInstance(SIGNATURES.getOrDefault(privateKey.getAlgorithm(), "none"));
        signing.initSign(privateKey);
        signing.update(SAMPLE);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(signing.getAlgorithm());
        verifying.initVerify(publicKey);
        verifying.update(SAMPLE);
        return verifying.verify(signature);
    }
}
