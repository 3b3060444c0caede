package io.steelyard.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames of a write-ahead log count (sqlite.org/fileformat2.html, 4). SQLite itself believes a log as far as its checksums go
 * on unbroken, so that one bad byte hides every commit behind it; each checksum goes on from the one before, which is stored, so what
 * was committed behind the bad byte can still be told.
 *
 * <pre>
 *   log      magic, version, page size, number, salt (8 bytes), checksum (8)            32 bytes
 *   frame    page number, pages of the database after a commit or 0, salt (8), checksum (8)    24 bytes, then the page
 * </pre>
 *
 * @param frames those that count, in order
 * @param believed so many of them SQLite sees too
 */
record LogFrames(List<Frame> frames, int believed) {
    static final int LOG_HEADER_BYTES = 32;
    static final int FRAME_HEADER_BYTES = 24;
    static final int FRAME_BYTES = FRAME_HEADER_BYTES + LeafPage.PAGE_BYTES;
    static final LogFrames NONE = new LogFrames(List.of(), 0);

    private static final int MAGIC_BIG_ENDIAN = 0x377F0683;
    private static final int SALT_AT = 16;
    private static final int CHECKSUM_AT = 24;
    private static final int FRAME_SALT_AT = 8;
    private static final int FRAME_CHECKSUM_AT = 16;
    /** Of a frame's header the checksum covers only the page number and the size. */
    private static final int CHECKED_BYTES = 8;

    /**
     * How sure it is that a frame was part of a commit.
     */
    enum Standing {
        /** SQLite believes it, or a later commit was built on it. */
        COMMITTED,
        /** It belongs to the last commit behind a bad frame; whether that one was ever finished cannot be told. */
        LAST
    }

    /**
     * One frame.
     *
     * @param at where its page begins in the file
     * @param page which page of the database it holds
     * @param sound whether its checksum holds, so that it is that page
     */
    record Frame(long at, int page, boolean sound, Standing standing) {}

    /** As read from the file: what its header says, and whether its checksum goes on from the one before. */
    private record Read(int page, boolean commit, boolean ours, boolean linked) {}

    static LogFrames of(FileChannel log) throws IOException {
        if (log.size() < LOG_HEADER_BYTES + FRAME_BYTES) {
            return NONE;
        }
        var header = read(log, 0, LOG_HEADER_BYTES);
        var order = header.getInt(0) == MAGIC_BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean sound = checksum(0, header, 0, CHECKSUM_AT, order) == header.getLong(CHECKSUM_AT);
        var all = new ArrayList<Read>();
        long salt = sound ? header.getLong(SALT_AT) : saltOfFrames(log);
        long checksum = header.getLong(CHECKSUM_AT);
        for (long at = LOG_HEADER_BYTES; at + FRAME_BYTES <= log.size(); at += FRAME_BYTES) {
            var frame = read(log, at, FRAME_BYTES);
            boolean ours = frame.getLong(FRAME_SALT_AT) == salt;
            long expected = checksum(checksum(checksum, frame, 0, CHECKED_BYTES, order), frame, FRAME_HEADER_BYTES,
                    FRAME_BYTES, order);
            checksum = frame.getLong(FRAME_CHECKSUM_AT);
            all.add(new Read(frame.getInt(0), frame.getInt(Integer.BYTES) != 0, ours, ours && expected == checksum));
        }
        return judged(all, sound);
    }

    /** Where the log's own header is bad: two frames next to each other agree. */
    private static long saltOfFrames(FileChannel log) throws IOException {
        long first = read(log, LOG_HEADER_BYTES, FRAME_BYTES).getLong(FRAME_SALT_AT);
        return log.size() < LOG_HEADER_BYTES + 2L * FRAME_BYTES
                ? first
                : read(log, LOG_HEADER_BYTES + (long) FRAME_BYTES, FRAME_BYTES).getLong(FRAME_SALT_AT);
    }

    private static LogFrames judged(List<Read> all, boolean headerSound) {
        int unbroken = 0;
        while (headerSound && unbroken < all.size() && all.get(unbroken).linked()) {
            unbroken++;
        }
        int believed = 0; // through the last commit in the unbroken part
        int committed = 0; // through the last commit that something was built on
        int last = 0; // through the last commit of all
        for (int index = 0; index < all.size(); index++) {
            var frame = all.get(index);
            int through = index + 1;
            if (frame.commit() && index < unbroken) {
                believed = through;
            }
            if (frame.commit() && through < all.size() && all.get(through).linked()) {
                committed = through;
            }
            if (frame.commit() && frame.linked() && through > unbroken) {
                last = through;
            }
        }
        committed = Math.max(committed, believed);
        var frames = new ArrayList<Frame>();
        for (int index = 0; index < Math.max(committed, last); index++) {
            var frame = all.get(index);
            boolean sure = index < committed;
            if (sure || frame.ours()) {
                frames.add(new Frame(LOG_HEADER_BYTES + (long) index * FRAME_BYTES + FRAME_HEADER_BYTES, frame.page(),
                        frame.linked(), sure ? Standing.COMMITTED : Standing.LAST));
            }
        }
        return new LogFrames(frames, believed);
    }

    private static ByteBuffer read(FileChannel log, long at, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && log.read(buffer, at + buffer.position()) >= 0) {
            continue;
        }
        return buffer;
    }

    /** Two sums that run through the words, each adding the other; kept as one number, the first sum high. */
    private static long checksum(long before, ByteBuffer bytes, int from, int to, ByteOrder order) {
        int first = (int) (before >>> Integer.SIZE);
        int second = (int) before;
        var words = bytes.duplicate().order(order);
        for (int at = from; at < to; at += 2 * Integer.BYTES) {
            first += words.getInt(at) + second;
            second += words.getInt(at + Integer.BYTES) + first;
        }
        return (long) first << Integer.SIZE | Integer.toUnsignedLong(second);
    }
}
