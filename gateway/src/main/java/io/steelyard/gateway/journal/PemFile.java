package io.steelyard.gateway.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys as PEM files, the form that {@code openssl} reads and writes. */
public final class PemFile {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LINE_CHARACTERS = 64;

    private PemFile() {}

    /** Reads a public key, for instance the platform's. */
    public static PublicKey readPublic(Path file) throws IOException, GeneralSecurityException {
        var key = keys().generatePublic(new X509EncodedKeySpec(read(file, PUBLIC)));
        FactSigner.usable(key);
        return key;
    }

    static PrivateKey readPrivate(Path file) throws IOException, GeneralSecurityException {
        return keys().generatePrivate(new PKCS8EncodedKeySpec(read(file, PRIVATE)));
    }

    private static KeyFactory keys() throws GeneralSecurityException {
        return KeyFactory.getInstance(FactSigner.ALGORITHM);
    }

    /** Writes a private key, readable by its owner alone. */
    public static void write(Path file, PrivateKey key) throws IOException {
        WholeFile.writeSecret(file, pem(PRIVATE, key.getEncoded()));
    }

    static void write(Path file, PublicKey key) throws IOException {
        WholeFile.write(file, pem(PUBLIC, key.getEncoded()));
    }

    /** Writes a secret file, readable by its owner alone. */
    static void writeSecret(Path file, byte[] secret) throws IOException {
        WholeFile.writeSecret(file, secret);
    }

    /** The text form of what {@code label} names. */
    public static byte[] pem(String label, byte[] der) {
        var body = Base64.getMimeEncoder(LINE_CHARACTERS, new byte[]{'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] read(Path file, String label) throws IOException, GeneralSecurityException {
        var text = Files.readString(file, StandardCharsets.US_ASCII);
        var begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new GeneralSecurityException(file + " is no PEM file with a " + label);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException(file + " holds no Base64 between its PEM lines", notBase64);
        }
    }
}
