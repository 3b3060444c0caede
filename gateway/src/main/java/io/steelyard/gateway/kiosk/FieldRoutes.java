package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.run.Deadlines;
import io.steelyard.gateway.run.Time;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** What a technician sees: the doctor's report, the devices, and what one of them sends, at this moment or as a file. */
final class FieldRoutes {
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,2}");
    private static final int SECONDS_MAX = 300;
    private static final String SECONDS_USUAL = "60";

    private final Site site;
    private final Bench bench;
    private final Taps taps;
    private final LiveStream stream;
    private final Deadlines deadlines;
    private final Recorder recorder;
    /** The disk is measured and the broker visited: two at once would tell nonsense of both. */
    private final Semaphore examination = new Semaphore(1);

    FieldRoutes(Site site, Bench bench, Taps taps, LiveStream stream, Deadlines deadlines, Time time) {
        this.site = site;
        this.bench = bench;
        this.taps = taps;
        this.stream = stream;
        this.deadlines = deadlines;
        this.recorder = new Recorder(taps, site, deadlines, time);
    }

    List<Route> routes() {
        return List.of(Route.get("/api/field/doctor", Access.TECHNICIAN, _ -> examine()),
                Route.get("/api/field/devices", Access.TECHNICIAN, _ -> devices()),
                Route.get("/api/field/raw", Access.TECHNICIAN, this::raw),
                Route.post("/api/field/record", Access.TECHNICIAN, this::record));
    }

    private Reply examine() throws Refusal {
        var doctor = bench.doctor().orElseThrow(Refusal::notFound);
        if (!examination.tryAcquire()) {
            throw Refusal.wait(409, "busy", "the doctor is looking already; ask again in ten seconds", 10);
        }
        try {
            return Reply.of(Reply.JSON, doctor.get().getBytes(StandardCharsets.UTF_8));
        } finally {
            examination.release();
        }
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
        var device = device(call.query().getOrDefault("device", ""));
        return stream.limited(LiveStream.TYPE, taps.stream(device.name(), deadlines));
    }

    private Reply record(Call call) throws Refusal {
        var device = device(call.text("device"));
        var seconds = call.optional("seconds").orElse(SECONDS_USUAL);
        if (!SECONDS.matcher(seconds).matches() || Integer.parseInt(seconds) > SECONDS_MAX) {
            throw new Refusal(400, "malformed", "\"seconds\" must be 1 to " + SECONDS_MAX);
        }
        return stream.limited(Recorder.TYPE, recorder.record(device, Integer.parseInt(seconds)))
                .with("Content-Disposition", "attachment; filename=\"" + device.name() + ".steelyard\"");
    }

    private Site.Device device(String name) throws Refusal {
        return site.devices().stream().filter(device -> device.name().equals(name) && taps.knows(name)).findFirst()
                .orElseThrow(() -> new Refusal(404, "unknown-device",
                        "there is no device of that name; choose one of the list"));
    }
}
