package io.steelyard.gateway.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The newest value under each of a few keys, with a version. Who puts never waits; who waits for newer values is given the newest
 * and skips what was in between. Any thread.
 */
public final class Newest<T> {
    private record Kept<T>(long version, T value) {}

    // guarded by this
    private final Map<String, Kept<T>> byKey = new LinkedHashMap<>();
    private long version;
    private boolean closed;

    /**
     * @param version ask for what is newer than this next
     * @param values those that changed, each the newest under its key; may be empty
     * @param closed there will be no more
     */
    public record Changes<T>(long version, List<T> values, boolean closed) {}

    /** Replaces what stood under the key. */
    public synchronized void put(String key, T value) {
        version++;
        byKey.put(key, new Kept<>(version, value));
        notifyAll();
    }

    /** Those count as newer although they are the same. */
    public synchronized void touch(Predicate<T> which) {
        version++;
        byKey.replaceAll((_, kept) -> which.test(kept.value()) ? new Kept<>(version, kept.value()) : kept);
        notifyAll();
    }

    /** Lets everybody who waits go. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Everything that is there. */
    public synchronized List<T> all() {
        return byKey.values().stream().map(Kept::value).toList();
    }

    /** What is newer than that version, waited for about that long; of a thread that is told to stop, as if closed. */
    public synchronized Changes<T> since(long seen, Duration atMost) {
        if (version <= seen && !closed) {
            try {
                wait(atMost.toMillis()); // woken without a cause it answers "nothing yet"
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return new Changes<>(seen, List.of(), true);
            }
        }
        var newer = new ArrayList<T>();
        for (var kept : byKey.values()) {
            if (kept.version() > seen) {
                newer.add(kept.value());
            }
        }
        return new Changes<>(version, newer, closed);
    }
}
