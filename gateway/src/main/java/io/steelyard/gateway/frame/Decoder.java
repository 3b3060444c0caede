package io.steelyard.gateway.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes in, frames out: the one mutable accumulator between a device and a pure {@link Grammar}. It exists so that no
 * dialect has to think about split reads, noise or resynchronising.
 *
 * <p>Laws, each tested for every dialect:
 * <ul>
 * <li>Any splitting of the same bytes into feeds gives the same list, before and after {@link #quiet()}.
 * <li>After {@code quiet()}, the bytes of frames and of garbage add up to the bytes fed.
 * <li>A rejected extent is searched byte by byte, so a frame that begins inside it is found; the garbage then ends
 * there.
 * <li>No bytes whatever make it throw, and it holds at most two frames of them.
 * </ul>
 *
 * <p>Not thread-safe: it belongs to whoever reads the line. Durations are not its business; the owner says when the
 * line has been silent.
 */
public final class Decoder<V> {

    /** A longer run of garbage is reported in pieces of this many bytes, so that a noisy line does not look silent. */
    public static final int GARBAGE_RUN_BYTES_MAX = 4096;

    /** One frame being read, and as much again of bytes behind it. */
    private static final int FRAMES_HELD = 2;

    private final Grammar<V> grammar;

    // bytes not yet decided on: held[head] up to held[end]
    private final byte[] held;
    private int head;
    private int end;

    // the garbage not yet reported
    private Reason runReason = Reason.NOISE;
    private int runBytes;
    private int extentBytesLeft;
    private boolean frameMayBegin = true;

    // nothing was decided on since the line was last silent
    private boolean burstWhole = true;

    /** A decoder at the start of a stream. */
    public Decoder(Grammar<V> grammar) {
        this.grammar = grammar;
        this.held = new byte[FRAMES_HELD * grammar.frameBytesMax()];
    }

    /** Takes the first {@code count} of {@code bytes} and returns what is now certain, in the order of the stream. */
    public List<Decoded<V>> feed(byte[] bytes, int count) {
        List<Decoded<V>> found = new ArrayList<>();
        int taken = 0;
        while (taken < count) {
            taken += hold(bytes, taken, count);
            decide(found, false);
        }
        return found;
    }

    /**
     * The line went silent or the input ended: what was half read becomes garbage ({@link Reason#INCOMPLETE}), and
     * the run of garbage in hand is reported. The next byte fed starts afresh.
     */
    public List<Decoded<V>> quiet() {
        List<Decoded<V>> found = new ArrayList<>();
        decide(found, true);
        closeRun(found);
        extentBytesLeft = 0;
        frameMayBegin = true;
        burstWhole = true;
        return found;
    }

    private int hold(byte[] bytes, int from, int to) {
        System.arraycopy(held, head, held, 0, end - head);
        end -= head;
        head = 0;
        int taken = Math.min(to - from, held.length - end);
        System.arraycopy(bytes, from, held, end, taken);
        end += taken;
        return taken;
    }

    private void decide(List<Decoded<V>> found, boolean ended) {
        while (head < end) {
            if (!frameMayBegin) {
                skipByte(found);
                continue;
            }
            switch (match(ended)) {
                case Match.Frame<V>(int bytes, V value) -> take(found, bytes, value);
                case Match.Rejected<V>(int bytes, Reason reason) -> reject(found, bytes, reason);
                case Match.More<V>() when ended -> reject(found, end - head, Reason.INCOMPLETE);
                // A grammar that wants more than its longest frame is not believed: waiting on would fill the buffer.
                case Match.More<V>() when end - head >= grammar.frameBytesMax() -> reject(found, 1, Reason.BAD_LENGTH);
                case Match.More<V>() -> {
                    return;
                }
            }
        }
    }

    private Match<V> match(boolean ended) {
        return ended && burstWhole
                ? grammar.matchBurst(held, head, end)
                : grammar.match(held, head, end, ended);
    }

    private void take(List<Decoded<V>> found, int bytes, V value) {
        closeRun(found);
        extentBytesLeft = 0;
        found.add(new Decoded.Value<>(value, Arrays.copyOfRange(held, head, head + bytes)));
        head += bytes;
        burstWhole = false;
    }

    /** Inside an extent already rejected only a frame counts; a second rejection there says nothing new. */
    private void reject(List<Decoded<V>> found, int bytes, Reason reason) {
        if (extentBytesLeft == 0) {
            if (reason != Reason.NOISE || runReason != Reason.NOISE) {
                closeRun(found);
            }
            runReason = reason;
            extentBytesLeft = bytes;
        }
        skipByte(found);
    }

    private void skipByte(List<Decoded<V>> found) {
        frameMayBegin = grammar.mayBeginAfter(held[head]);
        head++;
        burstWhole = false;
        runBytes++;
        extentBytesLeft = Math.max(0, extentBytesLeft - 1);
        boolean extentOver = extentBytesLeft == 0 && frameMayBegin && runReason != Reason.NOISE;
        if (extentOver || runBytes == GARBAGE_RUN_BYTES_MAX) {
            closeRun(found);
        }
    }

    private void closeRun(List<Decoded<V>> found) {
        if (runBytes > 0) {
            found.add(new Decoded.Garbage<>(runBytes, runReason));
            runBytes = 0;
        }
    }
}
