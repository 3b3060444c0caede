package io.steelyard.gateway.sensor;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Protocol.Proof;
import java.time.Duration;
import java.util.List;

/**
 * Ultrasonic distance sensors on Modbus RTU, as DFRobot's SEN0591 and SEN0592: holding register 0101 is the distance as just measured, in mm.
 * The frames are those of {@link OneRegister}.
 *
 * <p>That FFFD, FFFE and 0 mean what they mean in {@link A02yyuw} is said of the same maker's SEN0754, which has both lines; of
 * these two no page read says it. The register's number is that of public programs for them.
 */
final class Sen0592 implements SensorGrammar {
    private static final int DISTANCE = 0x0101;
    /** It measures ten times a second; nothing in a bin moves as fast. */
    private static final Duration ASK_EVERY = Duration.ofMillis(500);

    private final OneRegister register;

    Sen0592(SensorSettings settings) {
        this.register = new OneRegister(settings.address(), OneRegister.HOLDING, DISTANCE);
    }

    @Override
    public Protocol protocol() {
        return Protocol.of("DFRobot wiki, SEN0591 and SEN0592", Proof.COMPUTED).lines(List.of("115200 8N1", "9600 8N1"))
                .asked(register.question(), ASK_EVERY).checked(16, "CRC of all before")
                .settings("address = 1                # of the sensor, 1 to 247; one sensor a port\n");
    }

    @Override
    public Quantity quantity() {
        return Quantity.DISTANCE;
    }

    @Override
    public int frameBytesMax() {
        return OneRegister.QUESTION_BYTES;
    }

    @Override
    public Match<SensorValue> match(byte[] bytes, int from, int to, boolean ended) {
        return register.match(bytes, from, to, Echo::of);
    }
}
