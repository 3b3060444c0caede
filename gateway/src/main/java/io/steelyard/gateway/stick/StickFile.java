package io.steelyard.gateway.stick;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;

/**
 * A sealed file on a stick. It has its name only once it is whole and on the stick: written beside, synced, renamed, the folder
 * synced. Closed without {@link #finish()} it leaves nothing.
 */
public final class StickFile implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final FileOutputStream out;
    private final SealedStream sealed;
    private boolean finished;

    private StickFile(Path file, Path part, FileOutputStream out, SealedStream sealed) {
        this.file = file;
        this.part = part;
        this.out = out;
        this.sealed = sealed;
    }

    /** @throws IOException with one sentence when it exists or cannot be made there */
    public static StickFile create(Path file, Recipient recipient) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException("write " + file
                    + ": the file exists and is not overwritten; name another");
        }
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            var out = new FileOutputStream(part.toFile());
            return new StickFile(file, part, out, SealedStream.to(recipient, new BufferedOutputStream(new Kept(out))));
        } catch (IOException failed) {
            throw told(file, failed);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("write " + file + ": nothing can be encrypted to that key: " + unusable.getMessage()
                    + "; ask the platform's operator for its key", unusable);
        }
    }

    /** What is below the sealed stream and must be synced before it is closed. */
    private static final class Kept extends FilterOutputStream {
        Kept(FileOutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Adds a line: bytes, a tab, the signature in Base64, a tab, the key id. */
    public void line(byte[] line) throws IOException {
        try {
            sealed.write(line);
            sealed.write('\n');
        } catch (IOException failed) {
            throw told(file, failed);
        }
    }

    private static IOException told(Path file, IOException failed) {
        return new IOException("write " + file + ": " + failed.getMessage()
                + "; check that the stick is mounted, has room and may be written to; nothing is left of it there",
                failed);
    }

    /** Returns when the whole file is on the stick under its name. */
    public void finish() throws IOException {
        try {
            finishWhole();
        } catch (IOException failed) {
            throw told(file, failed);
        }
    }

    private void finishWhole() throws IOException {
        sealed.close();
        out.getChannel().force(true);
        out.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            out.close();
            Files.deleteIfExists(part);
        }
    }
}
