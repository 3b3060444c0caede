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
}
