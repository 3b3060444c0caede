package io.steelyard.gateway.tag;

import java.util.List;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * EM-18: the twelve {@link Em4100} characters alone, framed by silence on both sides.
 *
 * <p>A reader over which a card is held repeats them, perhaps sooner than a silence is noticed; so a burst is twelve
 * characters, or the same twelve again and again. Searching any other burst would find a false code about once in 256
 * places, so whatever does not fit is refused up to the next silence.
 */
final class Em18 implements TagGrammar {

    private static final int TWICE = 2 * Em4100.CHARACTERS;

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
        return TWICE;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        int beyond = from + Em4100.CHARACTERS;
        for (int at = beyond; at < Math.min(to, from + TWICE); at++) {
            if (bytes[at] != bytes[at - Em4100.CHARACTERS]) {
                return Match.rejected(at + 1 - from, Reason.BAD_LENGTH);
            }
        }
        boolean told = ended ? to >= beyond : to - from >= TWICE;
        return told ? Em4100.judge(bytes, from, Em4100.CHARACTERS) : Match.more();
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return false;
    }
}
