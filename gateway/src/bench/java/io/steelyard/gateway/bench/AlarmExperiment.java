package io.steelyard.gateway.bench;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Smoke while a door is unlocked: until the lock rests and the buzzer sounds, at the I/O board's outputs. The daemon is a process of its own
 * at serial ports; its broker has become a black hole, and its disk takes long for each sync.
 */
final class AlarmExperiment {
    private static final int WARM_UPS = 10;
    /** Over more than one round of the board's inputs. */
    private static final long LATER_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);
    /** Longer than the lock's own clock: a lock that only it puts to rest counts as that late. */
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long UNLOCK_NANOS_MAX = TimeUnit.SECONDS.toNanos(3);
    private static final int CARDS_MAX = 20;

    private AlarmExperiment() {}

    static void run(Trial trial) throws Exception {
        if (trial.sync().isEmpty()) {
            trial.note("Alarms were raised without slow syncs: gcc is missing, which builds the shim (package gcc).");
        }
        trial.sync().ifPresent(sync -> sync.longer(CommitExperiment.SLOW_NANOS));
        var folder = trial.fresh("alarm");
        try (var broker = LocalBroker.start(folder); var hole = BlackHole.before(broker.port());
                var bin = AlarmedBin.start(folder, hole.uri())) {
            hole.dig();
            var random = new SplittableRandom(1);
            alarms(WARM_UPS, bin, random);
            for (int round = 0; round < trial.rounds(); round++) {
                long[] nanos = alarms(trial.size(40, 50), bin, random);
                trial.found("alarm.p50", Spread.millis(nanos, 0.50));
                trial.found("alarm.p95", Spread.millis(nanos, 0.95));
                trial.found("alarm.p99", Spread.millis(nanos, 0.99));
                trial.progress("alarm, round " + (round + 1));
            }
        }
    }

    private static long[] alarms(int count, AlarmedBin bin, SplittableRandom random)
            throws IOException, InterruptedException {
        long[] nanos = new long[count];
        for (int one = 0; one < count; one++) {
            nanos[one] = alarm(bin, random);
        }
        return nanos;
    }

    private static long alarm(AlarmedBin bin, SplittableRandom random) throws IOException, InterruptedException {
        unlock(bin);
        LockSupport.parkNanos(random.nextLong(LATER_NANOS_MAX));
        bin.forget();
        long smokeNanos = bin.smoke(true);
        long restNanos = bin.await(AlarmedBin.LOCK, false, LATE_NANOS);
        long soundNanos = bin.await(AlarmedBin.BUZZER, true, LATE_NANOS);
        bin.smoke(false);
        bin.await(AlarmedBin.BUZZER, false, LATE_NANOS);
        if (restNanos == Long.MAX_VALUE || soundNanos == Long.MAX_VALUE) {
            throw new IOException("smoke, and the lock did not rest or the buzzer did not sound, the lock first");
        }
        return Math.max(restNanos, soundNanos) - smokeNanos;
    }

    /** A card may come too early for the one before it. */
    private static void unlock(AlarmedBin bin) throws IOException, InterruptedException {
        for (int cards = 0; cards < CARDS_MAX; cards++) {
            bin.forget();
            bin.card();
            if (bin.await(AlarmedBin.LOCK, true, UNLOCK_NANOS_MAX) != Long.MAX_VALUE) {
                return;
            }
        }
        throw new IOException("no card unlocks the bin's door");
    }
}
