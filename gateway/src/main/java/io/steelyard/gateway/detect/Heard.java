package io.steelyard.gateway.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was heard at one line, unasked or in answer to one question: bursts of bytes between silences. An echo of a
 * question is taken off; it says nothing about who is there. Owned by its detection.
 */
final class Heard {

    /** More tells no more: some 25 of the longest frames, 200 of the usual ones. */
    static final int BYTES_MAX = 4096;

    private final List<byte[]> bursts = new ArrayList<>();
    private final byte[] kept = new byte[BYTES_MAX];
    private final boolean answers;
    private int burstStart;
    private int end;
    private @Nullable Probe echoable;
    private long bytes;
    private int echoes;

    /** @param answers whether it is heard because we ask */
    Heard(boolean answers) {
        this.answers = answers;
    }

    /** The question is sent now; what comes next may begin with it. */
    void asked(Probe probe) {
        quiet();
        echoable = probe;
    }

    void bytes(byte[] buffer, int count) {
        int keep = Math.min(count, BYTES_MAX - end);
        System.arraycopy(buffer, 0, kept, end, keep);
        end += keep;
        bytes += count;
    }

    /** The line fell silent: the burst is over. */
    void quiet() {
        byte[] burst = unfinished();
        if (burst.length == 0) {
            return;
        }
        burstStart = end;
        int echo = 0;
        if (echoable != null && echoable.isEchoedBy(burst)) {
            echo = echoable.bytes().length;
            echoes++;
            bytes -= echo;
        }
        echoable = null;
        if (burst.length > echo) {
            bursts.add(Arrays.copyOfRange(burst, echo, burst.length));
        }
    }

    private byte[] unfinished() {
        return Arrays.copyOfRange(kept, burstStart, end);
    }

    /** What is kept of it. */
    Bursts bursts() {
        return new Bursts(List.copyOf(bursts), unfinished(), answers);
    }

    /** How many bytes came; echoes do not count. */
    long bytes() {
        return bytes;
    }

    /** How many questions came back. */
    int echoes() {
        return echoes;
    }
}
