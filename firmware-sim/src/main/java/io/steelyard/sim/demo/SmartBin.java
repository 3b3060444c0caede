package io.steelyard.sim.demo;

import io.steelyard.sim.bin.Bin;
import io.steelyard.sim.bin.CardReader;
import io.steelyard.sim.bin.Cards;
import io.steelyard.sim.bin.Fitting;
import io.steelyard.sim.bin.Visitor;
import io.steelyard.sim.bin.WiredBoard;
import io.steelyard.sim.bin.Wires;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.IoModule;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.ModbusScale;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.history.CompartmentStory;
import io.steelyard.sim.history.Placement;
import io.steelyard.sim.wire.DeviceLoop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** An unattended bin for paper and glass, and whoever comes to it. Its people are stepped by the devices' thread. */
final class SmartBin implements Site {
    private static final Pattern ENDED = Pattern.compile("\\S+ bin-1 deposit #(\\d+) .+ id (\\S+)");
    private static final String CONFIG = "/demo/smart-bin.toml";
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    private static final BigDecimal LEAST = new BigDecimal("0.05");
    /** A platform that has almost come to rest may still show the next step, before or after. */
    private static final BigDecimal NOISE = DIVISION;
    private static final List<String> RESIDENTS = List.of("0100000001", "0100000002", "0100000003", "0100000004");
    private static final String CREW = "01000000C1";
    private static final String DENIED = "01000000D1";
    private static final String STRANGER = "01000000E1";
    private static final Visitor.Pace PACE = new Visitor.Pace(TimeUnit.MILLISECONDS.toNanos(3_500),
            TimeUnit.SECONDS.toNanos(8), TimeUnit.SECONDS.toNanos(15), TimeUnit.SECONDS.toNanos(3));
    /** Longer than all that a bin waits for after the last person has gone. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(25);
    private static final long ANSWER_SECONDS_MAX = 10;

    private final DeviceLoop loop;
    private final List<Device> devices;
    private final Bin bin;
    private final Visitor visitor;
    private final AtomicInteger served = new AtomicInteger();
    private long goneNanos;

    SmartBin(DeviceLoop loop, SplittableRandom random) {
        this.loop = loop;
        var board = new IoModule("bin-1-io", 1, LineRate.eightN1(9600));
        this.bin = new Bin("bin-1", wired(board), new Bin.Detectors(4, 5, 6), System::currentTimeMillis);
        var paper = new Pan();
        var glass = new Pan();
        bin.fit(new Fitting("paper", DIVISION, LEAST, NOISE, 0, 0, 2), paper);
        bin.fit(new Fitting("glass", DIVISION, LEAST, NOISE, 1, 1, 3), glass);
        var reader = new CardReader(new Rdm6300Reader("bin-1-card", Rdm6300Reader.LINE));
        this.visitor = new Visitor(bin, new Cards(RESIDENTS, CREW, DENIED, STRANGER, reader), PACE, random.split());
        this.devices = List.of(new WiredBoard(board, bin, visitor), reader,
                new YaohuaScale("paper-scale", ScaleProfile.BENCH_60_KG, paper),
                new ModbusScale("glass-scale", ScaleProfile.BENCH_60_KG, glass));
    }

    private static Wires wired(IoModule board) {
        return new Wires() {
            @Override
            public boolean output(int channel) {
                return board.output(channel);
            }

            @Override
            public void input(int channel, boolean active) {
                board.input(channel, active);
            }
        };
    }

    @Override
    public List<Device> devices() {
        return devices;
    }

    @Override
    public String config() {
        return DemoFolder.resource(CONFIG);
    }

    @Override
    public Optional<CardLists> cards() {
        return Optional.of(new CardLists(RESIDENTS, List.of(DENIED), List.of(CREW)));
    }

    @Override
    public void begin(long nowNanos) {
        loop.act(visitor::begin);
    }

    @Override
    public void step(long nowNanos) {
        // the devices' thread steps everybody
    }

    @Override
    public void close(long nowNanos) {
        loop.act(_ -> visitor.closeTime());
        goneNanos = nowNanos;
    }

    @Override
    public boolean closed(long nowNanos) {
        if (!asked(visitor::away)) {
            goneNanos = nowNanos;
        }
        return nowNanos - goneNanos > REST_NANOS;
    }

    @Override
    public Optional<Promise> promised(String line) {
        var ended = ENDED.matcher(line);
        if (!ended.matches()) {
            return Optional.empty();
        }
        served.incrementAndGet();
        return Optional.of(new Promise(Long.parseLong(ended.group(1)), ended.group(2)));
    }

    @Override
    public int served() {
        return served.get();
    }

    @Override
    public List<Placement> placements() {
        return List.of();
    }

    @Override
    public List<CompartmentStory> compartments() {
        return asked(bin::stories);
    }

    /** What the devices' thread answers. */
    private <T> T asked(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        loop.act(_ -> answer.complete(question.get()));
        return answer.orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join();
    }
}
