package io.steelyard.gateway;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.kiosk.PinHash;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** A yard with a kiosk: one bay whose bags are confirmed by a clerk. */
final class KioskYard implements AutoCloseable {
    static final String PIN = "1357";

    private final Pan pan = new Pan();
    private final YaohuaScale scale = new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, pan);
    private final QrScanner scanner = new QrScanner("bay-1-qr", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
    private final KioskSite site;

    KioskYard(Path folder) throws Exception {
        for (var document : List.of("materials", "tariff")) {
            Files.copy(Path.of("..", "config", "catalog", document + "-2026-11.toml"),
                    folder.resolve(document + ".toml"));
        }
        var random = new SecureRandom();
        Files.writeString(folder.resolve("operators.toml"), """
                [[operator]]
                name = "w1"
                display = "王芳"
                pin = "%s"

                [[operator]]
                name = "t1"
                display = "赵工"
                role = "technician"
                pin = "%s"
                """.formatted(PinHash.of(PIN, random), PinHash.of("2468", random)));
        site = new KioskSite(folder, List.of(scale, scanner), """
                [catalog]
                materials = "materials.toml"
                tariff = "tariff.toml"

                [kiosk]
                listen = "127.0.0.1:0"
                operators = "operators.toml"

                [[station]]
                name = "bay-1"
                needs = ["bag"]
                commit = "confirm"
                manual = true

                [station.scale]
                name = "bay-1-scale"
                dialect = "yaohua-continuous-0"
                link = "serial:%s/bay-1-scale"
                unit = "kg"
                division = "0.01"
                max = "60.00"

                [[station.reader]]
                name = "bay-1-qr"
                dialect = "scanner"
                link = "serial:%s/bay-1-qr"
                reads = "bag"
                pattern = "BAG-[0-9]{6}"
                """);
    }

    /** Where the kiosk listens, once it does. */
    String address() {
        return site.address();
    }

    /** What the daemon complained of, and what died. */
    List<String> complaints() {
        return site.complaints();
    }

    void put(String kilograms, String bag) {
        site.devices().act(nowNanos -> {
            scanner.scan(nowNanos, bag);
            pan.place(nowNanos, new BigDecimal(kilograms));
        });
    }

    void clear() {
        site.devices().act(pan::clear);
    }

    void unplugTheScale() {
        site.devices().act(_ -> site.devices().unplug(scale));
    }

    void plugTheScale() {
        site.devices().act(_ -> {
            try {
                site.devices().plug(scale, site.port(scale));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    void cutTheNetwork() {
        site.cutTheNetwork();
    }

    void mendTheNetwork() throws IOException {
        site.mendTheNetwork();
    }

    /** The facts of a type, as text. */
    List<String> facts(String type) throws JournalException {
        return site.facts(type);
    }

    /** What the platform has. */
    int stored() {
        return site.stored();
    }

    @Override
    public void close() {
        site.close();
    }
}
