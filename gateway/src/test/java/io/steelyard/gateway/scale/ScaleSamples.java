package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.frame.Check;
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
            case AND_STANDARD -> List.of( //
                    Sample.text("ST,+0001.234 kg\r\n", stillKilograms("1.234", Mode.UNKNOWN)), //
                    Sample.text("US,-0000.050 kg\r\n", movingKilograms("-0.050", Mode.UNKNOWN)), //
                    Sample.text("ST,OK,+0001.234 kg\r", stillKilograms("1.234", Mode.UNKNOWN)), //
                    Sample.text("QT,+00001234 PC\r\n", pieces("1234", Truth.YES, Mode.UNKNOWN)), //
                    Sample.text("OL,+9999999E+19\r\n", status("overload", Flag.OVERLOAD)), //
                    Sample.text("OL,-99999999 PC\r\n", status("underload", Flag.UNDERLOAD)));
            case AND_INDICATOR -> List.of(
                    //          S  T  ,  G  S  ,  value, 8 characters     k  g  CR LF
                    Sample.hex("53 54 2C 47 53 2C 2B 30 30 30 37 2E 33 35 6B 67 0D 0A",
                            stillKilograms("7.35", Mode.GROSS)),
                    Sample.text("ST,NT,+0012.34kg\r\n", stillKilograms("12.34", Mode.NET)),
                    Sample.text("US,N ,-0012,34 kg\r", movingKilograms("-12.34", Mode.NET)),
                    Sample.text("ST,PT,+0001.50kg\r\n", tare("1.50", Truth.YES)),
                    Sample.text("HD,GS,+0007.35kg\r\n",
                            reading("7.35", WeightUnit.KILOGRAM, Truth.UNKNOWN, Mode.GROSS, false, Flag.HOLD)),
                    Sample.text("OL,GS,+    .  kg\r\n", status("overload", Flag.OVERLOAD)),
                    Sample.text("LO,NT,        kg\r\n", status("out-of-range", Flag.OUT_OF_RANGE)),
                    Sample.text("@23I\r\n", status("not-executable")));
            case CAS_22 -> List.of(
                    //          S  T  ,  G  S  ,  id lamp ,  value, 8 characters        k  g  CR LF
                    Sample.hex("53 54 2C 47 53 2C 31 C4 2C 30 30 30 30 37 2E 33 35 20 6B 67 0D 0A",
                            stillKilograms("7.35", Mode.GROSS)),
                    Sample.hex("55 53 2C 4E 54 2C 3D A2 2C 20 20 2D 30 2E 35 30 30 20 6B 67 0D 0A",
                            movingKilograms("-0.500", Mode.NET)),
                    Sample.hex("4F 4C 2C 47 53 2C 31 84 2C 20 20 20 20 20 20 20 20 20 6B 67 0D 0A",
                            status("overload", Flag.OVERLOAD)));
            case CAS_10 -> List.of( //
                    Sample.text("000013.5\r\n", bare("13.5")), //
                    Sample.text("   -0.50\r\n", bare("-0.50")));
            case DINI_ARGEO -> List.of(
                    //          S  T  ,  G  S  ,  value, 8 characters     ,  k  g  CR LF
                    Sample.hex("53 54 2C 47 53 2C 20 20 20 20 37 2E 33 35 2C 6B 67 0D 0A",
                            stillKilograms("7.35", Mode.GROSS)),
                    Sample.text("01US,NT,   -0.50,Kg\r\n", movingKilograms("-0.50", Mode.NET)),
                    Sample.text("UL,GS,        ,kg\r\n", status("underload", Flag.UNDERLOAD)),
                    Sample.text("1,ST,      5.85,PT      1.50,         0,         0,kg\r\n",
                            reading("5.85", WeightUnit.KILOGRAM, Truth.YES, Mode.NET, true, Flag.NET_PRESET)),
                    Sample.text("011,US,      5.85,        1.50,0,0,kg\r\n", movingKilograms("5.85", Mode.NET)),
                    Sample.text("PIDST,1,    1500,0kg,PT       2,8kg,00000-000158\r\n",
                            alibi("1500.0", Mode.GROSS, "00000-000158")),
                    Sample.text("01PIDUS,1,    1500,0kg,         2,8kg,NO\r\n", movingKilograms("1500.0", Mode.GROSS)));
            case SMA -> List.of(
                    //          LF s  r  n  m  f  value, 10 characters          k  g     CR
                    Sample.hex("0A 20 31 47 20 20 20 20 20 20 20 37 2E 33 35 30 6B 67 20 0D",
                            stillKilograms("7.350", Mode.GROSS)),
                    Sample.text("\n 1NM      7.650kg \r", movingKilograms("7.650", Mode.NET)),
                    Sample.text("\nZ1G       0.000kg \r",
                            reading("0.000", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true, Flag.ZERO)),
                    Sample.text("\n 1g      5.0025lb \r",
                            reading("5.0025", WeightUnit.POUND, Truth.YES, Mode.GROSS, false, Flag.HIGH_RESOLUTION)),
                    Sample.text("\n 1T       1.500kg \r", tare("1.500", Truth.YES)),
                    Sample.text("\nE1G  ----------kg \r", status("zero-error", Flag.ZERO_ERROR)),
                    Sample.text("\ne1G       7.350kg \r", status("not-displayed")),
                    Sample.text("\nMFG:Sartorius\r", status("MFG:Sartorius")));
            case NCI_ECR -> List.of(
                    //          LF value, 6 characters K  G  CR LF S  h  h  CR ETX
                    Sample.hex("0A 30 37 2E 33 35 30 4B 47 0D 0A 53 30 30 0D 03",
                            stillKilograms("7.350", Mode.UNKNOWN)),
                    Sample.hex("0A 30 37 2E 33 35 30 4B 47 0D 0A 53 30 70 34 0D 03", stillKilograms("7.350", Mode.NET)),
                    Sample.text("\n012.34lb\r\n20\r\u0003",
                            reading("12.34", WeightUnit.POUND, Truth.YES, Mode.UNKNOWN, true, Flag.ZERO)),
                    Sample.text("\nS10\r\u0003", status("motion", Flag.MOTION)),
                    Sample.text("\nS0p8\r\u0003", status("zero-error", Flag.ZERO_ERROR)),
                    Sample.text("\nS02\r\u0003", status("overload", Flag.OVERLOAD)));
            case TOLEDO_8217 -> List.of(
                    //          STX weight, kg       CR
                    Sample.hex("02 30 37 2E 33 35 30 0D", stillKilograms("7.350", Mode.GROSS)),
                    Sample.text("\u000207.350N\r", stillKilograms("7.350", Mode.NET)),
                    Sample.text("\u000216.20\r", reading("16.20", WeightUnit.POUND, Truth.YES, Mode.GROSS, true)),
                    Sample.text("\u0002016.20N\r", reading("16.20", WeightUnit.POUND, Truth.YES, Mode.NET, true)),
                    Sample.hex("02 3F 41 0D", status("motion", Flag.MOTION)),
                    Sample.hex("02 3F 54 0D", status("underload", Flag.UNDERLOAD, Flag.ZERO)),
                    Sample.hex("02 45 0D", status("echo")));
            case SARTORIUS_SBI -> List.of( //
                    Sample.text("+   123.56 g  \r\n",
                            reading("123.56", WeightUnit.GRAM, Truth.YES, Mode.UNKNOWN, true)), //
                    Sample.text("-     7.35    \r\n",
                            reading("-7.35", null, Truth.NO, Mode.UNKNOWN, true, Flag.MOTION)),
                    Sample.text("N     +   123.56 kg \r\n", stillKilograms("123.56", Mode.NET)),
                    Sample.text("T1    +     1.50 kg \r\n", tare("1.50", Truth.YES)),
                    Sample.text("Qnt   +      253 pcs\r\n", status("value Qnt")),
                    Sample.text("+      253 pcs\r\n", pieces("253", Truth.YES, Mode.UNKNOWN)),
                    Sample.text("      H       \r\n", status("overload", Flag.OVERLOAD)),
                    Sample.text("Stat        Low     \r\n", status("underload", Flag.UNDERLOAD)));
            case OHAUS_3000 -> List.of( //
                    Sample.text("     7.35 kg    G  \r\n", stillKilograms("7.35", Mode.GROSS)), //
                    Sample.text("-    0.50 kg   ?NET\r\n", movingKilograms("-0.50", Mode.NET)), //
                    Sample.text("     1.50 kg    T  \r\n", tare("1.50", Truth.YES)));
            case OHAUS_BALANCE -> List.of( //
                    Sample.text("    192.21 g\r\n", reading("192.21", WeightUnit.GRAM, Truth.YES, Mode.UNKNOWN, true)), //
                    Sample.text("       0.211 kg ?\r\n", movingKilograms("0.211", Mode.UNKNOWN)), //
                    Sample.text("     -7.35 kg     NET\r\n", stillKilograms("-7.35", Mode.NET)), //
                    Sample.text("      7.35 kg ? 00:00:15\r\n", movingKilograms("7.35", Mode.UNKNOWN)), //
                    Sample.text("           3 PCS  \r\n", pieces("3", Truth.YES, Mode.UNKNOWN)), //
                    Sample.text("    207.80 g TOTAL\r\n", status("total")), //
                    Sample.text("ES\r\n", status("not-executable")));
            case RICE_LAKE_CONDEC -> List.of(
                    //          STX pol value, 7 char.    K  G  st CR LF
                    Sample.hex("02 20 20 20 20 37 2E 33 35 4B 47 20 0D 0A", stillKilograms("7.35", Mode.GROSS)),
                    Sample.text("\u0002-   0.50KNM\r\n", movingKilograms("-0.50", Mode.NET)),
                    Sample.text("\u0002    1.50KGZ\r\n", reading("1.50", WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS,
                            false, Flag.TARE_RECALL)),
                    Sample.text("\u0002        KGO\r\n", status("out-of-range", Flag.OUT_OF_RANGE)),
                    Sample.text("\u0002    7.35KGI\r\n", status("invalid")),
                    Sample.text("\u0002   50.00KGX\r\n", status("setpoint")));
            case RADWAG -> List.of( //
                    Sample.text("SI ?       18.5 kg \r\n", movingKilograms("18.5", Mode.UNKNOWN)), //
                    Sample.text("S    -      8.5 g  \r\n",
                            reading("-8.5", WeightUnit.GRAM, Truth.YES, Mode.UNKNOWN, true)),
                    Sample.text("SI         7.350 kg \r\n", stillKilograms("7.350", Mode.UNKNOWN)), //
                    Sample.text("SI ^      999.9 kg \r\n",
                            reading("999.9", WeightUnit.KILOGRAM, Truth.UNKNOWN, Mode.UNKNOWN, false, Flag.OVERLOAD)),
                    Sample.text("SI v\r\n", status("underload", Flag.UNDERLOAD)),
                    Sample.text("S A\r\n", status("in-progress")));
            case MODBUS_RTU -> List.of( //
                    new Sample<>(modbusBlock(0x0002, 735), reading("7.35", null, Truth.YES, Mode.UNKNOWN, true)), //
                    //          ad 03 first registers CRC
                    Sample.hex("01 03 00 50 00 02 C4 1A", status("request 0050")),
                    //          ad 03 n  digits      CRC
                    Sample.hex("01 03 04 00 00 00 84 FA 50",
                            reading("132", null, Truth.UNKNOWN, Mode.UNKNOWN, false)),
                    Sample.hex("01 03 02 08 02 3E 45", status("registers 1")));
        };
    }

    static ScaleValue status(String status, Flag... flags) {
        return new ScaleValue.ScaleStatus(status, Set.of(flags));
    }

    static ScaleValue reading(String value, @Nullable WeightUnit unit, Truth stable, Mode mode, boolean capturable,
            Flag... flags) {
        return new ScaleValue.Reading(new BigDecimal(value), unit, stable, mode, capturable, Set.of(flags));
    }

    /** The answer to the one question: registers 0008 to 0051, with status in the first and weight in the last two. */
    static byte[] modbusBlock(int status, int weight) {
        var block = ByteBuffer.allocate(153).put((byte) 1).put((byte) 3).put((byte) 148).putShort((short) status);
        block.position(147).putInt(weight);
        int check = Check.modbus(block.array(), 0, 151);
        return block.order(ByteOrder.LITTLE_ENDIAN).putShort((short) check).array();
    }

    private static ScaleValue stillKilograms(String value, Mode mode) {
        return reading(value, WeightUnit.KILOGRAM, Truth.YES, mode, true);
    }

    private static ScaleValue movingKilograms(String value, Mode mode) {
        return reading(value, WeightUnit.KILOGRAM, Truth.NO, mode, true, Flag.MOTION);
    }

    private static ScaleValue tare(String value, Truth stable) {
        return reading(value, WeightUnit.KILOGRAM, stable, Mode.TARE, false);
    }

    private static ScaleValue pieces(String value, Truth stable, Mode mode) {
        return reading(value, null, stable, mode, false, Flag.COUNT);
    }

    static ScaleValue alibi(String value, Mode mode, String alibiId) {
        return new ScaleValue.Reading(new BigDecimal(value), WeightUnit.KILOGRAM, Truth.YES, mode, true, Set.of(),
                alibiId);
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
