package io.steelyard.gateway.pin;

import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;

/**
 * A Modbus I/O board.
 *
 * @param link where it is attached, alone on its line
 * @param address as set in the board, 1 to 247
 */
public record BoardPlan(LinkAddress link, int address) {
    /** The family whose registers are spoken: Waveshare's boards with eight outputs and eight inputs. */
    public static final String DIALECT = "waveshare-io";
    /** The last of its eight output channels, and of its eight input channels. */
    public static final int CHANNEL_MAX = 7;
    /** In what steps the board measures a pulse. */
    public static final long PULSE_STEP_NANOS = 100_000_000L;

    /** From one look of somebody who does not command it to the next. */
    private static final long LOOK_NANOS = 200_000_000L;

    /** Asks how the inputs stand, and commands nothing. */
    public Poll poll() {
        return new Poll(new IoRequest.ReadInputs().bytes(address), LOOK_NANOS);
    }

    /** New for each time that the line is opened. */
    public Decoder<IoAnswer> newDecoder() {
        return new Decoder<>(new IoGrammar(address));
    }
}
