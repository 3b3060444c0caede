package io.steelyard.gateway.journal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row's record as SQLite stores it: its header's size and a type for each column (varints), then the columns' values
 * (sqlite.org/fileformat2.html, 2.1). Pure: any bytes whatever give some columns or none.
 *
 * @param record the bytes, or the beginning of them, which the types suffice for
 */
record Row(byte[] record) {
    private static final int COLUMNS_MAX = 8;
    /** Types of the whole numbers of 0 to 8 bytes, then of the constants 0 and 1. */
    private static final int[] NUMBER_BYTES = {0, 1, 2, 3, 4, 6, 8};
    private static final int ZERO = 8;
    private static final int ONE = 9;
    /** From here on even types are blobs and odd ones are texts, longer by one byte every two types. */
    private static final int BLOB = 12;
    private static final int TEXT = 13;

    /** The columns' types; none when the header does not read. */
    private List<Long> types() {
        var header = new Varints(record, 0);
        long end = header.next();
        var types = new ArrayList<Long>();
        while (header.at() < end && end <= record.length && types.size() <= COLUMNS_MAX) {
            types.add(header.next());
        }
        return header.at() == end ? types : List.of();
    }

    /** Whether its columns are those of the table {@code fact}. */
    boolean isFact() {
        var types = types();
        return types.size() == 4 && types.get(0) == 0 && isBlob(types.get(1)) && isBlob(types.get(2))
                && isText(types.get(3));
    }

    private static boolean isBlob(long type) {
        return type >= BLOB && type % 2 == 0;
    }

    private static boolean isText(long type) {
        return type >= TEXT && type % 2 == 1;
    }

    /** The fact in it; empty when it is none, or not whole. */
    Optional<Fact> fact(long rowid) {
        if (!isFact()) {
            return Optional.empty();
        }
        var columns = columns();
        return columns.size() != 4
                ? Optional.empty()
                : Optional.of(new Fact(rowid, columns.get(1), columns.get(2),
                        new String(columns.get(3), StandardCharsets.UTF_8)));
    }

    /** The whole numbers in it; none when a column is anything else. */
    List<Long> numbers() {
        var types = types();
        var columns = columns();
        var numbers = new ArrayList<Long>();
        for (int column = 0; column < columns.size(); column++) {
            long type = types.get(column);
            if (type == ZERO || type == ONE) {
                numbers.add(type - ZERO);
            } else if (type > 0 && type < NUMBER_BYTES.length) {
                numbers.add(new BigInteger(columns.get(column)).longValue());
            } else {
                return List.of();
            }
        }
        return numbers;
    }

    /** The columns' bytes, as far as the record reaches. */
    private List<byte[]> columns() {
        var columns = new ArrayList<byte[]>();
        long from = new Varints(record, 0).next();
        for (long type : types()) {
            long to = from + bytes(type);
            if (to > record.length || to < from) {
                return columns;
            }
            columns.add(Arrays.copyOfRange(record, (int) from, (int) to));
            from = to;
        }
        return columns;
    }

    private static long bytes(long type) {
        if (type >= BLOB) {
            return (type - BLOB) / 2;
        }
        return type >= 0 && type < NUMBER_BYTES.length ? NUMBER_BYTES[(int) type] : 0;
    }
}
