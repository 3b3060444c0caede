package io.steelyard.gateway.pin;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.link.Requests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lamps, buzzers, locks and inputs on a Modbus I/O board, over its link's loop. One request at a time, each until it is answered
 * or given up; commands go before polls, locks before lamps. A lock is released by the board's own clock, so a gateway that dies
 * leaves none energised. Whatever is lost, the next thing that the board is told is to rest.
 */
public final class IoBoard implements LinkListener, Requests {
    /** From one look at the inputs to the next. */
    static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** An exchange takes 20 to 30 ms at 9600 baud; converters add theirs. */
    static final long ANSWER_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);
    /** And so often the line must have been heard silent: on a machine that stood still the answer may wait unread. */
    static final int ANSWER_SILENCES_MIN = 2;
    /** After one that was not answered, so long a late answer is listened for, and not talked over: the line carries one at a time. */
    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** So many unanswered on end, and the board is lost. */
    static final int MISSED_MAX = 3;
    /** How often a lost board is asked. */
    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BoardPlan plan;
    private final PinListener listener;
    private final List<Pin.Input> inputs;
    private final Demands demands;
    private final Decoder<IoAnswer> answers;

    // while the port is open
    private @Nullable IoRequest awaited;
    private long askedNanos;
    private int silences;
    private int missed;
    private long askNextNanos;
    // while the board answers
    private boolean held;
    private long pollDueNanos;
    private final Map<String, Boolean> told = new HashMap<>();
    /** Bit 0 to 7: outputs that are on, as far as the board has said. */
    private int coils;
    /** Outputs of which a command was not answered: nobody knows whether it was obeyed. */
    private int doubtful;
    // until it answers again
    private String lostReason = "";

    public IoBoard(BoardPlan plan, List<Pin> pins, PinListener listener) {
        this.plan = plan;
        this.listener = listener;
        this.inputs = pins.stream().filter(Pin.Input.class::isInstance).map(Pin.Input.class::cast).toList();
        this.demands = new Demands(pins);
        this.answers = plan.newDecoder();
    }

    @Override
    public void wakes(Runnable wake) {
        demands.wakes(wake);
    }

    /** What it drives. */
    public Panel panel() {
        return demands;
    }

    @Override
    public void up(long atNanos) {
        awaited = null;
        missed = 0;
        askNextNanos = atNanos;
    }

    @Override
    public Optional<byte[]> due(long nowNanos) {
        if (held) {
            demands.follow(nowNanos).forEach(listener::pulsed);
        } else {
            demands.forget();
        }
        if (awaited != null) {
            giveUpIfLate(awaited, nowNanos);
        }
        if (awaited != null || nowNanos < askNextNanos) {
            return Optional.empty();
        }
        return next(nowNanos).map(request -> ask(request, nowNanos));
    }

    private void giveUpIfLate(IoRequest request, long nowNanos) {
        if (nowNanos - askedNanos < ANSWER_NANOS_MAX || silences < ANSWER_SILENCES_MIN) {
            return;
        }
        awaited = null;
        doubtful |= request.channels();
        missed++;
        askNextNanos = nowNanos + LATE_NANOS;
        if (missed >= MISSED_MAX) {
            lose(nowNanos,
                    "ask the I/O board at " + plan.link() + ": " + MISSED_MAX
                            + " times no answer; check its power, its wires A and B, its address "
                            + plan.address() + " and its line settings");
        }
    }

    private Optional<IoRequest> next(long nowNanos) {
        if (!held) {
            return Optional.of(new IoRequest.Rest());
        }
        return locks().or(this::lampsAndBuzzers)
                .or(() -> nowNanos < pollDueNanos ? Optional.empty() : Optional.of(new IoRequest.ReadInputs()));
    }

    /** Energised by the board's clock only; told to rest when the pulse is over or forgotten, should it not rest already. */
    private Optional<IoRequest> locks() {
        return demands.all().stream().filter(demand -> demand.pin() instanceof Pin.Lock)
                .filter(demand -> demand.asked() || !demand.active() && in(coils | doubtful, demand)).findFirst()
                .map(demand -> demand.asked()
                        ? IoRequest.Flash.of(demand.pin())
                        : new IoRequest.Switch(demand.pin().line(), false));
    }

    private Optional<IoRequest> lampsAndBuzzers() {
        return demands.all().stream().filter(demand -> !(demand.pin() instanceof Pin.Lock))
                .filter(demand -> demand.active() != in(coils, demand) || in(doubtful, demand)).findFirst()
                .map(demand -> new IoRequest.Switch(demand.pin().line(), demand.active()));
    }

    private static boolean in(int channels, Demand demand) {
        return (channels >> demand.pin().line() & 1) != 0;
    }

    private byte[] ask(IoRequest request, long nowNanos) {
        answers.quiet(); // what is half heard belongs to no answer that is still awaited
        awaited = request;
        askedNanos = nowNanos;
        silences = 0;
        if (request instanceof IoRequest.ReadInputs) {
            pollDueNanos = nowNanos + POLL_NANOS;
        }
        return request.bytes(plan.address());
    }

    @Override
    public long idleNanos(long nowNanos) {
        if (awaited != null) {
            return 0;
        }
        if (nowNanos < askNextNanos) {
            return held ? 0 : askNextNanos - nowNanos; // 0: a late answer is listened for
        }
        return Math.min(Math.max(0, pollDueNanos - nowNanos), demands.idleNanos(nowNanos));
    }

    @Override
    public void quiet(long atNanos) {
        silences++;
    }

    @Override
    public void bytes(long atNanos, byte[] buffer, int count) {
        for (var decoded : answers.feed(buffer, count)) {
            if (decoded instanceof Decoded.Value<IoAnswer>(IoAnswer answer, byte[] _)) {
                hear(answer, atNanos);
            }
        }
    }

    private void hear(IoAnswer answer, long atNanos) {
        var request = awaited;
        if (request == null) {
            return;
        }
        if (request.answeredBy(answer)) {
            awaited = null;
            missed = 0;
            done(request, answer, atNanos);
        } else if (answer instanceof IoAnswer.Refused(int function, int exception) && function == request.function()) {
            awaited = null;
            lose(atNanos, "ask the I/O board at " + plan.link() + ", function " + hex(function)
                    + ": refused with exception " + exception + "; it must be of the family " + BoardPlan.DIALECT);
        }
    }

    private static String hex(int function) {
        return String.format("%02X", function);
    }

    private void done(IoRequest request, IoAnswer answer, long atNanos) {
        switch (request) {
            case IoRequest.Rest() -> hold(atNanos);
            case IoRequest.Switch asked -> switched(asked, asked.channel(), asked.on(), atNanos);
            case IoRequest.Flash asked -> switched(asked, asked.channel(), true, atNanos);
            case IoRequest.ReadInputs() -> {
                if (answer instanceof IoAnswer.Inputs found) {
                    inputs.forEach(input -> look(input, found, atNanos));
                }
            }
        }
    }

    private void hold(long atNanos) {
        coils = 0;
        doubtful = 0;
        held = true;
        lostReason = "";
        pollDueNanos = atNanos;
        demands.begin();
        listener.held();
    }

    private void switched(IoRequest asked, int channel, boolean on, long atNanos) {
        doubtful &= ~asked.channels();
        coils = on ? coils | asked.channels() : coils & ~asked.channels();
        if (on) {
            demands.all().stream().filter(demand -> demand.pin().line() == channel)
                    .forEach(demand -> demand.begun(atNanos));
        }
    }

    private void look(Pin.Input input, IoAnswer.Inputs found, long atNanos) {
        boolean active = found.active(input);
        if (!Boolean.valueOf(active).equals(told.put(input.name(), active))) {
            listener.switched(input, active, atNanos);
        }
    }

    @Override
    public void lost(long atNanos, String reason) {
        lose(atNanos, reason);
    }

    private void lose(long nowNanos, String reason) {
        awaited = null;
        held = false;
        askNextNanos = nowNanos + RETRY_NANOS;
        told.clear();
        demands.forget();
        if (!reason.equals(lostReason)) {
            lostReason = reason;
            listener.lost(reason);
        }
    }

    @Override
    public Optional<byte[]> farewell() {
        return Optional.of(new IoRequest.Rest().bytes(plan.address()));
    }
}
