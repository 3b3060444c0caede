package io.steelyard.gateway.kiosk;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Who is signed in, in memory only: a restart signs everybody out. Any thread. */
final class Sessions {
    /** Unused for so long, a session ends: longer than a break, shorter than a night. */
    static final long UNUSED_NANOS_MAX = TimeUnit.HOURS.toNanos(2);
    /** More than browsers at any site; one more ends the one that was unused longest. */
    static final int SESSIONS_MAX = 64;
    private static final int KEY_BYTES = 32;

    private final RandomGenerator random;
    // guarded by this; the one unused longest first
    private final Map<String, Session> byKey = new LinkedHashMap<>();

    /** @param random of which nobody can guess the next, outside tests */
    Sessions(RandomGenerator random) {
        this.random = random;
    }

    synchronized Session begin(Operator operator, long nowNanos) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var session = new Session(HexFormat.of().formatHex(key), operator, nowNanos);
        if (byKey.size() >= SESSIONS_MAX) {
            byKey.remove(byKey.keySet().iterator().next());
        }
        byKey.put(session.key(), session);
        return session;
    }

    /** The session of a cookie, which is used by asking; empty when there is none or it was unused for too long. */
    synchronized Optional<Session> use(String key, long nowNanos) {
        var known = byKey.remove(key);
        if (known == null || nowNanos - known.usedNanos() > UNUSED_NANOS_MAX) {
            return Optional.empty();
        }
        var used = known.usedAt(nowNanos);
        byKey.put(key, used);
        return Optional.of(used);
    }

    synchronized void end(String key) {
        byKey.remove(key);
    }
}
