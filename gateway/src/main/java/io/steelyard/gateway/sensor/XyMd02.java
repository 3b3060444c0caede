package io.steelyard.gateway.sensor;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Protocol.Proof;
import java.time.Duration;

/**
 * XY-MD02 and its many copies: a temperature and humidity transmitter on Modbus RTU. Input register 0001 is the temperature, signed, in tenths
 * of a degree Celsius: 0131 is 30.5, FF33 is -20.5. The frames are those of {@link OneRegister}.
 *
 * <p>It can also be set to send text by itself; so set, it answers no question and shows as silent.
 */
final class XyMd02 implements SensorGrammar {
    private static final int TEMPERATURE = 0x0001;
    /** Its own chip measures no faster than about twice a second. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private final OneRegister register;

    XyMd02(SensorSettings settings) {
        this.register = new OneRegister(settings.address(), OneRegister.INPUT, TEMPERATURE);
    }

    @Override
    public Protocol protocol() {
        return Protocol.of("XY-MD02 manual as its sellers print it: domoticx.com, qariya.net", Proof.COMPUTED)
                .asked(register.question(), ASK_EVERY).checked(16, "CRC of all before")
                .settings("address = 1                # of the sensor, 1 to 247; one sensor a port\n");
    }

    @Override
    public Quantity quantity() {
        return Quantity.TEMPERATURE;
    }

    @Override
    public int frameBytesMax() {
        return OneRegister.QUESTION_BYTES;
    }

    @Override
    public Match<SensorValue> match(byte[] bytes, int from, int to, boolean ended) {
        return register.match(bytes, from, to,
                word -> new SensorValue.Measurement(Quantity.TEMPERATURE, (short) word));
    }
}
