package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.run.Time;
import java.util.List;

/** What a resident does at the panel of a bin: nothing but to say where to. */
record BinRoutes(Site.BinPlace bin, BinDesk desk, Time time) {

    List<Route> routes() {
        return List.of(Route.post("/api/bin/choose", Access.HERE, this::choose));
    }

    private Reply choose(Call call) throws Refusal {
        var compartment = call.text("compartment");
        if (bin.compartments().stream().noneMatch(known -> known.name().equals(compartment))) {
            throw new Refusal(404, "unknown-compartment",
                    "the bin has no compartment of that name; choose one that the "
                            + "page shows");
        }
        var refused = desk.choose(compartment, time.monotonicNanos());
        if (refused.isPresent()) {
            throw Pending.refusal(refused.get());
        }
        return Reply.json(_ -> {});
    }
}
