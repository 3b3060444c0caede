package io.steelyard.gateway.field;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.FactHeader;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.scale.WeightUnit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What a journal tells by itself, whether a daemon runs or not.
 *
 * @param oldestUnsent when the oldest fact that the centre lacks was captured; empty when it has all
 * @param weighings the newest, oldest of them first
 */
public record JournalTold(long head, long acknowledged, Optional<String> oldestUnsent, List<Weighing> weighings) {
    private static final int WEIGHINGS = 5;
    /** Among so many of the newest facts they are looked for. */
    private static final int FACTS = 200;

    /** One weighing or deposit, for a line. */
    record Weighing(long seq, String at, String text, boolean received) {}

    /** Reads it through a connection that cannot write. */
    public static JournalTold of(Path folder, Connections connections) throws JournalException {
        try (var journal = new JournalReader(folder, connections)) {
            long acknowledged = journal.acknowledged();
            long head = journal.head();
            var newest = journal.after(Math.max(0, head - FACTS), FACTS);
            var weighings = new ArrayList<Weighing>();
            newest.forEach(fact -> weighing(fact, acknowledged).ifPresent(weighings::add));
            return new JournalTold(head, acknowledged,
                    journal.after(acknowledged, 1).stream().findFirst().flatMap(fact -> FactHeader.read(fact.bytes()))
                            .map(FactHeader::at),
                    List.copyOf(weighings.subList(Math.max(0, weighings.size() - WEIGHINGS), weighings.size())));
        }
    }

    private static Optional<Weighing> weighing(Fact fact, long acknowledged) {
        return JsonTree.read(new String(fact.bytes(), StandardCharsets.UTF_8))
                .flatMap(whole -> whole.tree("data").flatMap(data -> text(whole.textOr("type", ""), data))
                        .map(text -> new Weighing(fact.seq(), whole.textOr("at", "?"), text,
                                fact.seq() <= acknowledged)));
    }

    /** What was weighed, and what became of a visit to a bin. */
    private static Optional<String> text(String type, JsonTree data) {
        return switch (type) {
            case "weighing" -> Optional.of(data.textOr("station", "?") + " " + weight(data, "net") + " "
                    + data.textOr("material", "") + data.text("bag").map(bag -> " " + bag).orElse(""));
            case "deposit" -> data.text("outcome").map(outcome -> data.textOr("bin", "?")
                    + data.text("compartment").map(compartment -> " " + compartment).orElse("") + " " + outcome
                    + (data.text("credited").isPresent() ? " " + weight(data, "credited") : ""));
            default -> Optional.empty();
        };
    }

    private static String weight(JsonTree data, String name) {
        var code = data.textOr("unit", "");
        return data.textOr(name, "?") + " " + WeightUnit.ofUnece(code).map(WeightUnit::text).orElse(code);
    }

    long waiting() {
        return Math.max(0, head - acknowledged);
    }

    /** A few lines for a person. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("journal: " + head + " facts, the centre has " + Math.min(acknowledged, head) + ", " + waiting()
                + " wait"
                + oldestUnsent.map(at -> ", the oldest since " + at).orElse(""));
        if (weighings.isEmpty()) {
            lines.add("no weighing and no deposit among the newest facts");
        }
        weighings.forEach(weighing -> lines.add("  #" + weighing.seq() + "  " + weighing.at() + "  " + weighing.text()
                + (weighing.received() ? "" : "  (waits)")));
        return lines;
    }

    void writeTo(JsonGenerator json) {
        json.writeNumberProperty("head", head);
        json.writeNumberProperty("acknowledged", acknowledged);
        json.writeNumberProperty("waiting", waiting());
        json.writeName("oldestUnsent");
        oldestUnsent.ifPresentOrElse(json::writeString, json::writeNull);
        json.writeArrayPropertyStart("weighings");
        for (var weighing : weighings) {
            json.writeStartObject();
            json.writeNumberProperty("seq", weighing.seq());
            json.writeStringProperty("at", weighing.at());
            json.writeStringProperty("text", weighing.text());
            json.writeBooleanProperty("received", weighing.received());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
