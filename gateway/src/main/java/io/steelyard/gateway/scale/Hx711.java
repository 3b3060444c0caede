package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;

/**
 * HX711, the converter behind the load cells of most home-made bins. Whoever watches its two wires passes each conversion
 * on as the chip clocks it out.
 *
 * <pre>
 * byte  content
 * 1..3  counts: two's complement of 24 bits, the most significant byte first
 *         7F FF FF  the converter is full: overload        80 00 00  empty: underload
 * </pre>
 *
 * Any three bytes are a conversion: they are told apart by their number alone, from the start of the stream or from the
 * last silence. A link that loses a byte reads nonsense until the line falls silent, so only one that hands over whole
 * conversions is fit for weighing.
 *
 * <p>Counts are no weight. Without a {@link Calibration} they are shown as they are and may not be captured. With one they
 * are the load on the grid of the division; the chip says nothing of stability. Such a bin is not a verified instrument:
 * its values serve to estimate fill and change, and every fact names this dialect, so that nobody takes them for more.
 */
final class Hx711 implements ScaleGrammar {

    private static final int FRAME_BYTES = 3;
    private static final int FULL = 0x7FFFFF;
    private static final int EMPTY = -0x800000;
    private static final int BYTE = 0xFF;

    private final Optional<Calibration> calibration;

    Hx711(Optional<Calibration> calibration) {
        this.calibration = calibration;
    }

    @Override
    public Protocol protocol() {
        return Protocol.of("Avia Semiconductor HX711 data sheet pp. 4, 5", Proof.COMPUTED)
                .lines(List.of())
                .unchecked("nothing of a frame, only in conversions that disagree")
                .settings("""
                        zero = 84210                  # counts with the empty pan
                        counts_per_unit = "21450.5"   # more counts for each kg, or what the unit is
                        """);
    }

    @Override
    public Set<Tells> tells() {
        Set<Tells> tells = EnumSet.of(Tells.OVERLOAD);
        if (calibration.isPresent()) {
            tells.addAll(EnumSet.of(Tells.UNIT, Tells.MODE));
        }
        return tells;
    }

    @Override
    public int frameBytesMax() {
        return FRAME_BYTES;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (to - from < FRAME_BYTES) {
            return Match.more();
        }
        int counts = bytes[from] << 2 * Byte.SIZE | (bytes[from + 1] & BYTE) << Byte.SIZE | bytes[from + 2] & BYTE;
        return Match.frame(FRAME_BYTES, value(counts));
    }

    private ScaleValue value(int counts) {
        return switch (counts) {
            case FULL -> outside(Flag.OVERLOAD);
            case EMPTY -> outside(Flag.UNDERLOAD);
            default -> calibration.map(known -> load(known, counts)).orElseGet(() -> raw(counts));
        };
    }

    private static ScaleValue outside(Flag side) {
        return new ScaleValue.ScaleStatus(side.text(), Set.of(side));
    }

    private static ScaleValue load(Calibration known, int counts) {
        return ScaleValue.reading(known.load(counts), known.unit(), Truth.UNKNOWN, Mode.GROSS, Set.of());
    }

    private static ScaleValue raw(int counts) {
        return ScaleValue.reading(BigDecimal.valueOf(counts), null, Truth.UNKNOWN, Mode.UNKNOWN,
                Set.of(Flag.UNCALIBRATED));
    }
}
