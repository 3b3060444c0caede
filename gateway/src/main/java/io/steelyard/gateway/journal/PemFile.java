package io.steelyard.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/** Ed25519 keys as PEM files, the form that {@code openssl} reads and writes. */
public final class PemFile {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LINE_CHARACTERS = 64;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

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

    static void write(Path file, PrivateKey key) throws IOException {
        writeWhole(file, pem(PRIVATE, key.getEncoded()), OWNER_ONLY);
    }

    static void write(Path file, PublicKey key) throws IOException {
        writeWhole(file, pem(PUBLIC, key.getEncoded()), READABLE);
    }

    /** Writes a secret file, readable by its owner alone. */
    static void writeSecret(Path file, byte[] secret) throws IOException {
        writeWhole(file, secret, OWNER_ONLY);
    }

    private static byte[] pem(String label, byte[] der) {
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

    /** Write aside, sync, rename, sync the folder: a power cut leaves the whole file or none. */
    private static void writeWhole(Path file, byte[] content, Set<PosixFilePermission> permissions)
            throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(aside, PosixFilePermissions.asFileAttribute(permissions));
        try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
