package io.steelyard.gateway.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An ext4 file system in an image file. A copy of the image is what a disk holds whose power is cut at that moment: what the
 * kernel kept in memory is not in it. It does not show a disk that lies about its own cache.
 */
final class LoopDisk implements AutoCloseable {
    private static final int COPIES_MAX = 20;
    /** Field 5 of a block device's {@code stat}: writes completed. */
    private static final int WRITES = 4;

    private final Path image;
    private final Path mount;

    private LoopDisk(Path image, Path mount) {
        this.image = image;
        this.mount = mount;
    }

    static LoopDisk make(Path folder, String name, int megabytes) throws IOException, InterruptedException {
        var image = folder.resolve(name + ".img");
        Files.deleteIfExists(image);
        Shell.run("truncate", "-s", megabytes + "M", image.toString());
        Shell.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        return mount(image);
    }

    private static LoopDisk mount(Path image) throws IOException, InterruptedException {
        var mount = image.resolveSibling(image.getFileName() + ".d");
        Files.createDirectories(mount);
        Shell.run("mount", "-o", "loop", image.toString(), mount.toString());
        return new LoopDisk(image, mount);
    }

    Path mount() {
        return mount;
    }

    /**
     * The same disk as it is after the power was cut now; the writer must be frozen. Whoever used this one is then killed, and
     * this one closed. The copy is of one moment: it is taken again while the kernel wrote meanwhile.
     */
    LoopDisk powerCut(String name) throws IOException, InterruptedException {
        var copy = image.resolveSibling(name + ".img");
        for (int attempt = 0; attempt < COPIES_MAX; attempt++) {
            long before = writes();
            Shell.run("cp", "--sparse=always", image.toString(), copy.toString());
            if (writes() == before) {
                return mount(copy);
            }
        }
        throw new IOException("the kernel writes to " + image + " without a pause; no moment to copy it");
    }

    private long writes() throws IOException, InterruptedException {
        var device = Path.of(Shell.run("findmnt", "-n", "-o", "SOURCE", mount.toString()));
        var stat = Path.of("/sys/block", String.valueOf(device.getFileName()), "stat");
        return Long.parseLong(Files.readString(stat, StandardCharsets.US_ASCII).strip().split("\\s+")[WRITES]);
    }

    @Override
    public void close() throws IOException {
        try {
            Shell.run("umount", mount.toString());
            Files.delete(image);
            Files.delete(mount);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
