package io.steelyard.gateway.station;

import io.steelyard.gateway.weighing.Sentence;
import java.util.ArrayList;
import java.util.List;

/** Who asked, and what it was told. */
final class HeardAnswer implements Answer {
    private final List<String> heard = new ArrayList<>();

    @Override
    public void recorded(long seq, String id) {
        heard.add("recorded as " + seq + ", " + id);
    }

    @Override
    public void refused(Sentence why) {
        heard.add(why.code().text());
    }

    /** The answer; there must be exactly one. */
    String only() {
        if (heard.size() != 1) {
            throw new AssertionError(heard.size() + " answers: " + heard);
        }
        return heard.getFirst();
    }

    boolean waits() {
        return heard.isEmpty();
    }
}
