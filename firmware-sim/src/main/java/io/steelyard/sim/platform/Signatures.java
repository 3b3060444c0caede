package io.steelyard.sim.platform;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

/** Ed25519 and SHA-256 as the wire uses them. A bad signature is an answer, a wrong kind of key is a bug. */
final class Signatures {
    private Signatures() {}

    static boolean genuine(byte[] bytes, byte[] signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (SignatureException _) {
            return false; // wrong length or form: not a signature at all
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("verify with an Ed25519 key", e);
        }
    }

    static byte[] sign(byte[] bytes, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
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
