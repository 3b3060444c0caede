package io.steelyard.gateway.journal;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Which numbers between an old watermark and the highest known one could not be read, in ranges. Fed in order; one owner. */
final class Unreadable {
    /** Ranges told; the last one then spans all the rest. */
    static final int RANGES_MAX = 1000;

    /** From the first number through the last. */
    record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + " to " + last;
        }
    }

    private final List<Range> ranges = new ArrayList<>();
    private long read;
    private long seen;

    Unreadable(long after) {
        this.read = after;
        this.seen = after;
    }

    /** This fact was read. */
    void read(long seq) {
        close(seq - 1);
        read = seq;
        seen = Math.max(seen, seq);
    }

    /** There is a row with this number that does not read. Believed only next to what is known, for it may be noise. */
    void damaged(long seq) {
        if (seq == seen + 1) {
            seen = seq;
        }
    }

    /** Facts through this number are known to have been there. */
    void known(long seq) {
        seen = Math.max(seen, seq);
    }

    /** No more follows. */
    List<Range> end() {
        close(seen);
        return List.copyOf(ranges);
    }

    /** The highest number known to have been there. */
    long seen() {
        return seen;
    }

    private void close(long through) {
        if (through <= read) {
            return;
        }
        if (ranges.size() < RANGES_MAX) {
            ranges.add(new Range(read + 1, through));
        } else {
            ranges.set(RANGES_MAX - 1, new Range(ranges.getLast().first(), through));
        }
        read = through;
    }

    static void write(JsonGenerator json, List<Range> ranges) {
        json.writeArrayPropertyStart("unreadable");
        for (var range : ranges) {
            json.writeStartArray();
            json.writeNumber(range.first());
            json.writeNumber(range.last());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
