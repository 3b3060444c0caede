package io.steelyard.sim.device;

import java.nio.charset.StandardCharsets;

/**
 * A scale that speaks MT-SICS, level 0: it answers commands and sends nothing unasked. Commands and answers are upper
 * case, fields parted by one space, closed by CR LF.
 *
 * <pre>
 *  command  answer
 *  S        "S S      7.35 kg" once the load rests; "S I" if it does not within 5 s, or if an S is already waiting
 *  SI       the same at once; "S D      7.30 kg" while the load moves
 *  SIR      as SI, again with every measurement, until S, SI or @
 *  @        reset: forgets what is pending and answers as I4
 *  I4       I4 A "serial number"
 *  other    ES
 *  any S…   "S +" above the capacity, "S -" below zero by more than 20 divisions, in place of a value
 * </pre>
 *
 * The value is ten characters, right aligned. From the MT-SICS reference manual, levels 0 and 1; the 5 s are this model's
 * own setting. Bytes that make no command within {@value #COMMAND_BYTES_MAX} are answered with ES.
 */
public final class MtSicsScale implements Device {
    /** How long an {@code S} waits for the load to rest. */
    public static final long STABLE_WITHIN_NANOS = 5_000_000_000L;

    private static final int COMMAND_BYTES_MAX = 64;
    private static final byte LF = 0x0A;

    private final String name;
    private final ScaleProfile profile;
    private final String serialNumber;
    private final Indicator indicator;
    private final Transmitter line;
    private final Metronome measurements;
    private final StringBuilder command = new StringBuilder();
    private boolean repeating;
    private boolean waiting;
    private long waitingSinceNanos;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public MtSicsScale(String name, ScaleProfile profile, Pan pan, String serialNumber) {
        this.name = name;
        this.profile = profile;
        this.serialNumber = serialNumber;
        this.indicator = new Indicator(profile, pan);
        this.line = new Transmitter(profile.line());
        this.measurements = new Metronome(profile.frameNanos());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        while (measurements.dueBy(nowNanos)) {
            measure(measurements.tick());
        }
        for (byte b : received) {
            hear(nowNanos, b);
        }
        return line.sentBy(nowNanos);
    }

    private void measure(long tickNanos) {
        Shown shown = indicator.showAt(tickNanos);
        if (waiting) {
            answerWhenStable(tickNanos, shown);
        }
        if (repeating && !line.busyAt(tickNanos)) {
            say(tickNanos, immediate(shown));
        }
    }

    private void answerWhenStable(long tickNanos, Shown shown) {
        boolean late = tickNanos - waitingSinceNanos >= STABLE_WITHIN_NANOS;
        if (!shown.motion() || shown.overload() || shown.underload()) {
            waiting = false;
            say(tickNanos, immediate(shown));
        } else if (late) {
            waiting = false;
            say(tickNanos, "S I");
        }
    }

    private void hear(long nowNanos, byte b) {
        command.append((char) (b & 0xFF));
        if (b == LF || command.length() >= COMMAND_BYTES_MAX) {
            String line = command.toString();
            command.setLength(0);
            obey(nowNanos, line);
        }
    }

    private void obey(long nowNanos, String commandLine) {
        switch (commandLine) {
            case "S\r\n" -> stable(nowNanos);
            case "SI\r\n" -> {
                repeating = false;
                say(nowNanos, immediate(indicator.showAt(nowNanos)));
            }
            case "SIR\r\n" -> repeating = true;
            case "@\r\n" -> {
                repeating = false;
                waiting = false;
                say(nowNanos, identity());
            }
            case "I4\r\n" -> say(nowNanos, identity());
            default -> say(nowNanos, "ES");
        }
    }

    private void stable(long nowNanos) {
        repeating = false;
        if (waiting) {
            say(nowNanos, "S I");
            return;
        }
        waiting = true;
        waitingSinceNanos = nowNanos;
        answerWhenStable(nowNanos, indicator.showAt(nowNanos));
    }

    private String immediate(Shown shown) {
        if (shown.overload()) {
            return "S +";
        }
        if (shown.underload()) {
            return "S -";
        }
        return "S %s %10s %s".formatted(shown.motion() ? "D" : "S", shown.gross().toPlainString(), profile.unit());
    }

    private String identity() {
        return "I4 A \"" + serialNumber + '"';
    }

    private void say(long atNanos, String answer) {
        line.send(atNanos, (answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
