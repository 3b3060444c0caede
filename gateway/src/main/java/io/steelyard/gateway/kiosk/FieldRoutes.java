package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.run.Deadlines;
import java.util.List;

/** What a technician sees: the devices, and what one of them sends at this moment. */
final class FieldRoutes {
    private final Site site;
    private final Taps taps;
    private final LiveStream stream;
    private final Deadlines deadlines;

    FieldRoutes(Site site, Taps taps, LiveStream stream, Deadlines deadlines) {
        this.site = site;
        this.taps = taps;
        this.stream = stream;
        this.deadlines = deadlines;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/field/devices", Access.TECHNICIAN, _ -> devices()),
                Route.get("/api/field/raw", Access.TECHNICIAN, this::raw));
    }

    private Reply devices() {
        return Reply.json(json -> Json.objects(json, "devices", site.devices(), (_, device) -> {
            json.writeStringProperty("name", device.name());
            json.writeStringProperty("station", device.station());
            json.writeStringProperty("kind", device.kind());
            json.writeStringProperty("dialect", device.dialect());
            json.writeStringProperty("link", device.link());
        }));
    }

    private Reply raw(Call call) throws Refusal {
        var device = call.query().getOrDefault("device", "");
        return stream.limited(taps.stream(device, deadlines).orElseThrow(
                () -> new Refusal(404, "unknown-device", "there is no device of that name; choose one of the list")));
    }
}
