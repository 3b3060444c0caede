package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Deadlines;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What the rest of the gateway knows of the kiosk: something to show views to, and a loop. */
public final class Kiosk implements Display {
    private final Site site;
    private final StandingWatch watch;
    private final LiveView live = new LiveView();
    private final Deadlines deadlines;
    private final KioskLoop loop;
    private volatile Runnable wake = () -> {};

    public Kiosk(KioskPlan plan, Site site, StandingWatch watch, Backoff backoff, Time time, RandomGenerator random,
            Consumer<String> say) {
        this.site = site;
        this.watch = watch;
        this.deadlines = new Deadlines(time);
        var stream = new LiveStream(site, live, deadlines, plan.viewersMax(), () -> wake.run());
        var sessions = new Sessions(random);
        var guard = new Guard(plan, sessions);
        var routes = new ArrayList<>(looking(stream));
        this.loop = new KioskLoop(plan, plan.listen().orElseThrow(), this, new Router(routes, guard, deadlines, time),
                stream, deadlines, backoff, say);
    }

    private List<Route> looking(LiveStream stream) {
        return List.of(Route.get("/api/site", Access.VIEWER, _ -> Reply.json(json -> site.writeTo(json, List.of()))),
                Route.get("/api/live", Access.VIEWER, _ -> stream.open()),
                Route.get("/api/standing", Access.VIEWER, _ -> Reply.json(json -> {
                    json.writeStringProperty("gateway", site.gateway());
                    json.writeStringProperty("software", site.software());
                    standing().writeTo(json);
                    Json.objects(json, "stations", live.stations(),
                            (_, view) -> StationJson.write(json, view, site));
                })));
    }

    /** Its thread's work. */
    public KioskLoop loop() {
        return loop;
    }

    public void wakes(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public void show(View view) {
        live.show(view);
    }

    /** Time passes, also for who dawdles. Several times a second. */
    public void tick(long nowNanos) {
        deadlines.look(nowNanos);
    }

    LiveView live() {
        return live;
    }

    Standing standing() {
        return watch.look(live.stations());
    }

    void close() {
        watch.close();
    }
}
