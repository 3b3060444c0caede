package io.steelyard.gateway.link;

import io.steelyard.gateway.run.Watchdog;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The call into a port that one link's thread is in, and whether it was cut off there. Entering and leaving is that thread's,
 * {@link #cutOff} the watchdog's; of leaving and cutting off exactly one succeeds.
 */
final class PortCalls {
    /** What a thread does in the port. Reading waits less than a second, writing a request and closing less. */
    enum Kind {
        /** A name server and a converter may take their time; while a port is being opened its station is in fault anyway. */
        OPEN(20),
        READ(5),
        WRITE(5),
        CLOSE(5);

        private final long secondsMax;
        private final int looksMax;

        Kind(long secondsMax) {
            this.secondsMax = secondsMax;
            this.looksMax = Math.toIntExact(Math.ceilDiv(TimeUnit.SECONDS.toNanos(secondsMax), Watchdog.LOOK_NANOS));
        }

        /** A call that the watchdog sees at more looks than this on end hangs. */
        int looksMax() {
            return looksMax;
        }

        /** The same as a time. */
        long secondsMax() {
            return secondsMax;
        }
    }

    /** One call; compared by identity. */
    static final class Call {
        private final Kind kind;

        private Call(Kind kind) {
            this.kind = kind;
        }
    }

    /** Stands in for every call to come: the thread was cut off. */
    private static final Call CUT_OFF = new Call(Kind.CLOSE);

    private final AtomicReference<@Nullable Call> current = new AtomicReference<>();
    // the watchdog's
    private @Nullable Call seen;
    private int looks;

    Call enter(Kind kind) {
        var call = new Call(kind);
        current.compareAndSet(null, call);
        return call;
    }

    void leave(Call call) {
        current.compareAndSet(call, null);
    }

    /** Whether the thread was given up in a call; what it learned there is nobody's business any more. */
    boolean areCutOff() {
        return current.get() == CUT_OFF;
    }

    /** Looks once; what hangs, if just now it was cut off. */
    Optional<Kind> cutOff() {
        var call = current.get();
        looks = call == seen ? looks + 1 : 1;
        seen = call;
        if (call == null || call == CUT_OFF || looks <= call.kind.looksMax()) {
            return Optional.empty();
        }
        return current.compareAndSet(call, CUT_OFF) ? Optional.of(call.kind) : Optional.empty();
    }
}
