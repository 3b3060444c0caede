package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Time;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What was not delivered yet.
 *
 * @param facts how many
 * @param millis the age of the oldest by the monotonic clock; empty when nothing waits or it is from before this boot
 */
public record Waiting(long facts, OptionalLong millis) {
    private record Moment(String boot, long uptimeMillis) {}

    /** As the journal stands at this moment. */
    public static Waiting of(long acknowledged, long head, JournalReader reader, Time time) throws JournalException {
        if (head <= acknowledged) {
            return new Waiting(0, OptionalLong.empty());
        }
        var oldest = reader.after(acknowledged, 1);
        if (oldest.isEmpty()) {
            return new Waiting(head - acknowledged, OptionalLong.empty());
        }
        var captured = PlatformWord.object(oldest.getFirst().bytes(), Waiting::captured);
        long nowMillis = TimeUnit.NANOSECONDS.toMillis(time.monotonicNanos());
        return new Waiting(head - acknowledged, captured.filter(moment -> moment.boot().equals(time.boot()))
                .map(moment -> OptionalLong.of(Math.max(0, nowMillis - moment.uptimeMillis())))
                .orElse(OptionalLong.empty()));
    }

    /** From a fact's {@code clock}. */
    private static Optional<Moment> captured(JsonParser fact) {
        while (fact.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = fact.currentName();
            if (fact.nextToken() == JsonToken.START_OBJECT && name.equals("clock")) {
                return Optional.of(moment(fact));
            }
            fact.skipChildren();
        }
        return Optional.empty();
    }

    private static Moment moment(JsonParser clock) {
        var boot = "";
        long uptimeMillis = 0;
        while (clock.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = clock.currentName();
            var token = clock.nextToken();
            if (name.equals("boot") && token == JsonToken.VALUE_STRING) {
                boot = clock.getString();
            } else if (name.equals("uptimeMs") && token == JsonToken.VALUE_NUMBER_INT) {
                uptimeMillis = clock.getLongValue();
            }
        }
        return new Moment(boot, uptimeMillis);
    }
}
