package io.steelyard.sim.stick;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads a file in the format of age (age-encryption.org/v1, C2SP) with one X25519 recipient. Each piece is given out only after
 * its tag fitted; that nothing is missing behind it is known only when the end was reached. One owner.
 */
final class OpenedStream extends InputStream {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int TAG_BYTES = 16;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int LINE_BYTES_MAX = 128;
    private static final String FIRST = "age-encryption.org/v1";
    private static final String STANZA = "-> X25519 ";
    private static final String CHANGED = "it was altered or damaged after it was written";

    private final InputStream in;
    private final byte[] payloadKey;
    private byte[] next;
    private byte[] piece = {};
    private int given;
    private long pieces;
    private boolean ended;

    private OpenedStream(InputStream in, byte[] payloadKey, byte[] next) {
        this.in = in;
        this.payloadKey = payloadKey;
        this.next = next;
    }

    /** Reads the head. Throws with the second half of a sentence when it is no such file, or for somebody else. */
    static OpenedStream open(StickKey key, InputStream in) throws IOException {
        String stanza = line(in).equals(FIRST) ? line(in) : "";
        String wrapped = line(in);
        String proof = line(in);
        if (!stanza.startsWith(STANZA) || !proof.startsWith("--- ")) {
            throw new IOException(
                    "it is no age file for one X25519 key; name what `steelyard records export --usb` wrote");
        }
        try {
            byte[] share = Base64.getDecoder().decode(stanza.substring(STANZA.length()));
            byte[] both = ByteBuffer.allocate(2 * StickKey.BYTES).put(share).put(key.publicBytes()).array();
            byte[] fileKey = opened(derived(key.agreedWith(share), both, FIRST + "/X25519"), new byte[NONCE_BYTES],
                    Base64.getDecoder().decode(wrapped),
                    "it was written for another key than this, or its head is damaged");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(derived(fileKey, new byte[0], "header"), "HmacSHA256"));
            String head = FIRST + "\n" + stanza + "\n" + wrapped + "\n---";
            byte[] expected = mac.doFinal(head.getBytes(StandardCharsets.US_ASCII));
            if (!MessageDigest.isEqual(expected, Base64.getDecoder().decode(proof.substring("--- ".length())))) {
                throw new IOException(CHANGED);
            }
            byte[] payloadKey = derived(fileKey, in.readNBytes(SALT_BYTES), "payload");
            return new OpenedStream(in, payloadKey, in.readNBytes(PIECE_BYTES + TAG_BYTES));
        } catch (GeneralSecurityException | RuntimeException damaged) {
            throw new IOException(CHANGED, damaged);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n' && read >= 0 && line.length() < LINE_BYTES_MAX; read = in.read()) {
            line.append((char) read);
        }
        return line.toString();
    }

    private static byte[] derived(byte[] secret, byte[] salt, String purpose) throws GeneralSecurityException {
        var extract = HKDFParameterSpec.ofExtract().addIKM(secret);
        return KDF.getInstance("HKDF-SHA256").deriveData((salt.length == 0 ? extract : extract.addSalt(salt))
                .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), StickKey.BYTES));
    }

    private static byte[] opened(byte[] key, byte[] nonce, byte[] sealed, String otherwise) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
            return cipher.doFinal(sealed);
        } catch (GeneralSecurityException doesNotFit) {
            throw new IOException(otherwise, doesNotFit);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        while (given == piece.length) {
            if (ended) {
                return -1;
            }
            turnOver();
        }
        int taken = Math.min(count, piece.length - given);
        System.arraycopy(piece, given, buffer, offset, taken);
        given += taken;
        return taken;
    }

    /** Whether a piece is the last is known by there being no more; its nonce must say the same. */
    private void turnOver() throws IOException {
        byte[] sealed = next;
        next = in.readNBytes(PIECE_BYTES + TAG_BYTES);
        ended = next.length == 0;
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(NONCE_BYTES - 1 - Long.BYTES, pieces)
                .put(NONCE_BYTES - 1, (byte) (ended ? 1 : 0)).array();
        piece = opened(payloadKey, nonce, sealed, ended ? "its end is missing, or " + CHANGED : CHANGED);
        given = 0;
        pieces++;
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(payloadKey, (byte) 0);
        in.close();
    }
}
