package io.steelyard.gateway.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A daemon's live stream as lines that a person can follow: of a station whenever something happens there, though not for each
 * weight; of a bin and its doors, of the journal and the uplink whenever that line becomes another. Owned by one thread.
 */
final class LiveLines {
    private final Map<String, String> told = new HashMap<>();

    /** What is new in it. */
    List<String> of(String event, String json) {
        var read = JsonTree.read(json);
        return switch (event) {
            case "station" -> read.map(this::station).orElse(List.of());
            case "bin" -> read.map(this::bin).orElse(List.of());
            case "standing" -> read.map(this::standing).orElse(List.of());
            default -> List.of();
        };
    }

    private List<String> station(JsonTree view) {
        var happened = view.textOr("phase", "") + view.textOr("bag", "")
                + view.tree("fault").map(JsonTree::toString).orElse("")
                + view.tree("outcome").map(JsonTree::toString).orElse("");
        return isNew("station " + view.textOr("station", ""), happened) ? List.of(DaemonTold.station(view)) : List.of();
    }

    private List<String> bin(JsonTree view) {
        var lines = BinTold.lines(view);
        return isNew("bin", lines.toString()) ? lines : List.of();
    }

    /** Without how long the oldest waits, which would be another each second. */
    private List<String> standing(JsonTree all) {
        var happened = all.textOr("head", "") + "/" + all.textOr("acknowledged", "") + all.textOr("uplink", "")
                + all.textOr("uplinkText", "") + all.trees("troubles");
        return isNew("standing", happened) ? DaemonTold.standing(all) : List.of();
    }

    private boolean isNew(String what, String now) {
        return !now.equals(told.put(what, now));
    }
}
