package io.steelyard.gateway.doctor;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.pin.PinAddress;
import java.util.List;

/** Whether this machine has the GPIO that the configuration wants. */
final class PinsCheck {
    private PinsCheck() {}

    static List<Finding> look(GatewayConfig config) {
        var chip = config.pins().chip();
        boolean wanted = config.pins().needsHeader()
                || Sensor.of(config).stream().anyMatch(sensor -> sensor.link() instanceof PinAddress);
        if (!wanted) {
            return List.of();
        }
        return List.of(chip.obstacle()
                .map(sentence -> Finding.ofSentence(Grade.WRONG, Code.GPIO_UNUSABLE, "", sentence, ""))
                .orElseGet(() -> chip == GpioChip.MOCK
                        ? Finding.mind(Code.GPIO, "", "gpio = \"mock\": no lamp, lock or lid is real",
                                "on a board with pins, take that line out of [gateway]")
                        : Finding.well(Code.GPIO, "", "the board's GPIO is there; `steelyard pins` tries each line")));
    }
}
