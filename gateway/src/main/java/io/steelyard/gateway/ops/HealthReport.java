package io.steelyard.gateway.ops;

import io.steelyard.gateway.uplink.SiteHealth;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * How everything stood at one moment.
 *
 * @param live every loop makes progress; if not, only a new start helps
 * @param ready nothing stops weighing anywhere
 * @param sentence how the stations stand, for a person
 */
public record HealthReport(boolean live, boolean ready, List<Trouble> troubles, String sentence) {
    public HealthReport {
        troubles = List.copyOf(troubles);
    }

    /** What the status tells of it: no words that change while the trouble stays, since each status costs on a metered link. */
    public SiteHealth brief() {
        return new Brief(live, ready,
                troubles.stream().map(Mark::of).toList(),
                sentence);
    }

    /** All of it, as properties of one object: {@code live}, {@code ready}, {@code troubles} with their texts, {@code health}. */
    public void writeTo(JsonGenerator json) {
        write(json, live, ready, troubles, sentence, (trouble, out) -> {
            Mark.of(trouble).writeTo(out);
            out.writeStringProperty("text", trouble.text());
        });
    }

    /** A trouble without its words. */
    record Mark(String code, String severity, Optional<String> station) {
        static Mark of(Trouble trouble) {
            return new Mark(trouble.code(), trouble.severity().word(), trouble.station());
        }

        void writeTo(JsonGenerator json) {
            json.writeStringProperty("code", code);
            json.writeStringProperty("severity", severity);
            station.ifPresent(name -> json.writeStringProperty("station", name));
        }
    }

    private record Brief(boolean live, boolean ready, List<Mark> troubles, String sentence) implements SiteHealth {
        @Override
        public void writeTo(JsonGenerator json) {
            write(json, live, ready, troubles, sentence, Mark::writeTo);
        }
    }

    private interface Part<T> {
        void write(T value, JsonGenerator json);
    }

    private static <T> void write(JsonGenerator json, boolean live, boolean ready, List<T> troubles, String sentence,
            Part<T> part) {
        json.writeBooleanProperty("live", live);
        json.writeBooleanProperty("ready", ready);
        json.writeArrayPropertyStart("troubles");
        for (var trouble : troubles) {
            json.writeStartObject();
            part.write(trouble, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("health", sentence);
    }
}
