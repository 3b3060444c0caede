package io.steelyard.sim.device;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What all scales have in common: a display over a platform, a line, a menu, and a host that may speak. A subclass is one
 * protocol and opens with it: how a reading looks on the line ({@link #frame}), where a command begins and ends, and what
 * is done about it ({@link #obey}).
 */
public abstract class Scale implements Device {
    private static final int COMMAND_BYTES_MAX = 64;

    final ScaleProfile profile;

    private final String name;
    private final Mode mode;
    private final Indicator indicator;
    private final Transmitter line;
    private final Metronome measurements;
    private final StringBuilder heard = new StringBuilder();
    private BigDecimal tare;
    private Words repeated = Words.NONE;
    private @Nullable Waiting waiting;
    private int commandsThatChange;
    private int commandsUnknown;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    Scale(String name, ScaleProfile profile, Pan pan, Mode mode) {
        this.name = name;
        this.profile = profile;
        this.mode = mode;
        this.indicator = new Indicator(profile, pan);
        this.line = new Transmitter(profile.line());
        this.measurements = new Metronome(profile.frameNanos());
        this.tare = BigDecimal.ZERO.setScale(profile.decimals());
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int commandsThatChange() {
        return commandsThatChange;
    }

    @Override
    public final int commandsUnknown() {
        return commandsUnknown;
    }

    /** The operator keys in a tare, in the scale's unit; zero takes it away and shows gross again. */
    public final void presetTare(BigDecimal value) {
        tare = value.setScale(profile.decimals());
    }

    @Override
    public final byte[] advance(long nowNanos, byte[] received) {
        while (measurements.dueBy(nowNanos)) {
            measure(measurements.tick());
        }
        for (byte b : received) {
            hear(nowNanos, (char) (b & 0xFF));
        }
        return line.sentBy(nowNanos);
    }

    /** What a reading looks like on the line; no bytes if the protocol has none for what is displayed. */
    abstract byte[] frame(Shown shown);

    /** Whether a command begins with this character, whatever was heard before it. */
    boolean begins(char c) {
        return false;
    }

    /** Whether this is a whole command, or nothing that could become one. */
    boolean ends(String heard) {
        return heard.endsWith("\r") || heard.endsWith("\n");
    }

    /** What is done about a whole command, given as it was heard. */
    Deed obey(String command) {
        return Deed.NOTHING;
    }

    /** A command without the characters that close it. */
    static String word(String command) {
        return command.stripTrailing();
    }

    final BigDecimal tare() {
        return tare;
    }

    final boolean net() {
        return tare.signum() != 0;
    }

    /** What the display's digits say: net while there is a tare, and no more than six digits. */
    final BigDecimal value(Shown shown) {
        BigDecimal most = BigDecimal.valueOf(ScaleProfile.DIGITS_MAX, profile.decimals());
        return shown.gross().subtract(tare).min(most).max(most.negate());
    }

    private void measure(long tickNanos) {
        Shown shown = indicator.showAt(tickNanos);
        tellWaiting(tickNanos, shown);
        if (!line.busyAt(tickNanos)) { // a slow line lowers the rate of readings and never cuts or delays one
            line.send(tickNanos, mode == Mode.STREAM ? frame(shown) : repeated.of(shown));
        }
    }

    private void hear(long nowNanos, char c) {
        if (begins(c)) {
            heard.setLength(0);
        }
        heard.append(c);
        String command = heard.toString();
        if (ends(command) || command.length() >= COMMAND_BYTES_MAX) {
            heard.setLength(0);
            perform(nowNanos, obey(command));
        }
    }

    private void perform(long nowNanos, Deed deed) {
        switch (deed) {
            case Deed.Reply(Words words) -> say(nowNanos, words);
            case Deed.Tell(Words words) -> {
                repeated = Words.NONE;
                say(nowNanos, words);
            }
            case Deed.TellAtRest rest -> tellAtRest(nowNanos, rest);
            case Deed.Repeat(Words begun, Words reading) -> {
                repeated = reading;
                say(nowNanos, begun);
            }
            case Deed.Stop(Words words) -> stop(nowNanos, words);
            case Deed.Change(Words words) -> {
                commandsThatChange++;
                stop(nowNanos, words);
            }
            case Deed.Unknown(Words words) -> {
                commandsUnknown++;
                say(nowNanos, words);
            }
        }
    }

    private void stop(long nowNanos, Words words) {
        repeated = Words.NONE;
        waiting = null;
        say(nowNanos, words);
    }

    private void tellAtRest(long nowNanos, Deed.TellAtRest rest) {
        repeated = Words.NONE;
        if (waiting != null) {
            say(nowNanos, rest.busy());
            return;
        }
        waiting = new Waiting(rest, nowNanos);
        say(nowNanos, rest.begun());
        tellWaiting(nowNanos, indicator.showAt(nowNanos));
    }

    private void tellWaiting(long nowNanos, Shown shown) {
        Waiting now = waiting;
        if (now == null) {
            return;
        }
        if (!shown.motion() || shown.overload() || shown.underload()) {
            waiting = null;
            line.send(nowNanos, now.rest.reading().of(shown));
        } else if (nowNanos - now.sinceNanos >= now.rest.patienceNanos()) {
            waiting = null;
            line.send(nowNanos, now.rest.late().of(shown));
        }
    }

    private void say(long nowNanos, Words words) {
        line.send(nowNanos, words.of(indicator.showAt(nowNanos)));
    }

    private record Waiting(Deed.TellAtRest rest, long sinceNanos) {}
}
