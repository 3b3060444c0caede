package io.steelyard.gateway.sensor;

import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Reason;
import java.util.List;

/**
 * Ultrasonic distance modules with a serial line, as DFRobot's A02YYUW (SEN0311), ME007YS (SEN0312), A01NYUB (SEN0313): they
 * send by themselves.
 *
 * <pre>
 * byte   content
 * 1      FF
 * 2, 3   distance in mm, high byte first
 * 4      the low byte of the sum of bytes 1 to 3
 * </pre>
 *
 * With the module's own RX wire free or high it sends a processed value every 100 to 300 ms, with that wire low every raw one: the
 * gateway cannot tell them apart and needs not. The page of SEN0754, the same frame at 115200, says that FFFD means no object and
 * FFFE the sound of another sensor; users of the others report 0 where nothing is in reach. An A02YYUW measures from 30 mm, an A01NYUB from 280.
 */
final class A02yyuw implements SensorGrammar {
    private static final int BYTES = 4;
    private static final int MARK = 0xFF;
    private static final int SUM = 3;

    @Override
    public Protocol protocol() {
        return Protocol.of("DFRobot wiki, SEN0311 to SEN0313; SEN0754 for FFFD and FFFE", Proof.PUBLISHED)
                .lines(List.of("9600 8N1", "115200 8N1")).checked(8, "sum of all before");
    }

    @Override
    public Quantity quantity() {
        return Quantity.DISTANCE;
    }

    @Override
    public int frameBytesMax() {
        return BYTES;
    }

    @Override
    public Match<SensorValue> match(byte[] bytes, int from, int to, boolean ended) {
        if ((bytes[from] & 0xFF) != MARK) {
            return Match.noise();
        }
        if (to - from < BYTES) {
            return Match.more();
        }
        if ((bytes[from + SUM] & 0xFF) != Check.sum(bytes, from, from + SUM)) {
            return Match.rejected(BYTES, Reason.BAD_CHECKSUM);
        }
        int word = (bytes[from + 1] & 0xFF) << Byte.SIZE | bytes[from + 2] & 0xFF;
        // FF FF FF FD has the right sum: three marks in a row, before a frame that says FFFD, are no frame
        return Echo.speaks(word) ? Match.frame(BYTES, Echo.of(word)) : Match.rejected(BYTES, Reason.BAD_FIELD);
    }
}
