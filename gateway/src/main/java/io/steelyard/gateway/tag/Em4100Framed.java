package io.steelyard.gateway.tag;

import java.util.List;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * RDM6300 and ID-12LA/20LA: the {@link Em4100} characters between start and end marks, repeated while the tag is
 * present.
 *
 * <pre>
 * byte    content
 * 1       02
 * 2..13   twelve characters, see Em4100
 * 14      03                 RDM6300
 * 14..16  0D 0A 03           ID-12LA, ID-20LA
 * </pre>
 */
final class Em4100Framed implements TagGrammar {

    static final Em4100Framed RDM6300 = new Em4100Framed("\u0003",
            Protocol.of("Seeed 113020002 data sheet p. 3", Proof.COMPUTED));
    static final Em4100Framed ID_12LA = new Em4100Framed("\r\n\u0003",
            Protocol.of("ID-2/12/20LA data sheet p. 4", Proof.PUBLISHED));

    private static final int START_BYTES = 1;

    private final String end;
    private final Protocol sources;

    private Em4100Framed(String end, Protocol sources) {
        this.end = end;
        this.sources = sources;
    }

    @Override
    public Protocol protocol() {
        return sources.checked(8, "exclusive or of the five bytes");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.EM4100);
    }

    @Override
    public int frameBytesMax() {
        return START_BYTES + Em4100.CHARACTERS + end.length();
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] != Ascii.STX) {
            return Match.noise();
        }
        int frameBytes = frameBytesMax();
        if (to - from < frameBytes) {
            return Match.more();
        }
        if (!Ascii.text(bytes, from + frameBytes - end.length(), from + frameBytes).equals(end)) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        return Em4100.judge(bytes, from + START_BYTES, frameBytes);
    }
}
