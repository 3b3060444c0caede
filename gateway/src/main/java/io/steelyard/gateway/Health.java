package io.steelyard.gateway;

import io.steelyard.gateway.bin.BinDisplay;
import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.weighing.Sentence;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** How the stations and the bin stand, in one sentence for the status. Any thread. */
final class Health implements Display, BinDisplay {
    private final Map<String, String> byStation = new ConcurrentSkipListMap<>();

    @Override
    public void show(View view) {
        byStation.put(view.station(), view.fault().map(fault -> "faulted, " + fault.text()).orElse("weighing"));
    }

    @Override
    public void show(BinView view) {
        byStation.put(view.bin(),
                view.trouble().map(trouble -> "out of service, " + trouble.text()).orElse("taking deposits"));
        view.compartments().forEach(part -> byStation.put(view.bin() + "/" + part.name(),
                part.trouble().map(Sentence::text).orElse("well")));
    }

    /** As in {@code bay-1: weighing; bay-2: faulted, the scale is silent}. */
    String sentence() {
        return byStation.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
