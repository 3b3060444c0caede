package io.steelyard.gateway.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Heat and voltage, where the board tells. */
final class BoardCheck {
    private static final int MILLI = 1_000;
    /** From here on a Raspberry Pi slows itself down; other boards do so later. */
    private static final long HOT_CELSIUS = 80;
    /** What a Raspberry Pi's firmware tells: a hexadecimal number, whose bit 0 means now and whose bit 16 means since the start. */
    private static final String THROTTLED = "sys/devices/platform/soc/soc:firmware/get_throttled";
    private static final int HEXADECIMAL = 16;
    private static final long LOW_NOW = 1;
    private static final long LOW_SINCE_START = 1 << 16;
    private static final String SUPPLY = "use the board's own power supply (5.1 V, 3 A or more) and a short, thick cable; take "
            + "scanners and scales that eat much from a hub with its own supply; then restart the board";

    private final Path root;

    BoardCheck(Path root) {
        this.root = root;
    }

    List<Finding> look() {
        return List.of(power(), heat());
    }

    private Finding power() {
        var throttled = text(root.resolve(THROTTLED)).flatMap(BoardCheck::hexadecimal);
        if (throttled.isPresent()) {
            long bits = throttled.get();
            if ((bits & LOW_NOW) != 0) {
                return Finding.wrong(Code.POWER_LOW, "", "the voltage is too low now", SUPPLY);
            }
            return (bits & LOW_SINCE_START) != 0
                    ? Finding.wrong(Code.POWER_LOW, "", "the voltage was too low since the board was switched on",
                            SUPPLY)
                    : Finding.well(Code.POWER, "", "the voltage was always high enough");
        }
        var alarms = folders("sys/class/hwmon").map(sensor -> number(sensor.resolve("in0_lcrit_alarm")))
                .flatMapToLong(OptionalLong::stream).toArray();
        if (alarms.length == 0) {
            return Finding.unknown(Code.POWER, "", "this board does not tell its voltage");
        }
        return Stream.of(alarms).flatMapToLong(java.util.Arrays::stream).anyMatch(alarm -> alarm != 0)
                ? Finding.wrong(Code.POWER_LOW, "", "the voltage is too low now", SUPPLY)
                : Finding.well(Code.POWER, "", "the voltage is high enough");
    }

    private Finding heat() {
        var hottest = folders("sys/class/thermal").map(zone -> number(zone.resolve("temp")))
                .flatMapToLong(OptionalLong::stream).max();
        if (hottest.isEmpty()) {
            return Finding.unknown(Code.HEAT, "", "this board does not tell its temperature");
        }
        long celsius = hottest.getAsLong() / MILLI;
        return celsius >= HOT_CELSIUS
                ? Finding.wrong(Code.CPU_HOT, "", "the processor has " + celsius + " degrees and slows itself down",
                        "give the case air or a heat sink and shade; see with `top` whether a program runs wild")
                : Finding.well(Code.HEAT, "", "the processor has " + celsius + " degrees");
    }

    private Stream<Path> folders(String path) {
        try (var entries = Files.list(root.resolve(path))) {
            return entries.toList().stream();
        } catch (IOException | UncheckedIOException absent) {
            return Stream.empty();
        }
    }

    private static OptionalLong number(Path file) {
        try {
            return text(file).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (NumberFormatException other) {
            return OptionalLong.empty();
        }
    }

    private static Optional<Long> hexadecimal(String text) {
        try {
            return Optional.of(Long.parseLong(text.replaceFirst("^0x", ""), HEXADECIMAL));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
