package io.steelyard.gateway;

import io.steelyard.sim.bin.Bin;
import io.steelyard.sim.bin.Bin.Hazard;
import io.steelyard.sim.bin.CardReader;
import io.steelyard.sim.bin.Cards;
import io.steelyard.sim.bin.Compartment;
import io.steelyard.sim.bin.Fitting;
import io.steelyard.sim.bin.Visitor;
import io.steelyard.sim.bin.WiredBoard;
import io.steelyard.sim.bin.Wires;
import io.steelyard.sim.device.IoModule;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.ModbusScale;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.platform.CardsDocument;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** The demo's smart bin at a street corner, its list of cards said by the centre, and nobody about but whom the test sends. */
final class KioskBin implements AutoCloseable {
    static final String RESIDENT = "0100000001";
    /** As many as the day has languages: a card that is refused again within a minute is no news. */
    static final List<String> DENIED = List.of("01000000D1", "01000000D2");
    /** In points a kilogram of what the first compartment takes. */
    static final String RATE = "0.70";
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    private static final BigDecimal LEAST = new BigDecimal("0.05");
    private static final byte[] SALT = "sixteen or more bytes".getBytes(StandardCharsets.UTF_8);
    private static final long ANSWER_SECONDS_MAX = 60;

    private final CardReader reader = new CardReader(new Rdm6300Reader("bin-1-card", Rdm6300Reader.LINE));
    private final Bin bin;
    private final KioskSite site;

    KioskBin(Path folder) throws Exception {
        var board = new IoModule("bin-1-io", 1, LineRate.eightN1(9600));
        bin = new Bin("bin-1", wired(board), new Bin.Detectors(4, 5, 6), System::currentTimeMillis);
        var paper = new Pan();
        var glass = new Pan();
        bin.fit(new Fitting("paper", DIVISION, LEAST, DIVISION, 0, 0, 2), paper);
        bin.fit(new Fitting("glass", DIVISION, LEAST, DIVISION, 1, 1, 3), glass);
        var nobody = new Visitor(bin, new Cards(List.of(RESIDENT), "", DENIED.getFirst(), "", reader),
                new Visitor.Pace(1, 2, 1, 1), new SplittableRandom(1));
        nobody.closeTime();
        catalog(folder);
        site = new KioskSite(folder,
                List.of(new WiredBoard(board, bin, nobody), reader,
                        new YaohuaScale("paper-scale", ScaleProfile.BENCH_60_KG, paper),
                        new ModbusScale("glass-scale", ScaleProfile.BENCH_60_KG, glass)),
                """
                        [catalog]
                        materials = "materials.toml"
                        tariff = "tariff.toml"

                        [kiosk]
                        listen = "127.0.0.1:0"
                        """ + patient());
        site.centre().say(KioskSite.CITY, KioskSite.GATEWAY,
                site.platform().cards(new CardsDocument.Edition(KioskSite.GATEWAY, "one", 1, SALT), List.of(RESIDENT),
                        DENIED, List.of()));
    }

    /** The demo's own bin, but it waits for people however slow this machine is, and tells them long enough for a picture. */
    private static String patient() throws IOException {
        try (var demo = Objects.requireNonNull(Bin.class.getResourceAsStream("/demo/smart-bin.toml"))) {
            return new String(demo.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^(choose|open|shut|after)_wait = .*$", "$1_wait = \"10 min\"")
                    .replaceFirst("(?m)^before_wait = .*$", "before_wait = \"1 min\"")
                    .replaceFirst("(?m)^told_for = .*$", "told_for = \"20 s\"")
                    .replaceAll("(?m)^pulse = .*$", "pulse = \"5 s\"");
        }
    }

    private static void catalog(Path folder) throws IOException {
        var samples = Path.of("..", "config", "catalog");
        Files.copy(samples.resolve("materials-2026-11.toml"), folder.resolve("materials.toml"));
        Files.copy(samples.resolve("tariff-2026-11.toml"), folder.resolve("tariff.toml"));
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

    KioskSite site() {
        return site;
    }

    void present(String card) {
        act(nowNanos -> reader.present(nowNanos, card));
    }

    /** Whether the first compartment's door gives way. */
    boolean pull() {
        return paper(Compartment::pull);
    }

    void put(String kilograms) {
        act(nowNanos -> bin.compartments().getFirst().put(nowNanos, new BigDecimal(kilograms)));
    }

    void take(String kilograms) {
        act(nowNanos -> bin.compartments().getFirst().take(nowNanos, new BigDecimal(kilograms)));
    }

    void shut() {
        act(_ -> bin.compartments().getFirst().shut());
    }

    void begins(Hazard hazard) {
        act(_ -> bin.begins(hazard));
    }

    void isOver(Hazard hazard) {
        act(_ -> bin.isOver(hazard));
    }

    private void act(LongConsumer deedAtNanos) {
        site.devices().act(deedAtNanos);
    }

    private boolean paper(Predicate<Compartment> question) {
        var answer = new CompletableFuture<Boolean>();
        act(_ -> answer.complete(question.test(bin.compartments().getFirst())));
        return answer.orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        site.close();
    }
}
