package io.steelyard.sim.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Ed25519 keys as PEM files, the form every other tool reads: public keys as X.509 SubjectPublicKeyInfo, private ones
 * as PKCS#8 (RFC 7468 §10 and §13, RFC 8410).
 */
public final class KeyFiles {
    private static final String PUBLIC = "PUBLIC KEY";
    private static final String PRIVATE = "PRIVATE KEY";
    /** 8 bytes, 16 digits, of the hash name a key. */
    private static final int KEY_ID_BYTES = 8;
    private static final int PEM_LINE_CHARS = 64;
    private static final String PRIVATE_FILE_MODE = "rw-------";

    private KeyFiles() {}

    /** The first 16 lower-case hex digits of SHA-256 over the key's SubjectPublicKeyInfo. */
    public static String keyId(PublicKey key) {
        byte[] hash = Signatures.sha256(key.getEncoded());
        return HexFormat.of().formatHex(Arrays.copyOf(hash, KEY_ID_BYTES));
    }

    /** A new key pair. */
    public static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** Reads a public key. Throws when the file is unreadable or holds no Ed25519 public key. */
    public static PublicKey readPublic(Path file) throws IOException {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(read(file, PUBLIC)));
        } catch (GeneralSecurityException e) {
            throw new IOException("read " + file + ": not an Ed25519 public key", e);
        }
    }

    /** Reads a private key. Throws when the file is unreadable or holds no Ed25519 private key. */
    public static PrivateKey readPrivate(Path file) throws IOException {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(read(file, PRIVATE)));
        } catch (GeneralSecurityException e) {
            throw new IOException("read " + file + ": not an Ed25519 private key", e);
        }
    }

    /** Writes, or replaces, a public key. */
    public static void writePublic(Path file, PublicKey key) throws IOException {
        Files.writeString(file, pem(PUBLIC, key.getEncoded()));
    }

    /** Writes a private key to a new file that only its owner can read. Throws when the file exists: a key is never lost. */
    public static void writePrivate(Path file, PrivateKey key) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FILE_MODE));
        Files.createFile(file, ownerOnly);
        Files.writeString(file, pem(PRIVATE, key.getEncoded()), StandardOpenOption.WRITE);
    }

    /** The pair kept in two files, made on first use. Throws when only one of the files is there. */
    public static KeyPair openOrCreate(Path privateFile, Path publicFile) throws IOException {
        if (Files.exists(privateFile) || Files.exists(publicFile)) {
            return new KeyPair(readPublic(publicFile), readPrivate(privateFile));
        }
        KeyPair pair = newPair();
        writePrivate(privateFile, pair.getPrivate());
        writePublic(publicFile, pair.getPublic());
        return pair;
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(PEM_LINE_CHARS, new byte[]{'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] read(Path file, String label) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IOException("read " + file + ": expected a PEM file with one " + label);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
        } catch (IllegalArgumentException e) {
            throw new IOException("read " + file + ": damaged base64", e);
        }
    }
}
