package io.steelyard.sim.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether each alarm is raised before it is cleared, and cleared before it is raised again. */
final class Alarms {
    private record Source(String journal, String device, String alarm, String source) {}

    private Alarms() {}

    /** Judges what is journaled, in its order. */
    static void judge(List<Fact> journaled, Findings findings) {
        Set<Source> lasting = new HashSet<>();
        for (Fact fact : journaled) {
            Content data = fact.content();
            boolean raised = data.says("event", "alarm-raised");
            if (!fact.type().equals("device") || !raised && !data.says("event", "alarm-cleared")) {
                continue;
            }
            Source source = new Source(fact.identity().journal(), data.text("device").orElse(""),
                    data.text("alarm").orElse(""), data.text("source").orElse(""));
            if (raised ? !lasting.add(source) : !lasting.remove(source)) {
                findings.add(fact.identity() + (raised ? " raises " : " clears ") + source.alarm() + " of "
                        + source.source() + ", which " + (raised ? "lasts already" : "was not raised"));
            }
        }
    }
}
