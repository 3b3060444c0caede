package io.steelyard.gateway.field;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a running daemon says of itself at one moment.
 *
 * @param json its stations, its bin, its two marks and what is wrong
 */
public record DaemonTold(String json) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @param gateway who should answer
     * @throws IOException when nobody does, or another one
     */
    public static DaemonTold ask(KioskClient daemon, String gateway) throws IOException {
        return new DaemonTold(daemon.standing(gateway));
    }

    /** For a person, stations and the bin first. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        JsonTree.read(json).ifPresent(all -> {
            all.trees("stations").forEach(view -> lines.add(station(view)));
            all.tree("bin").ifPresent(view -> lines.addAll(BinTold.lines(view)));
            lines.addAll(standing(all));
        });
        return lines;
    }

    /** One station in one line. */
    static String station(JsonTree view) {
        return view.textOr("station", "?") + ": "
                + view.textOr("phase", "?").toLowerCase(Locale.ROOT).replace('_', ' ')
                + view.text("weight").map(weight -> ", " + weight + " " + view.textOr("unit", "")).orElse("")
                + view.text("bag").map(bag -> ", bag " + bag).orElse("")
                + view.tree("fault").map(fault -> ", FAULT: " + fault.textOr("text", "?")).orElse("")
                + view.tree("outcome").map(DaemonTold::outcome).orElse("");
    }

    private static String outcome(JsonTree outcome) {
        return outcome.tree("recorded")
                .map(done -> ", recorded #" + done.textOr("seq", "?") + " " + done.textOr("net", "?")
                        + " " + done.textOr("unit", ""))
                .orElse("")
                + outcome.tree("notRecorded").map(not -> ", NOT RECORDED: " + not.textOr("text", "?")).orElse("");
    }

    /** The two marks in one line, then what is wrong. */
    static List<String> standing(JsonTree all) {
        var lines = new ArrayList<String>();
        lines.add("journal: " + all.textOr("head", "?") + " facts, the centre has " + all.textOr("acknowledged", "?")
                + ", "
                + all.textOr("waiting", "?") + " wait" + age(all));
        lines.add("uplink: " + all.textOr("uplink", "?")
                + all.text("uplinkText").filter(text -> !text.isEmpty()).map(text -> ", " + text).orElse(""));
        all.trees("troubles").forEach(trouble -> lines.add(
                (trouble.textOr("severity", "").equals("stop") ? "[X] " : "[!] ")
                        + trouble.text("station").map(name -> name + ": ").orElse("") + trouble.textOr("text", "?")));
        return lines;
    }

    private static String age(JsonTree all) {
        return all.text("oldestWaitingMs").map(
                millis -> ", the oldest for " + TimeUnit.MILLISECONDS.toSeconds(Long.parseLong(millis)) + " s")
                .orElse("");
    }

    /** Everything as one line of JSON. */
    public static String json(Optional<DaemonTold> daemon, Optional<JournalTold> journal, String trouble) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("daemon", daemon.isPresent() ? "running" : "down");
            json.writeStringProperty("trouble", trouble);
            if (daemon.isPresent()) {
                json.writeName("told");
                json.writeRawValue(daemon.get().json());
            }
            if (journal.isPresent()) {
                json.writeObjectPropertyStart("journal");
                journal.get().writeTo(json);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}
