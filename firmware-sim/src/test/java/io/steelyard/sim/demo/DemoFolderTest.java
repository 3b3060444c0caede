package io.steelyard.sim.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFolderTest {
    /** A second run in it waited for facts that had arrived in the first, and ended without a verdict. */
    @Test
    void a_folder_holds_one_demo(@TempDir Path root) throws IOException {
        var folder = new DemoFolder(root);
        folder.create();
        Files.createFile(folder.platformFacts());

        var refused = assertThrows(IOException.class, folder::create);

        assertEquals("an earlier demo was kept in " + root + "; name a new folder with --data", refused.getMessage());
    }

    /** It would have put its own configuration in the place of a gateway's. */
    @Test
    void a_folder_of_somebody_elses_is_left_alone(@TempDir Path root) throws IOException {
        var folder = new DemoFolder(root);
        Files.writeString(folder.config(), "[gateway]");

        var refused = assertThrows(IOException.class, folder::create);

        assertEquals(folder.config() + " is there already, of a gateway or another demo; name a new folder with --data",
                refused.getMessage());
        assertEquals("[gateway]", Files.readString(folder.config()));
    }
}
