package io.steelyard.gateway.stick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * For whom a stick is: an X25519 public key in the text form of age, {@code age1…}, as {@code age-keygen -y} prints it. The
 * platform's signing key (Ed25519) cannot serve, it cannot encrypt.
 *
 * @param key 32 bytes; do not change them
 */
public record Recipient(byte[] key) {
    private static final int KEY_BYTES = 32;
    private static final String PREFIX = "age";
    /** What stands before the 32 bytes of an X25519 key in X.509 DER (RFC 8410). */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b656e032100");

    /**
     * Reads the one line that is not empty and no comment.
     *
     * @throws IOException with one sentence when it is not there, or is no such key
     */
    public static Recipient read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw new IOException("read the platform's stick key " + file + ": cannot be read; name the file that holds"
                    + " its age1… line", unreadable);
        }
        var lines = text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        var key = lines.size() == 1 ? Bech32.decode(PREFIX, lines.getFirst()) : Optional.<byte[]>empty();
        return new Recipient(key.filter(bytes -> bytes.length == KEY_BYTES)
                .orElseThrow(() -> new IOException("read the platform's stick key " + file
                        + ": it is not one line age1… without an error (an Ed25519 key in PEM form signs and cannot"
                        + " encrypt); ask the platform's operator for what `age-keygen -y` prints")));
    }

    PublicKey publicKey() throws GeneralSecurityException {
        return publicKey(key);
    }

    static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        byte[] der = new byte[X509_HEAD.length + raw.length];
        System.arraycopy(X509_HEAD, 0, der, 0, X509_HEAD.length);
        System.arraycopy(raw, 0, der, X509_HEAD.length, raw.length);
        return KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(der));
    }

    /** The 32 bytes of a public key. */
    static byte[] raw(PublicKey key) {
        byte[] der = key.getEncoded();
        return Arrays.copyOfRange(der, der.length - KEY_BYTES, der.length);
    }
}
