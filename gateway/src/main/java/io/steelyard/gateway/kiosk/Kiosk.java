package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.bin.BinDisplay;
import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.ledger.Entry;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Deadlines;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the rest of the gateway knows of the kiosk: something to show views and badges to, and a loop. */
public final class Kiosk implements Display, BinDisplay {
    /** As many as fit beside each other on the smallest screen. */
    private static final int OFTEN_MAX = 8;
    /** Of so many records, the newest. */
    private static final int OFTEN_OF = 200;

    private final Site site;
    private final Desk desk;
    private final StandingWatch watch;
    private final Time time;
    private final StationJson stations;
    private final BinJson bins;
    private final LiveView live = new LiveView();
    private final Taps taps;
    private final Badges badges = new Badges();
    private final SignIn signIn;
    private final Deadlines deadlines;
    private final KioskLoop loop;
    private volatile Runnable wake = () -> {};

    /**
     * @param ops what a monitoring system may ask
     * @param backoff between attempts to open the web server
     * @param say told where it listens, and why not
     */
    public Kiosk(KioskPlan plan, Site site, Desk desk, Bench bench, StandingWatch watch, OpsRoutes ops, Backoff backoff,
            Time time, Consumer<String> say) {
        this.site = site;
        this.desk = desk;
        this.watch = watch;
        this.time = time;
        this.stations = new StationJson(site, desk.ledger());
        this.bins = new BinJson(site);
        this.taps = new Taps(time);
        this.deadlines = new Deadlines(time);
        var random = new SecureRandom(); // a session is a secret: no chance that a test has chosen
        this.signIn = new SignIn(plan.operators(), random);
        var sessions = new Sessions(random);
        var stream = new LiveStream(stations, bins, live, deadlines, plan.viewersMax(), this::watched);
        var routes = new ArrayList<>(looking(stream));
        routes.addAll(new SessionRoutes(plan, signIn, badges, sessions, time).routes());
        routes.addAll(new DeskRoutes(desk, time).routes());
        routes.addAll(new FieldRoutes(site, bench, taps, stream, deadlines, time).routes());
        routes.addAll(new CheckRoutes(site, desk, bench, time).routes());
        routes.addAll(ops.routes());
        routes.addAll(new RecordRoutes(desk, plan.operators(), watch::acknowledged, time).routes());
        site.bin().ifPresent(bin -> desk.bin()
                .ifPresent(binDesk -> routes.addAll(new BinRoutes(bin, binDesk, time).routes())));
        var router = new Router(routes, Pages.of(site), new Guard(plan, sessions), deadlines, time);
        this.loop = new KioskLoop(plan, plan.listen().orElseThrow(), this, router, stream, deadlines, backoff, say);
    }

    /** The runtime's web server reads its limits once, when a process first uses it: to be called before anything else uses it. */
    public static void limitServers() {
        KioskServer.setLimits();
    }

    private List<Route> looking(LiveStream stream) {
        return List.of(Route.get("/api/site", Access.ANYBODY, _ -> Reply.json(json -> site.writeTo(json, often()))),
                Route.get("/api/live", Access.VIEWER, _ -> stream.open()),
                Route.get("/api/standing", Access.VIEWER, _ -> Reply.json(json -> {
                    json.writeStringProperty("gateway", site.gateway());
                    json.writeStringProperty("software", site.software());
                    standing().writeTo(json);
                    Json.objects(json, "stations", live.stations(), stations::write);
                    live.bin().ifPresent(bin -> Json.object(json, "bin", Optional.of(bin), bins::write));
                })));
    }

    /** The materials booked most today, for the first touch. */
    private List<String> often() {
        Map<String, Long> booked = desk.ledger().day(LocalDate.ofInstant(time.wall(), desk.zone())).entries().stream()
                .limit(OFTEN_OF).map(Kiosk::material).collect(Collectors.groupingBy(code -> code,
                        Collectors.counting()));
        return booked.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(OFTEN_MAX).map(Map.Entry::getKey).toList();
    }

    private static String material(Entry entry) {
        return entry.booking().material();
    }

    /** Its thread's work. */
    public KioskLoop loop() {
        return loop;
    }

    public void wakes(Runnable wake) {
        this.wake = wake;
    }

    /** Something was recorded. Any thread; never waits. */
    public void recorded() {
        wake.run();
    }

    @Override
    public void show(View view) {
        live.show(view);
    }

    @Override
    public void show(BinView view) {
        live.show(view);
    }

    /** A badge was read at a station. Any thread. */
    public void badge(String station, String code, long atNanos) {
        signIn.byBadge(code).ifPresent(operator -> {
            badges.shown(station, operator, atNanos);
            live.badge(station);
        });
    }

    /** The listener of a device's link, with a place before it for a technician who looks on. */
    public LinkListener tapped(String device, LinkListener listener) {
        return taps.on(device, listener);
    }

    /** Time passes, also for who dawdles. Several times a second. */
    public void tick(long nowNanos) {
        deadlines.look(nowNanos);
    }

    /** Somebody comes to look: how it stands may have changed since anybody did. */
    private void watched() {
        live.show(standing());
        wake.run();
    }

    LiveView live() {
        return live;
    }

    Standing standing() {
        return watch.look();
    }

    long ledgerVersion() {
        return desk.ledger().version();
    }

    /** Ends every stream. */
    void letGo() {
        taps.close();
        live.close();
    }

    /** Nobody asks any more. */
    void close() {
        watch.close();
    }
}
