package io.steelyard.sim.platform;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFilesTest {
    /** {@code openssl pkey -pubout} of RFC 8032 §7.1 TEST 1. */
    private static final String GATEWAY_PEM = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;
    /** {@code openssl pkey -pubout -outform DER | sha256sum} of the same, first 16 digits. */
    private static final String GATEWAY_KEY_ID = "06e3fd8fda29bb60";

    @TempDir
    private Path folder;

    @Test
    void a_public_key_file_is_what_other_tools_write() throws IOException {
        KeyFiles.writePublic(folder.resolve("gateway.pem"), GATEWAY_KEY.getPublic());

        assertEquals(GATEWAY_PEM, Files.readString(folder.resolve("gateway.pem")));
        assertEquals(GATEWAY_KEY.getPublic(), KeyFiles.readPublic(folder.resolve("gateway.pem")));
    }

    @Test
    void a_key_is_named_by_the_hash_of_its_subject_public_key_info() {
        assertEquals(GATEWAY_KEY_ID, KeyFiles.keyId(GATEWAY_KEY.getPublic()));
    }

    @Test
    void a_pair_is_made_once_and_kept_from_others() throws IOException {
        Path secret = folder.resolve("platform.key");
        Path open = folder.resolve("platform.pem");
        KeyPair made = KeyFiles.openOrCreate(secret, open);
        KeyPair kept = KeyFiles.openOrCreate(secret, open);

        assertEquals(made.getPublic(), kept.getPublic());
        assertArrayEquals(made.getPrivate().getEncoded(), kept.getPrivate().getEncoded());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        byte[] bytes = {1, 2, 3};
        assertTrue(Signatures.genuine(bytes, Signatures.sign(bytes, kept.getPrivate()), kept.getPublic()));
    }

    @Test
    void a_private_key_is_never_overwritten() throws IOException {
        Path secret = folder.resolve("platform.key");
        KeyFiles.writePrivate(secret, GATEWAY_KEY.getPrivate());

        assertThrows(FileAlreadyExistsException.class, () -> KeyFiles.writePrivate(secret, GATEWAY_KEY.getPrivate()));
        assertThrows(IOException.class, () -> KeyFiles.openOrCreate(secret, folder.resolve("absent.pem")));
    }

    @Test
    void a_file_that_is_no_such_key_is_named() throws IOException {
        Path file = folder.resolve("gateway.pem");
        for (String bad : new String[]{"", "\u0000\u0001", GATEWAY_PEM.substring(0, 60),
                GATEWAY_PEM.replace("PUBLIC", "PRIVATE"), GATEWAY_PEM.replace("MCow", "MCox"),
                GATEWAY_PEM.replace("MCow", "")}) {
            Files.writeString(file, bad);
            IOException e = assertThrows(IOException.class, () -> KeyFiles.readPublic(file), bad);
            assertTrue(String.valueOf(e.getMessage()).contains("gateway.pem"), e.toString());
        }
    }
}
