package io.steelyard.sim.platform;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Ed25519 and SHA-256 as the wire uses them. A bad signature is an answer, a wrong kind of key is a bug. */
final class Signatures {
    private Signatures() {}

    static boolean genuine(byte[] bytes, byte[] signature, PublicKey key) {
        try {
            var verifier = new Ed25519Signer();
            verifier.init(false, PublicKeyFactory.createKey(key.getEncoded()));
            verifier.update(bytes, 0, bytes.length);
            return verifier.verifySignature(signature);
        } catch (IOException e) {
            throw new IllegalStateException("verify with an Ed25519 key", e);
        }
    }

    static byte[] sign(byte[] bytes, PrivateKey key) {
        try {
            var signer = new Ed25519Signer();
            signer.init(true, PrivateKeyFactory.createKey(key.getEncoded()));
            signer.update(bytes, 0, bytes.length);
            return signer.generateSignature();
        } catch (IOException e) {
            throw new IllegalStateException("sign with an Ed25519 key", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What the next fact says in {@code prev}. */
    static String link(byte[] factBytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(factBytes));
    }
}
