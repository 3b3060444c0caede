package io.steelyard.gateway.tag;

import java.util.List;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * EM-18: the twelve {@link Em4100} characters alone, framed by silence on both sides.
 *
 * <p>Only a burst of exactly twelve characters is a code. Searching a longer one would find a false code about once
 * in 256 places, so whatever does not fit is refused up to the next silence.
 */
final class Em18 implements TagGrammar {

    private static final int BURST_TOO_LONG_BYTES = Em4100.CHARACTERS + 1;

    @Override
    public Protocol protocol() {
        return Protocol.of("EM-18 product page, cparkb2c.in", Proof.COMPUTED)
                .checked(8, "exclusive or of the five bytes");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.EM4100);
    }

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
