package io.steelyard.gateway.journal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells people what is wrong, of each cause at most one line in ten seconds: a disk that fails at every weighing must not fill
 * what is left of it with log. What was left out is counted and told. One owner.
 */
final class Complaints {
    static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** When a cause may be told again, and what of it was not told since. */
    private record Told(long againNanos, int leftOut, String newest) {}

    private final Consumer<String> people;
    private final Map<Enum<?>, Told> told = new HashMap<>();

    Complaints(Consumer<String> people) {
        this.people = people;
    }

    /** Tells it now, or keeps it until its cause may be told again. */
    void say(Enum<?> cause, String sentence, long nowNanos) {
        tellWhatWasLeftOut(nowNanos);
        var before = told.get(cause);
        if (before == null) {
            people.accept(sentence);
            told.put(cause, new Told(nowNanos + PAUSE_NANOS, 0, ""));
        } else {
            told.put(cause, new Told(before.againNanos(), before.leftOut() + 1, sentence));
        }
    }

    /** Also when nothing new is wrong: the last of a burst is not forgotten. */
    void tellWhatWasLeftOut(long nowNanos) {
        for (var cause : told.keySet().stream().sorted(Comparator.comparing(Enum::name)).toList()) {
            told.computeIfPresent(cause, (_, left) -> nowNanos < left.againNanos() ? left : again(left, nowNanos));
        }
    }

    private @Nullable Told again(Told left, long nowNanos) {
        if (left.leftOut() == 0) {
            return null;
        }
        people.accept(left.newest() + " (" + left.leftOut() + " of this kind since the last line)");
        return new Told(nowNanos + PAUSE_NANOS, 0, "");
    }
}
