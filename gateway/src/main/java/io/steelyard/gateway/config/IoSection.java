package io.steelyard.gateway.config;

import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.SerialAddress;
import io.steelyard.gateway.pin.BoardPlan;
import java.util.Optional;

/** Reads {@code [io]}: the Modbus I/O board that has the pins. */
final class IoSection {
    private static final int ADDRESS_DEFAULT = 1;
    private static final int ADDRESS_MAX = 247;

    private IoSection() {}

    /** Empty where there is no such table: then the pins are the header's. */
    static Optional<BoardPlan> read(Section root) {
        if (!root.has("io")) {
            return Optional.empty();
        }
        var io = root.section("io");
        io.parsed("dialect", "its family: " + BoardPlan.DIALECT,
                text -> Optional.of(text).filter(BoardPlan.DIALECT::equals), "must be " + BoardPlan.DIALECT,
                BoardPlan.DIALECT);
        var line = io.parsedOr("line", LineSettings.USUAL, LineSettings::parse,
                "must be line settings as \"9600 8N1\"");
        var link = io.parsed("link",
                "where it is attached, as \"serial:/dev/serial/by-id/…\" or \"tcp://10.0.0.7:4001\"",
                text -> LinkAddress.parse(text, line), LinkAddress.REMEDY, new SerialAddress("", line));
        int address = io.numberOr("address", ADDRESS_DEFAULT, 1, ADDRESS_MAX);
        io.finish();
        return Optional.of(new BoardPlan(link, address));
    }
}
