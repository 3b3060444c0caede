package io.steelyard.gateway.station;

import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import java.util.ArrayList;
import java.util.List;

/** A display that remembers. */
final class Screen implements Display {
    private final List<View> views = new ArrayList<>();

    @Override
    public void show(View view) {
        views.add(view);
    }

    List<View> views() {
        return views;
    }

    View now() {
        return views.getLast();
    }

    String weight() {
        return now().weight().map(View.Shown::text).orElse("");
    }

    /** How the latest attempt ended, in a word and a reason or number. */
    String outcome() {
        return switch (now().outcome()) {
            case Outcome.None _ -> "nothing attempted";
            case Outcome.Recorded recorded -> "recorded as " + recorded.seq() + ", " + recorded.id();
            case Outcome.NotRecorded(Sentence why) -> "not recorded: " + why.text();
        };
    }
}
