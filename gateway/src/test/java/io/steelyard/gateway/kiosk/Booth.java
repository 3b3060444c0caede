package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.catalog.Names;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.ledger.Ledger;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.ops.Backlog;
import io.steelyard.gateway.ops.Checks;
import io.steelyard.gateway.ops.CommitWatch;
import io.steelyard.gateway.ops.Health;
import io.steelyard.gateway.ops.Metrics;
import io.steelyard.gateway.ops.UplinkMark;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.LoopRunner;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.Bookings;
import io.steelyard.gateway.station.Station;
import io.steelyard.gateway.station.StationPlan;
import io.steelyard.gateway.station.Tokens;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.gateway.weighing.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A kiosk with a real web server and journal on the loopback, and a client. */
final class Booth implements AutoCloseable {
    static final String SCALE = "bay-1-scale";
    static final String STATION = "bay-1";
    private static final long SECONDS_MAX = 60;
    private static final int FACTS_MAX = 100;
    private static final Rules RULES = new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
            new BigDecimal("60.00"), 5, 1_000_000_000, 500_000_000, 3_000_000_000L, 10_000_000_000L, 60_000_000_000L,
            30_000_000_000L, Set.of(CodeKind.BAG));
    private static final Tariff TARIFF = new Tariff("t-1", 2, Map.of("U", new BigDecimal("0.80")));

    /** The compartment that refuses whoever chooses it. */
    static final String FULL = "metal";
    private static final Site.BinPlace BIN = new Site.BinPlace("bin-1",
            List.of(new Site.Compartment("paper", "0101"), new Site.Compartment(FULL, "0404")),
            Optional.of(new Names("文一西路 998 号", "998 Wenyi West Road")));

    final Kiosk kiosk;
    final Station station;
    /** The link of its scale, whose bytes lead nowhere but to who looks on. */
    final LinkListener scale;
    final JournalLoop journal;
    private final DataFolder folder;
    private final LoopRunner runner;
    private final LoopRunner writer;
    /** What is to be said of scales to be checked again, by station. */
    final Map<String, String> overdue = new ConcurrentHashMap<>();
    /** The compartments that residents chose. */
    final List<String> chosen = new CopyOnWriteArrayList<>();
    private final List<String> bugs = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<String> complaint = new CompletableFuture<>();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final CompletableFuture<String> passed = new CompletableFuture<>();
    /** What examines the site. */
    volatile Supplier<String> doctor = () -> "{\"verdict\":\"well\"}";
    final Tokens tokens;
    final Time time = SystemTime.open();
    final UplinkMark uplink = new UplinkMark(false, time);
    final Health health;

    private Booth(KioskPlan plan, Path data) throws IOException, JournalException {
        this.folder = DataFolder.lock(data);
        var random = new SplittableRandom(1);
        var opened = folder.open("gw-1", "steelyard test", folder.signer(), time, random,
                Connections.DISK);
        this.journal = new JournalLoop(opened.journal(), 0, time, _ -> {});
        var site = new Site("gw-1", "hangzhou", "steelyard test", List.of(new Site.Point(STATION, RULES, "U", true)),
                List.of(new Site.Device(SCALE, STATION, "scale", "mt-sics", "tcp://127.0.0.1:1")),
                Catalog.undocumented(Optional.of(TARIFF)), Optional.of(BIN));
        this.health = new Health(journal, uplink, checks(), time, 1);
        var backlog = new Backlog(journal, journal.reader(Connections.DISK), time);
        var watch = new StandingWatch(journal, backlog, uplink, health);
        var metrics = new Metrics(new Metrics.Who("gw-1", "steelyard test"), health, backlog, journal,
                new CommitWatch(), uplink, () -> 0, data, time);
        this.tokens = new Tokens(folder.tokenKey());
        var stationPlan = new StationPlan(STATION, new StationPlan.ScaleIdentity("scale", "mt-sics", Optional.empty()),
                RULES, "U", Optional.of(TARIFF), tokens, true);
        var ledger = new Ledger(ZoneOffset.UTC);
        journal.tells(fact -> ledger.add(fact.bytes()));
        var bookings = new Bookings(ledger, List.of(stationPlan), Optional.of(TARIFF), tokens, journal);
        var desk = new Desk(ledger, bookings, name -> name.equals(STATION) ? Optional.of(station()) : Optional.empty(),
                tokens, ZoneOffset.UTC, Optional.of(this::chosen));
        this.kiosk = new Kiosk(plan, site, desk,
                new Bench(Optional.of(() -> doctor.get()), journal, (scale, day) -> passed.complete(scale)), watch,
                new OpsRoutes(health, metrics), new Backoff(1_000_000, 1_000_000, random), time, this::said);
        this.scale = kiosk.tapped(SCALE, new Nowhere());
        this.station = new Station(stationPlan, journal, view -> {
            health.show(view);
            kiosk.show(view);
        }, time.monotonicNanos());
        this.runner = new LoopRunner(kiosk.loop(), time, (loop, bug) -> address.completeExceptionally(bug));
        this.writer = new LoopRunner(journal, time, (loop, bug) -> address.completeExceptionally(bug));
        journal.wakes(writer::wake);
        kiosk.wakes(runner::wake);
    }

    private Checks checks() {
        return new Checks() {
            @Override
            public Optional<String> overdue(String station) {
                return Optional.ofNullable(overdue.get(station));
            }

            @Override
            public String sentence() {
                return "";
            }
        };
    }

    private static final class Nowhere implements LinkListener {
        @Override
        public void up(long atNanos) {}

        @Override
        public void bytes(long atNanos, byte[] buffer, int count) {}

        @Override
        public void quiet(long atNanos) {}

        @Override
        public void lost(long atNanos, String reason) {}
    }

    /** On any free port of the loopback. */
    static KioskPlan plan() {
        return plan(KioskPlan.VIEWERS_USUAL, List.of());
    }

    static KioskPlan plan(int viewersMax, List<Operator> operators) {
        return new KioskPlan(Optional.of(new KioskPlan.Listen("127.0.0.1", 0, true)), List.of("127.0.0.1"), viewersMax,
                operators, Optional.empty());
    }

    static Booth open(KioskPlan plan, Path data) throws Exception {
        var booth = new Booth(plan, data);
        booth.writer.start();
        booth.runner.start();
        return booth;
    }

    /** As a bin whose resident has to choose among those that are not full. */
    private Optional<Sentence> chosen(String compartment, long atNanos) {
        if (compartment.equals(FULL)) {
            return Optional.of(new Sentence(Sentence.Code.FULL, "it is full; choose another"));
        }
        chosen.add(compartment);
        return Optional.empty();
    }

    private Station station() {
        return station;
    }

    /** The first scale that passed a check. */
    String passed() throws InterruptedException, ExecutionException, TimeoutException {
        return passed.get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Everything that was written. */
    List<String> facts() throws JournalException {
        try (var reader = journal.reader(Connections.DISK)) {
            return reader.after(0, FACTS_MAX).stream()
                    .map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8)).toList();
        }
    }

    HttpResponse<InputStream> begin(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** The first thing that the kiosk complains of. */
    String complaint() throws InterruptedException, ExecutionException, TimeoutException {
        return complaint.get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** What the kiosk complained of. */
    List<String> bugs() {
        return bugs;
    }

    private void said(String sentence) {
        if (sentence.startsWith("kiosk on ")) {
            address.complete(sentence.substring("kiosk on ".length()));
        } else {
            bugs.add(sentence);
            complaint.complete(sentence);
        }
    }

    /** As {@code http://127.0.0.1:43211}. */
    String address() throws InterruptedException, ExecutionException, TimeoutException {
        return address.get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    int port() throws InterruptedException, ExecutionException, TimeoutException {
        return URI.create(address()).getPort();
    }

    /** As one of our own pages asks. */
    HttpRequest.Builder post(String path, String json) throws Exception {
        return request(path).header("Origin", address()).header("X-Steelyard", "1")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
    }

    /** Signs in and gives the cookie. */
    String signIn(String operator, String pin) throws Exception {
        var answer = send(post("/api/session", "{\"operator\":\"" + operator + "\",\"pin\":\"" + pin + "\"}"));
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    HttpRequest.Builder request(String path) throws Exception {
        return HttpRequest.newBuilder(URI.create(address() + path));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
        runner.close();
        writer.close();
        folder.close();
    }
}
