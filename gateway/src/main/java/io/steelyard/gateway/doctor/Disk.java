package io.steelyard.gateway.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import io.steelyard.gateway.run.Time;
import java.util.concurrent.TimeUnit;

/** The disk under the data folder. */
public interface Disk {
    /** Bytes that may still be written in this folder. */
    long freeBytes(Path folder);

    /** How long it takes to write a little and have it on the medium. */
    SyncProfile profile(Path folder) throws IOException;

    /** The real one. */
    record Real(Time time) implements Disk {
        private static final int WRITES = 48;
        /** A page of the journal. */
        private static final int WRITE_BYTES = 4096;
        private static final long NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(2_500);

        @Override
        public long freeBytes(Path folder) {
            return folder.toFile().getUsableSpace();
        }

        /** Writes one block over and over, as the journal's log is written: a file that does not grow, so each is one sync. */
        @Override
        public SyncProfile profile(Path folder) throws IOException {
            var store = Files.getFileStore(folder);
            var probe = Files.createTempFile(folder, "doctor", ".probe");
            try (var channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
                write(channel, (byte) 0);
                long beganNanos = time.monotonicNanos();
                var nanos = new ArrayList<Long>();
                for (long nowNanos = beganNanos; nanos.size() < WRITES && nowNanos - beganNanos < NANOS_MAX;) {
                    write(channel, (byte) (nanos.size() + 1)); // other bytes each time: nothing may skip what it has
                    long thenNanos = time.monotonicNanos();
                    nanos.add(thenNanos - nowNanos);
                    nowNanos = thenNanos;
                }
                return new SyncProfile(store.type(), store.name(), nanos);
            } finally {
                Files.deleteIfExists(probe);
            }
        }

        private static void write(FileChannel channel, byte content) throws IOException {
            byte[] block = new byte[WRITE_BYTES];
            java.util.Arrays.fill(block, content);
            channel.write(ByteBuffer.wrap(block), 0);
            channel.force(false);
        }
    }
}
