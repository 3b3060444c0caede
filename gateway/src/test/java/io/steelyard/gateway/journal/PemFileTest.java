package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
    /** The key of RFC 8032, 7.1, test 1, as {@code openssl pkey} writes it. */
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;
    /** The same, {@code openssl pkey -pubout}. */
    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void keys_are_written_as_openssl_writes_them() throws Exception {
        var file = folder.resolve("private");
        Files.writeString(file, PRIVATE);
        var copy = folder.resolve("copy");
        PemFile.write(copy, PemFile.readPrivate(file));
        assertEquals(PRIVATE, Files.readString(copy));

        PemFile.write(copy, Bench.signer().publicKey());
        assertEquals(PUBLIC, Files.readString(copy));
        assertFalse(Files.exists(folder.resolve("copy.new")));
    }

    @Test
    void keys_are_read_whatever_stands_round_them() throws Exception {
        var file = folder.resolve("public");
        for (var text : List.of(PUBLIC, PUBLIC.replace("\n", "\r\n"), "# the platform's key\n" + PUBLIC,
                PUBLIC.strip())) {
            Files.writeString(file, text);
            assertArrayEquals(Bench.signer().publicKey().getEncoded(), PemFile.readPublic(file).getEncoded());
        }
    }

    @Test
    void what_is_no_key_is_refused() throws Exception {
        var file = folder.resolve("public");
        for (var text : List.of("", PRIVATE, PUBLIC.replace("MCow", "MCo"), PUBLIC.replace("MCow", "====  "),
                PUBLIC.replace("-----END PUBLIC KEY-----", ""), PUBLIC.replace("MCowBQYDK2Vw", "MCowBQYDK2Vu"))) {
            Files.writeString(file, text);
            assertThrows(GeneralSecurityException.class, () -> PemFile.readPublic(file), text);
        }
    }
}
