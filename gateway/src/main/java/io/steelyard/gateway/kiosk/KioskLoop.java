package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Deadlines;
import io.steelyard.gateway.run.Loop;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the web server and opens it again where it could not; while somebody looks, keeps the marks and troubles up to date. */
public final class KioskLoop implements Loop {
    /** From one look at the marks to the next, while somebody sees them. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final KioskPlan plan;
    private final KioskPlan.Listen listen;
    private final Kiosk kiosk;
    private final Router router;
    private final LiveStream stream;
    private final Deadlines deadlines;
    private final Backoff backoff;
    private final Consumer<String> say;

    private @Nullable KioskServer server;
    private @Nullable Standing shown;
    private long ledgerShown = -1;
    private long attemptDueNanos = Long.MIN_VALUE;
    private String refusedReason = "";

    KioskLoop(KioskPlan plan, KioskPlan.Listen listen, Kiosk kiosk, Router router, LiveStream stream,
            Deadlines deadlines, Backoff backoff, Consumer<String> say) {
        this.plan = plan;
        this.listen = listen;
        this.kiosk = kiosk;
        this.router = router;
        this.stream = stream;
        this.deadlines = deadlines;
        this.backoff = backoff;
        this.say = say;
    }

    @Override
    public String name() {
        return "kiosk";
    }

    @Override
    public long step(long nowNanos) {
        if (server == null) {
            return attempt(nowNanos);
        }
        if (stream.viewers() == 0) {
            return IDLE_NANOS_MAX;
        }
        var standing = kiosk.standing();
        if (!standing.equals(shown)) {
            shown = standing;
            kiosk.live().show(standing);
        }
        long ledger = kiosk.ledgerVersion();
        if (ledger != ledgerShown) {
            ledgerShown = ledger;
            kiosk.live().ledger(ledger);
        }
        return LOOK_NANOS;
    }

    private long attempt(long nowNanos) {
        if (nowNanos < attemptDueNanos) {
            return attemptDueNanos - nowNanos;
        }
        try {
            var opened = KioskServer.open(plan, listen, router, deadlines, say);
            server = opened;
            refusedReason = "";
            say.accept("kiosk on " + opened.address());
        } catch (IOException refused) {
            attemptDueNanos = nowNanos + backoff.pauseNanos();
            var reason = String.valueOf(refused.getMessage());
            if (!reason.equals(refusedReason)) {
                refusedReason = reason;
                say.accept("open the kiosk on " + listen + ": " + reason + "; stop the program that listens there or "
                        + "name another port in [kiosk] listen; it is tried again, weighing goes on");
            }
        }
        return 0;
    }

    @Override
    public void close() {
        kiosk.letGo();
        var open = server;
        if (open != null) {
            open.close();
        }
        kiosk.close();
    }
}
