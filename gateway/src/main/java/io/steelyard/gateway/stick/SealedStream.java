package io.steelyard.gateway.stick;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is written to one {@link Recipient}, in the file format of age (age-encryption.org/v1, C2SP): read with
 * {@code age -d}, with nothing of ours.
 *
 * <pre>
 *   age-encryption.org/v1
 *   -&gt; X25519 EPHEMERAL            this file's own public key, Base64 without padding, as all here
 *   WRAPPED                        the file key, 16 random bytes, under ChaCha20-Poly1305 with a nonce of zeros and
 *                                  HKDF-SHA-256(X25519(ephemeral, recipient), EPHEMERAL | recipient, "age-encryption.org/v1/X25519")
 *   --- MAC                        HMAC-SHA-256 over all before and "---", by HKDF(file key, "", "header")
 *   16 random bytes                the salt of the payload's key, HKDF(file key, salt, "payload")
 *   pieces of 64 KiB, each with 16 bytes of its tag, under nonces of 11 bytes of its number and a byte that is 1 for the last
 * </pre>
 *
 * So a piece that is changed, missing, moved or cut off is noticed, and so is a missing end. One owner; close writes the end
 * and closes what is below.
 */
final class SealedStream extends OutputStream {
    static final int PIECE_BYTES = 64 * 1024;
    private static final int FILE_KEY_BYTES = 16;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BYTES = 32;
    private static final byte[] NO_SALT = {};
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
    private static final String HEAD = "age-encryption.org/v1\n";
    private static final String WRAP = "age-encryption.org/v1/X25519";

    private final OutputStream out;
    private final byte[] payloadKey;
    private final byte[] piece = new byte[PIECE_BYTES];
    private int filled;
    private long pieces;
    private boolean closed;

    private SealedStream(OutputStream out, byte[] payloadKey) {
        this.out = out;
        this.payloadKey = payloadKey;
    }

    /** Writes the head. */
    static SealedStream to(Recipient recipient, OutputStream out) throws IOException, GeneralSecurityException {
        var random = new SecureRandom();
        byte[] fileKey = new byte[FILE_KEY_BYTES];
        random.nextBytes(fileKey);
        var ephemeral = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(ephemeral.getPrivate());
        agreement.doPhase(recipient.publicKey(), true); // refuses keys that would agree on zeros with everybody
        byte[] share = Recipient.raw(ephemeral.getPublic());
        byte[] both = ByteBuffer.allocate(2 * KEY_BYTES).put(share).put(recipient.key()).array();
        byte[] wrapped = sealed(derived(agreement.generateSecret(), both, WRAP), new byte[NONCE_BYTES], fileKey,
                fileKey.length);
        var head = HEAD + "-> X25519 " + BASE64.encodeToString(share) + "\n" + BASE64.encodeToString(wrapped) + "\n---";
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(derived(fileKey, NO_SALT, "header"), "HmacSHA256"));
        byte[] proof = mac.doFinal(head.getBytes(StandardCharsets.US_ASCII));
        out.write((head + " " + BASE64.encodeToString(proof) + "\n").getBytes(StandardCharsets.US_ASCII));
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        out.write(salt);
        return new SealedStream(out, derived(fileKey, salt, "payload"));
    }

    private static byte[] derived(byte[] secret, byte[] salt, String purpose) throws GeneralSecurityException {
        var extract = HKDFParameterSpec.ofExtract().addIKM(secret);
        return KDF.getInstance("HKDF-SHA256").deriveData((salt.length == 0 ? extract : extract.addSalt(salt))
                .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
    }

    private static byte[] sealed(byte[] key, byte[] nonce, byte[] plain, int count) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        return cipher.doFinal(plain, 0, count);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[]{(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        while (from < offset + count) {
            if (filled == PIECE_BYTES) {
                writePiece(false); // only now: the last piece must know that it is the last
            }
            int taken = Math.min(PIECE_BYTES - filled, offset + count - from);
            System.arraycopy(bytes, from, piece, filled, taken);
            filled += taken;
            from += taken;
        }
    }

    private void writePiece(boolean last) throws IOException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(NONCE_BYTES - 1 - Long.BYTES, pieces)
                .put(NONCE_BYTES - 1, (byte) (last ? 1 : 0)).array();
        try {
            out.write(sealed(payloadKey, nonce, piece, filled));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has ChaCha20-Poly1305", impossible);
        }
        pieces++;
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writePiece(true);
            Arrays.fill(payloadKey, (byte) 0);
            out.close();
        }
    }
}
