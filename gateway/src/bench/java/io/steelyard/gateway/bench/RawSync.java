package io.steelyard.gateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The yardstick of every durable write: bytes into blocks that are there already, then fdatasync. */
final class RawSync implements AutoCloseable {
    private static final int FILE_BYTES = 8 << 20;

    private final FileChannel channel;
    private long at;

    private RawSync(FileChannel channel) {
        this.channel = channel;
    }

    static RawSync open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.write(ByteBuffer.allocate(FILE_BYTES));
        channel.force(true);
        return new RawSync(channel);
    }

    /** How long until the bytes are durable. */
    long writeNanos(byte[] bytes) throws IOException {
        if (at + bytes.length > FILE_BYTES) {
            at = 0;
        }
        long began = System.nanoTime();
        channel.write(ByteBuffer.wrap(bytes), at);
        channel.force(false);
        long nanos = System.nanoTime() - began;
        at += bytes.length;
        return nanos;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
