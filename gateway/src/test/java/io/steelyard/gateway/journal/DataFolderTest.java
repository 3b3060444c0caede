package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Lock and keys of a data folder. */
class DataFolderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void a_second_daemon_on_the_same_folder_is_refused_and_told_which_process_has_it() throws Exception {
        try (var first = DataFolder.lock(folder)) {
            var refused = assertThrows(JournalException.class, () -> DataFolder.lock(folder));
            assertEquals("lock data folder " + folder + ": another daemon, process " + ProcessHandle.current().pid()
                    + ", is using it; stop that one or name another folder", refused.getMessage());
            assertTrue(first.tokenKey().length > 0, "the first goes on");
        }
    }

    /** The kernel drops a process's lock with the first descriptor of the file that the process closes. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void the_daemon_that_asks_who_holds_its_folder_still_holds_it_afterwards() throws Exception {
        try (var _ = DataFolder.lock(folder)) {
            var own = OptionalLong.of(ProcessHandle.current().pid());
            for (int time = 0; time < 3; time++) {
                assertEquals(own, DataFolder.holder(folder, Path.of("/")));
            }
        }
        assertEquals(OptionalLong.empty(), DataFolder.holder(folder, Path.of("/")));
    }

    @Test
    void a_folder_given_up_can_be_locked_again() throws Exception {
        DataFolder.lock(folder).close();
        Files.writeString(folder.resolve("daemon.lock"), "4294967296 left by a process with a longer number\n");

        try (var again = DataFolder.lock(folder)) {
            assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(folder.resolve("daemon.lock")));
            assertTrue(again.tokenKey().length > 0);
        }
    }

    @Test
    void a_folder_that_is_missing_is_made() throws Exception {
        try (var data = DataFolder.lock(folder.resolve("var/lib/steelyard"))) {
            assertTrue(data.tokenKey().length > 0);
        }
    }

    @Test
    void a_folder_that_is_a_file_is_refused_with_a_sentence() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");
        var refused = assertThrows(JournalException.class, () -> DataFolder.lock(file));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("open data folder " + file + ": "));
    }

    @Test
    void keys_are_made_once() throws Exception {
        FactSigner signer;
        byte[] tokenKey;
        try (var data = DataFolder.lock(folder)) {
            signer = data.signer();
            tokenKey = data.tokenKey();
        }
        byte[] privateFile = Files.readAllBytes(folder.resolve("gateway.key"));

        try (var data = DataFolder.lock(folder)) {
            assertEquals(signer.keyId(), data.signer().keyId());
            assertArrayEquals(tokenKey, data.tokenKey());
        }
        assertArrayEquals(privateFile, Files.readAllBytes(folder.resolve("gateway.key")));
        assertEquals(32, tokenKey.length);
    }

    @Test
    void two_folders_have_two_identities() throws Exception {
        try (var one = DataFolder.lock(folder.resolve("one")); var other = DataFolder.lock(folder.resolve("other"))) {
            assertNotEquals(one.signer().keyId(), other.signer().keyId());
        }
    }

    @Test
    void secret_keys_are_readable_by_their_owner_alone() throws Exception {
        try (var data = DataFolder.lock(folder)) {
            data.signer();
            data.tokenKey();
        }

        assertEquals("rw-------", mode("gateway.key"));
        assertEquals("rw-------", mode("token.key"));
        assertEquals("rw-r--r--", mode("gateway.pub"));
    }

    @Test
    void what_the_private_key_signs_the_public_file_verifies() throws Exception {
        try (var data = DataFolder.lock(folder)) {
            byte[] bytes = {1, 2, 3};
            byte[] signature = data.signer().sign(bytes);
            assertTrue(FactSigner.verifies(PemFile.readPublic(folder.resolve("gateway.pub")), bytes, signature));
        }
    }

    @Test
    void one_key_file_without_the_other_is_refused_and_not_made_anew() throws Exception {
        try (var data = DataFolder.lock(folder)) {
            data.signer();
            Files.delete(folder.resolve("gateway.pub"));
            byte[] privateFile = Files.readAllBytes(folder.resolve("gateway.key"));

            var refused = assertThrows(JournalException.class, data::signer);

            assertTrue(String.valueOf(refused.getMessage()).contains("restore both key files"), refused::getMessage);
            assertArrayEquals(privateFile, Files.readAllBytes(folder.resolve("gateway.key")));
        }
    }

    @Test
    void a_start_that_ended_between_the_two_key_files_is_no_obstacle() throws Exception {
        try (var data = DataFolder.lock(folder)) {
            Files.writeString(folder.resolve("gateway.pub"), "half a key");
            Files.writeString(folder.resolve("gateway.key.new"), "half a key");
            assertTrue(data.signer().sign(new byte[0]).length > 0);
        }
    }

    private String mode(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
