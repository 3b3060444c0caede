package io.steelyard.gateway.journal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

/** Signs and checks facts with Ed25519. Any thread. */
public final class FactSigner {
    static final String ALGORITHM = "Ed25519";
    private static final int KEY_ID_BYTES = 8;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final String keyId;

    public FactSigner(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.keyId = keyId(publicKey);
    }

    /** The signature over exactly these bytes. */
    public byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a loaded key signs", impossible);
        }
    }

    /** Whether the owner of that key signed exactly these bytes. Malformed signatures are simply false. */
    public static boolean verifies(PublicKey publicKey, byte[] bytes, byte[] signed) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(bytes);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** The key that checks what this signer signs. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** Names the signing key: the first 16 hexadecimal digits of the SHA-256 of its public half (X.509 DER). */
    public String keyId() {
        return keyId;
    }

    /** See {@link #keyId()}. */
    public static String keyId(PublicKey publicKey) {
        return HexFormat.of().formatHex(Arrays.copyOf(sha256(publicKey.getEncoded()), KEY_ID_BYTES));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
