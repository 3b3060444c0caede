package io.steelyard.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A board's thermometer, as the kernel shows it under the root of a file system; gone when closed. */
final class BoardHeat implements AutoCloseable {
    static final String ZONE = "thermal_zone0";
    private static final List<String> FOLDERS = List.of("sys", "sys/class", "sys/class/thermal",
            "sys/class/thermal/" + ZONE);

    private final Path root;

    BoardHeat(Path root, int millidegrees) throws IOException {
        this.root = root;
        for (var folder : FOLDERS) {
            Files.createDirectory(root.resolve(folder));
        }
        Files.writeString(root.resolve(FOLDERS.getLast()).resolve("temp"), millidegrees + "\n");
    }

    @Override
    public void close() throws IOException {
        Files.delete(root.resolve(FOLDERS.getLast()).resolve("temp"));
        for (var folder : FOLDERS.reversed()) {
            Files.delete(root.resolve(folder));
        }
    }
}
