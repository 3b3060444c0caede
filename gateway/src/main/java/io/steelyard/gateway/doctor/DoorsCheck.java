package io.steelyard.gateway.doctor;

import io.steelyard.gateway.pin.IoAnswer;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinPlan;
import java.util.List;

/** How the doors stand, by the switches that are wired to the I/O board. One that is not wired says "open" for ever. */
final class DoorsCheck {
    private DoorsCheck() {}

    static List<Finding> look(PinPlan pins, IoAnswer.Inputs inputs) {
        return pins.pins().stream().filter(Pin.Input.class::isInstance).map(Pin.Input.class::cast)
                .filter(input -> input.senses() == Pin.Senses.LID)
                .map(lid -> inputs.active(lid)
                        ? Finding.well(Code.DOOR, lid.name(), "the door of " + lid.station() + " is shut")
                        : Finding.mind(Code.DOOR_OPEN, lid.name(),
                                "the door of " + lid.station() + " stands open, or its switch does not answer",
                                "shut it; if it is shut, look at the switch, its magnet and its wires to input "
                                        + lid.line() + " of the board, counted from 0"))
                .toList();
    }
}
