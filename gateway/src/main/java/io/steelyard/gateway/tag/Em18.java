package io.steelyard.gateway.tag;

import io.steelyard.gateway.frame.Grammar;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * EM-18: the twelve {@link Em4100} characters alone, framed by silence on both sides.
 *
 * <p>Only a burst of exactly twelve characters is a code. Searching a longer one would find a false code about once
 * in 256 places, so whatever does not fit is refused up to the next silence.
 *
 * <p>Document: EM-18 product page, cparkb2c.in.
 */
final class Em18 implements Grammar<TagValue> {

    private static final int BURST_TOO_LONG_BYTES = Em4100.CHARACTERS + 1;

    @Override
    public int frameBytesMax() {
        return BURST_TOO_LONG_BYTES;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (to - from >= BURST_TOO_LONG_BYTES) {
            return Match.rejected(BURST_TOO_LONG_BYTES, Reason.BAD_LENGTH);
        }
        boolean burstOver = ended && to - from == Em4100.CHARACTERS;
        return burstOver ? Em4100.judge(bytes, from, Em4100.CHARACTERS) : Match.more();
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return false;
    }
}
