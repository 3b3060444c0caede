package io.steelyard.gateway.bench;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The preloaded {@code slowsync.c}: counts this process's syncs and makes them slow. */
final class SlowSync {
    private static final String FILE = "SLOW_SYNC_FILE";
    private static final String PRELOAD = "LD_PRELOAD";
    private static final int LONGER_NANOS_AT = 0;
    private static final int SYNCS_AT = Long.BYTES;

    private final MappedByteBuffer shared;

    private SlowSync(MappedByteBuffer shared) {
        this.shared = shared;
    }

    /** Compiles it. Empty when this machine has no gcc. */
    static Optional<Path> compile(Path source, Path folder) throws IOException {
        if (Programs.onPath("gcc").isEmpty()) {
            return Optional.empty();
        }
        var library = folder.resolve("slowsync.so");
        Programs.run(List.of("gcc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl"));
        return Optional.of(library);
    }

    /** The environment of a child that is to have it. */
    static Map<String, String> environment(Path library, Path folder) throws IOException {
        var file = Files.createTempFile(folder, "slowsync", "");
        Files.write(file, new byte[2 * Long.BYTES]);
        return Map.of(PRELOAD, library.toString(), FILE, file.toString());
    }

    /** What a child of this process must not inherit. */
    static void leaveOut(Map<String, String> environment) {
        environment.remove(PRELOAD);
        environment.remove(FILE);
    }

    /** The one in this process, if it was started with it. */
    static Optional<SlowSync> ours() throws IOException {
        var file = System.getenv(FILE);
        if (file == null) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(Path.of(file), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var shared = channel.map(MapMode.READ_WRITE, 0, 2L * Long.BYTES);
            shared.order(ByteOrder.nativeOrder());
            return Optional.of(new SlowSync(shared));
        }
    }

    /** From now on each sync of this process takes so much longer. */
    void longer(long nanos) {
        shared.putLong(LONGER_NANOS_AT, nanos);
    }

    /** How many syncs this process has made. */
    long syncs() {
        return shared.getLong(SYNCS_AT);
    }
}
