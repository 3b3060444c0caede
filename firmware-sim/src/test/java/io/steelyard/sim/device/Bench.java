package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;

import java.math.BigDecimal;
import java.util.function.Function;

/** A scale in virtual time with a load on it, and a host on its line; texts have one character a byte. */
final class Bench {
    /** Longer than any model's answer on its usual line, and shorter than a load swings. */
    private static final long ANSWERED_NANOS = 250 * MILLI;

    private final Pan pan = new Pan();
    private final Host host;

    Bench(Function<Pan, Device> scale) {
        host = new Host(scale.apply(pan));
        host.listen(SECOND);
    }

    /** That load lies still. */
    void rests(String kilograms) {
        place(kilograms);
        host.listen(3 * SECOND);
    }

    /** That load was put down just now, and swings. */
    void swings(String kilograms) {
        place(kilograms);
        host.listen(150 * MILLI);
    }

    /** What is answered soon. */
    String ask(String request) {
        return Host.text(host.ask(Words.bytes(request), ANSWERED_NANOS));
    }

    /** What is answered soon, in hex. */
    String askHex(String request) {
        return Host.hex(host.ask(Host.hex(request), ANSWERED_NANOS));
    }

    /** What comes by itself. */
    String hears(long nanos) {
        return Host.text(host.listen(nanos));
    }

    void place(String kilograms) {
        pan.place(host.nowNanos, new BigDecimal(kilograms));
    }

    static ScaleProfile kilograms(int decimals, String division, String max) {
        return new ScaleProfile("kg", decimals, new BigDecimal(division), new BigDecimal(max), 10,
                LineRate.eightN1(9600));
    }

    static ScaleProfile grams(int decimals, String division, String max) {
        return new ScaleProfile("g", decimals, new BigDecimal(division), new BigDecimal(max), 10,
                LineRate.eightN1(9600));
    }

    static Shown still(String value) {
        return new Shown(new BigDecimal(value), false, false, false);
    }

    static Shown moving(String value) {
        return new Shown(new BigDecimal(value), true, false, false);
    }

    static Shown over(String value) {
        return new Shown(new BigDecimal(value), false, true, false);
    }

    static Shown under(String value) {
        return new Shown(new BigDecimal(value), false, false, true);
    }
}
