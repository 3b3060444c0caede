package io.steelyard.gateway.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bin as its daemon tells of it, for a terminal. */
final class BinTold {
    private BinTold() {}

    /** The bin in one line, then a line for each compartment. */
    static List<String> lines(JsonTree view) {
        var lines = new ArrayList<String>();
        lines.add(view.textOr("bin", "?") + ": "
                + view.textOr("phase", "?").toLowerCase(Locale.ROOT).replace('_', ' ')
                + view.text("serves").map(door -> ", at " + door).orElse("")
                + (view.texts("alarms").isEmpty() ? "" : ", ALARM: " + String.join(", ", view.texts("alarms")))
                + view.tree("trouble").map(trouble -> ", " + trouble.textOr("text", "?")).orElse("")
                + view.tree("ended").map(BinTold::ended).orElse(""));
        view.trees("compartments").forEach(part -> lines.add("  " + part.textOr("name", "?") + ": door "
                + part.textOr("door", "?") + part.text("fill").map(percent -> ", " + percent + " % full").orElse("")
                + part.tree("trouble").map(trouble -> ", TAKES NOTHING: " + trouble.textOr("text", "?")).orElse("")));
        return lines;
    }

    private static String ended(JsonTree ended) {
        return ", #" + ended.textOr("seq", "?") + " " + ended.textOr("outcome", "?")
                + ended.text("compartment").map(door -> " at " + door).orElse("")
                + ended.text("delta").map(delta -> ", " + delta + " " + ended.textOr("unit", "")).orElse("");
    }
}
