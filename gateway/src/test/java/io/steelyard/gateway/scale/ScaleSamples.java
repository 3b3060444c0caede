package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.frame.Sample;

/** Every sample frame of the manuals, and frames computed from them, with what they say. */
final class ScaleSamples {

    private ScaleSamples() {}

    static List<Sample<ScaleValue>> of(ScaleDialect dialect) {
        return switch (dialect) {
            case YAOHUA_CONTINUOUS_0 -> List.of(
                    //          STX sign six digits        dec XOR   ETX
                    Sample.hex("02 2B 30 30 32 30 30 30 32 31 42 03", bare("20.00")),
                    Sample.hex("02 2B 30 30 30 37 33 35 32 31 38 03", bare("7.35")),
                    Sample.hex("02 2D 30 30 30 30 35 30 32 31 41 03", bare("-0.50")));
            case YAOHUA_EQUALS_FORWARD -> List.of( //
                    Sample.text("=0003.000", bare("3.000")), //
                    Sample.text("=-0001.00", bare("-1.00")));
            case YAOHUA_EQUALS_REVERSED -> List.of( //
                    Sample.text("=000.3000", bare("3.000")), //
                    Sample.text("=00.1000-", bare("-1.00")));
            case YAOHUA_A12E -> List.of(
                    //          W  G/N value 7              k  g  XOR   CR LF
                    Sample.hex("57 47 30 30 34 2E 31 33 39 6B 67 33 44 0D 0A", a12("4.139", Mode.GROSS)),
                    Sample.hex("57 4E 30 30 33 2E 34 38 30 6B 67 33 34 0D 0A", a12("3.480", Mode.NET)),
                    Sample.text("         OL23\r\n", status("overload", Flag.OVERLOAD)),
                    Sample.text("         LO23\r\n", status("underload", Flag.UNDERLOAD)));
            case YAOHUA_COMMAND -> List.of(
                    //          STX ad cmd XOR   ETX
                    Sample.hex("02 41 41 30 30 03", status("handshake")),
                    Sample.hex("02 41 42 30 33 03", status("request B")),
                    Sample.hex("02 41 43 30 32 03", status("request C")),
                    Sample.hex("02 41 44 30 35 03", status("request D")),
                    Sample.hex("02 41 45 30 34 03", status("request E")),
                    Sample.hex("02 41 46 30 37 03", status("request F")),
                    //          STX ad cmd sign six digits      dec XOR   ETX
                    Sample.hex("02 41 44 2B 30 30 33 34 38 30 33 31 32 03", command("3.480", Mode.NET)),
                    Sample.hex("02 41 42 2B 30 30 33 34 38 30 33 31 34 03", command("3.480", Mode.GROSS)),
                    Sample.hex("02 41 43 2D 30 30 30 31 35 30 32 31 39 03", command("-1.50", Mode.TARE)));
            case TOLEDO_CONTINUOUS -> List.of(
                    //          STX A  B  C  weight            tare              CR CHK
                    Sample.hex("02 2C 30 20 30 30 30 37 33 35 30 30 30 30 30 30 0D 26", toledoStill()),
                    Sample.hex("02 2C 39 20 30 30 30 35 38 35 30 30 30 31 35 30 0D 14", toledoMoving()));
            case TOLEDO_CONTINUOUS_17 -> List.of(
                    Sample.hex("02 2C 30 20 30 30 30 37 33 35 30 30 30 30 30 30 0D", toledoStill()),
                    Sample.hex("02 2C 39 20 30 30 30 35 38 35 30 30 30 31 35 30 0D", toledoMoving()));
            case MT_SICS, KERN_KCP -> List.of(
                    //          S     S     value, 10 characters           k  g  CR LF
                    Sample.hex("53 20 53 20 20 20 20 20 20 20 37 2E 33 35 20 6B 67 0D 0A", sics("7.35", Truth.YES)),
                    Sample.hex("53 20 44 20 20 20 20 20 20 20 37 2E 33 30 20 6B 67 0D 0A", sics("7.30", Truth.NO)),
                    Sample.text("S S 7.35 kg\r\n", sics("7.35", Truth.YES)),
                    Sample.text("S I\r\n", status("not-executable")),
                    Sample.text("S +\r\n", status("overload", Flag.OVERLOAD)),
                    Sample.text("S -\r\n", status("underload", Flag.UNDERLOAD)),
                    Sample.text("Z A\r\n", status("Z A")),
                    Sample.text("TAC A\r\n", status("TAC A")),
                    Sample.text("I4 A \"0123456789\"\r\n", status("I4 A \"0123456789\"")));
        };
    }

    static ScaleValue status(String status, Flag... flags) {
        return new ScaleValue.ScaleStatus(status, Set.of(flags));
    }

    static ScaleValue reading(String value, @Nullable WeightUnit unit, Truth stable, Mode mode, boolean capturable,
            Flag... flags) {
        return new ScaleValue.Reading(new BigDecimal(value), unit, stable, mode, capturable, Set.of(flags));
    }

    private static ScaleValue bare(String value) {
        return reading(value, null, Truth.UNKNOWN, Mode.UNKNOWN, true);
    }

    private static ScaleValue a12(String value, Mode mode) {
        return reading(value, WeightUnit.KILOGRAM, Truth.UNKNOWN, mode, true);
    }

    private static ScaleValue command(String value, Mode mode) {
        return reading(value, null, Truth.UNKNOWN, mode, mode != Mode.TARE);
    }

    private static ScaleValue toledoStill() {
        return reading("7.35", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true);
    }

    private static ScaleValue toledoMoving() {
        return reading("5.85", WeightUnit.KILOGRAM, Truth.NO, Mode.NET, true, Flag.MOTION);
    }

    private static ScaleValue sics(String value, Truth stable) {
        Flag[] flags = stable == Truth.NO ? new Flag[]{Flag.MOTION} : new Flag[0];
        return reading(value, WeightUnit.KILOGRAM, stable, Mode.UNKNOWN, true, flags);
    }
}
