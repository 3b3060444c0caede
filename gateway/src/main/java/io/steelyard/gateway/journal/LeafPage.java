package io.steelyard.gateway.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows on one leaf page of a table in a database of SQLite, as far as they read (sqlite.org/fileformat2.html, 1.6 and 2.1).
 *
 * <pre>
 *   0      0x0D: leaf of a table
 *   3..4   how many cells, n
 *   8..    n offsets of cells, two bytes each
 *   cell   payload size (varint), row number (varint), payload; of a long one the beginning and the number of the page where it
 *          goes on
 * </pre>
 *
 * Pure: any bytes whatever give some rows or none. All numbers are big-endian.
 */
final class LeafPage {
    /** Size of a page; SQLite's default, and so of every journal. */
    static final int PAGE_BYTES = 4096;
    /** A fact is a kilobyte or so; what claims to be larger than this is damaged. */
    static final int PAYLOAD_BYTES_MAX = 1 << 20;

    private static final byte LEAF = 0x0D;
    private static final int COUNT_AT = 3;
    private static final int OFFSETS_AT = 8;
    /** The most of a payload that stays in a cell, and the least of a longer one. */
    private static final int LOCAL_BYTES_MAX = PAGE_BYTES - 35;
    private static final int LOCAL_BYTES_MIN = (PAGE_BYTES - 12) * 32 / 255 - 23;
    private static final int OVERFLOW_BYTES = PAGE_BYTES - Integer.BYTES;

    private LeafPage() {}

    /**
     * One row.
     *
     * @param rowid its number
     * @param payloadBytes how long its record is
     * @param local the record, or the beginning of a long one
     * @param overflow the page where it goes on, 0 when it does not
     */
    record Cell(long rowid, int payloadBytes, byte[] local, int overflow) {}

    /** The rows that can be told apart; none when the page is no leaf. */
    static List<Cell> cells(byte[] page) {
        var bytes = ByteBuffer.wrap(page);
        var cells = new ArrayList<Cell>();
        if (page.length != PAGE_BYTES || page[0] != LEAF) {
            return cells;
        }
        int count = Short.toUnsignedInt(bytes.getShort(COUNT_AT));
        for (int offset = OFFSETS_AT; count > 0 && offset + 1 < PAGE_BYTES; offset += Short.BYTES, count--) {
            cell(bytes, Short.toUnsignedInt(bytes.getShort(offset))).ifPresent(cells::add);
        }
        return cells;
    }

    private static Optional<Cell> cell(ByteBuffer page, int at) {
        if (at < OFFSETS_AT || at >= PAGE_BYTES) {
            return Optional.empty();
        }
        var cell = new Varints(page.array(), at);
        long payloadBytes = cell.next();
        long rowid = cell.next();
        if (payloadBytes < 0 || payloadBytes > PAYLOAD_BYTES_MAX) {
            return Optional.empty();
        }
        int local = localBytes((int) payloadBytes);
        boolean whole = local == payloadBytes;
        int end = cell.at() + local;
        if (end + (whole ? 0 : Integer.BYTES) > PAGE_BYTES) {
            return Optional.empty();
        }
        return Optional.of(new Cell(rowid, (int) payloadBytes, Arrays.copyOfRange(page.array(), cell.at(), end),
                whole ? 0 : page.getInt(end)));
    }

    private static int localBytes(int payloadBytes) {
        if (payloadBytes <= LOCAL_BYTES_MAX) {
            return payloadBytes;
        }
        int local = LOCAL_BYTES_MIN + (payloadBytes - LOCAL_BYTES_MIN) % OVERFLOW_BYTES;
        return local <= LOCAL_BYTES_MAX ? local : LOCAL_BYTES_MIN;
    }
}
