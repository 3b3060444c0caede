package io.steelyard.gateway.cardfile;

import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A journal that answers at once and keeps what it was offered as text. */
final class NotedFacts implements Commits {
    final List<String> facts = new ArrayList<>();
    boolean takes = true;
    boolean fails;

    @Override
    public boolean offer(Draft draft, Completion whenDone) {
        if (!takes) {
            return false;
        }
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            draft.data().writeTo(json);
            json.writeEndObject();
        }
        facts.add(draft.type() + " " + text);
        if (fails) {
            whenDone.failed(draft.capturedNanos(), "made by the test");
        } else {
            whenDone.committed(draft.capturedNanos(), facts.size(), "id");
        }
        return true;
    }
}
