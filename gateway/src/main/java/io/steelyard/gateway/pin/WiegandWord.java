package io.steelyard.gateway.pin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The word being heard: a character a bit, LF behind the last. Whatever casts doubt on its bits makes it a single question
 * mark, which no dialect takes for a code.
 *
 * <p>A reader sends at one beat. A lost pulse leaves a hole, one that a wire made up comes off the beat, and so does one that
 * was seen late and changed places; the parities notice only every other of these.
 */
final class WiegandWord {
    /** A pulse lasts about 50 us and bits come about 1 ms apart; this much silence ends a word at any reader's beat. */
    static final long SILENCE_NANOS = 100_000_000L;
    /** No reader sends more; what goes on for longer is a wire that nothing holds up. */
    static final int BITS_MAX = 64;
    /** An edge late enough to change places leaves a gap of at most a half beat, and a hole of two. */
    private static final double SHORTEST_OF_BEAT = 0.6;
    private static final double LONGEST_OF_BEAT = 1.4;
    /** Below this there is no beat. */
    private static final int BEAT_BITS_MIN = 3;

    private record Pulse(char bit, long atNanos) {}

    private final List<Pulse> pulses = new ArrayList<>(BITS_MAX);
    private long latestNanos;
    private boolean endless;

    /** A pulse was heard, not always in the order of their times. Answers at once when the word got longer than any. */
    Optional<byte[]> pulse(char bit, long atNanos) {
        latestNanos = pulses.isEmpty() ? atNanos : Math.max(latestNanos, atNanos);
        pulses.add(new Pulse(bit, atNanos));
        if (pulses.size() <= BITS_MAX) {
            return Optional.empty();
        }
        endless = true; // until it falls silent: its tail must not pass for a word
        return Optional.of(taken());
    }

    /** The whole word, once the wires were silent for long enough. */
    Optional<byte[]> quiet(long nowNanos) {
        if (nowNanos - latestNanos < SILENCE_NANOS) {
            return Optional.empty();
        }
        var word = pulses.isEmpty() ? Optional.<byte[]>empty() : Optional.of(taken());
        endless = false;
        return word;
    }

    private byte[] taken() {
        pulses.sort(Comparator.comparingLong(Pulse::atNanos));
        var text = new StringBuilder(BITS_MAX);
        pulses.forEach(pulse -> text.append(pulse.bit()));
        var word = endless || !even() ? "?\n" : text.append('\n').toString();
        pulses.clear();
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    private boolean even() {
        if (pulses.size() < BEAT_BITS_MIN) {
            return true;
        }
        double beatNanos = (double) (pulses.getLast().atNanos() - pulses.getFirst().atNanos()) / (pulses.size() - 1);
        for (int index = 1; index < pulses.size(); index++) {
            long gapNanos = pulses.get(index).atNanos() - pulses.get(index - 1).atNanos();
            if (gapNanos < SHORTEST_OF_BEAT * beatNanos || gapNanos > LONGEST_OF_BEAT * beatNanos) {
                return false;
            }
        }
        return true;
    }
}
