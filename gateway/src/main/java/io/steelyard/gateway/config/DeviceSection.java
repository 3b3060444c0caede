package io.steelyard.gateway.config;

import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.link.SerialAddress;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.pin.PinAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads what every attached device has: a name, a place, and how it is asked.
 *
 * @param section its table
 * @param chip where devices on bare wires are attached
 */
record DeviceSection(Section section, GpioChip chip) {
    private static final Duration POLL_MIN = Duration.ofMillis(50);
    private static final Duration POLL_MAX = Duration.ofMinutes(1);

    /** @param meaning of the name, with an example */
    String name(String meaning) {
        return section.parsed("name", meaning, text -> Optional.of(text).filter(ConfigFile.NAME.asMatchPredicate()),
                ConfigFile.NAME_REMEDY, "");
    }

    LinkAddress link(String dialect, Protocol protocol) {
        var usual = protocol.usualLines().stream().findFirst().flatMap(LineSettings::parse).orElse(LineSettings.USUAL);
        var line = section.parsedOr("line", usual, LineSettings::parse, "must be line settings as \"9600 8N1\"");
        var link = section.parsed("link",
                "where it is attached, as \"serial:/dev/serial/by-id/…\" or \"tcp://10.0.0.7:4001\"",
                text -> LinkAddress.parse(text, line).or(() -> PinAddress.parse(text, chip)),
                LinkAddress.REMEDY + ", or " + PinAddress.REMEDY, new SerialAddress("", line));
        if (link instanceof PinAddress wires && !wires.dialect().equals(dialect)) {
            section.fault("link", "delivers what the dialect " + wires.dialect()
                    + " reads; write dialect = \"" + wires.dialect() + "\" or name another link");
        }
        return link;
    }

    Optional<Poll> poll(Protocol protocol) {
        var question = protocol.question();
        if (question.isEmpty()) {
            return Optional.empty(); // then "poll" is an unknown key: this dialect speaks unasked
        }
        var every = section.durationOr("poll", protocol.askEvery(), POLL_MIN, POLL_MAX);
        return question.map(asked -> new Poll(asked.bytes(), every.toNanos()));
    }
}
