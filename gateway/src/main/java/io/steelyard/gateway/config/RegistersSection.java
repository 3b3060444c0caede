package io.steelyard.gateway.config;

import io.steelyard.gateway.scale.Flag;
import io.steelyard.gateway.scale.RegisterMap.Point;
import io.steelyard.gateway.scale.RegisterMap.Status;
import io.steelyard.gateway.scale.RegisterMap.Word;
import io.steelyard.gateway.scale.RegisterMap;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/** Reads the {@code [station.scale.registers]} of a Modbus transmitter. */
final class RegistersSection {
    /** A whole register says the decimals unless a mask narrows it. */
    private static final int WHOLE = RegisterMap.REGISTER_MAX;
    private static final int BIT_MAX = 15;

    private final Section registers;

    private RegistersSection(Section registers) {
        this.registers = registers;
    }

    /** The map of this scale: the documented module's unless the table is there, which then says all of it. */
    static RegisterMap read(Section scale) {
        var section = scale.section("registers");
        if (!scale.has("registers")) {
            return RegisterMap.DOCUMENTED_MODULE;
        }
        var map = new RegistersSection(section).map();
        section.finish();
        return map;
    }

    private RegisterMap map() {
        int words = registers.numberOr("words", 2, 1, 2);
        int weight = registers.number("weight", "the first register of the weight", 0,
                RegisterMap.REGISTER_MAX + 1 - words);
        var map = new RegisterMap(
                new Word(weight, words, registers.flagOr("signed", true), registers.flagOr("high_word_first", true)),
                point(), status());
        if (registers.sound() && map.registers() > RegisterMap.REGISTERS_MAX) {
            registers.fault("weight", "must lie within " + RegisterMap.REGISTERS_MAX
                    + " registers of the others, because all are read in one question");
        }
        return map;
    }

    private Point point() {
        if (!registers.has("decimals_register")) {
            return new Point.Fixed(
                    registers.number("decimals",
                            "how many digits of the weight stand behind its point, or decimals_register",
                            0, RegisterMap.DECIMALS_MAX));
        }
        if (registers.has("decimals")) {
            registers.fault("decimals", "cannot be fixed and read from decimals_register; leave one of them out");
        }
        int mask = registers.numberOr("decimals_mask", WHOLE, 1, WHOLE);
        int bits = mask >> Integer.numberOfTrailingZeros(mask);
        if ((bits & bits + 1) != 0) {
            registers.fault("decimals_mask", "must be bits side by side, as in 0x07");
        }
        return new Point.Mask(registers.number("decimals_register", "", 0, RegisterMap.REGISTER_MAX), mask);
    }

    private @Nullable Status status() {
        if (!registers.has("status")) {
            if (registers.has("bits")) {
                registers.fault("bits", "need the register that holds them, status");
            }
            return null;
        }
        int status = registers.number("status", "", 0, RegisterMap.REGISTER_MAX);
        var bits = registers.section("bits");
        if (!registers.has("bits")) {
            registers.fault("bits", "is missing; give the meanings of its bits, as in { motion = 5, overload = 9 }");
        }
        var flags = new EnumMap<Flag, Integer>(Flag.class);
        for (var flag : Flag.values()) {
            if (flag != Flag.MOTION && flag != Flag.UNCALIBRATED && bits.has(flag.text())) {
                flags.put(flag, bit(bits, flag.text()));
            }
        }
        var read = new Status(status, bit(bits, Flag.MOTION.text()), bit(bits, "stable"), flags);
        bits.finish();
        return read;
    }

    /** The mask of the bit with this meaning; 0 where there is none. */
    private static int bit(Section bits, String meaning) {
        return bits.has(meaning) ? 1 << bits.numberOr(meaning, 0, 0, BIT_MAX) : 0;
    }
}
