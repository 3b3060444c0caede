package io.steelyard.gateway;

import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** How the stations stand, in one sentence for the status. Any thread. */
final class Health implements Display {
    private final Map<String, String> byStation = new ConcurrentSkipListMap<>();

    @Override
    public void show(View view) {
        byStation.put(view.station(), view.fault().map(fault -> "faulted, " + fault.text()).orElse("weighing"));
    }

    /** As in {@code bay-1: weighing; bay-2: faulted, the scale is silent}. */
    String sentence() {
        return byStation.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
