package io.steelyard.sim.demo;

import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.MtSicsScale;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.R200Reader;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.ToledoScale;
import io.steelyard.sim.device.YaohuaScale;
import java.util.List;

/** The demo's three weighing points: every scale and every reader that the simulator knows, once. */
final class Bays {
    /** What the scales have in common; the demo settles faster than a real site, to be worth watching. */
    private static final String SCALE = """
            unit = "kg"
            division = "0.01"
            max = "60.00"
            settle = "500 ms"
            """;

    private Bays() {}

    static List<Bay> all() {
        return List.of(yaohuaAndBagCodes(), sicsAndHouseholdCards(), toledoAndBagTags());
    }

    private static Bay yaohuaAndBagCodes() {
        var pan = new Pan();
        var scanner = new QrScanner("bay-1-qr", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
        return new Bay("bay-1", pan, new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, pan), scanner,
                (now, bag) -> scanner.scan(now, "BAG-%06d".formatted(bag)),
                config("bay-1", "yaohua-continuous-0", "bay-1-qr", "scanner", "bag") + "pattern = \"BAG-[0-9]{6}\"\n");
    }

    private static Bay sicsAndHouseholdCards() {
        var pan = new Pan();
        var cards = new Rdm6300Reader("bay-2-card", Rdm6300Reader.LINE);
        return new Bay("bay-2", pan, new MtSicsScale("bay-2-scale", ScaleProfile.BENCH_60_KG, pan, "1128901234"),
                cards, (now, bag) -> cards.present(now, "01%08X".formatted(bag)),
                config("bay-2", "mt-sics", "bay-2-card", "rdm6300", "household"));
    }

    private static Bay toledoAndBagTags() {
        var pan = new Pan();
        var tags = new R200Reader("bay-3-tag", R200Reader.LINE);
        return new Bay("bay-3", pan, new ToledoScale("bay-3-scale", ScaleProfile.BENCH_60_KG, pan, true), tags,
                (now, bag) -> {
                    tags.withdraw(now);
                    tags.present(now, "3374257BF40C0E40%08X".formatted(bag));
                }, config("bay-3", "toledo-continuous", "bay-3-tag", "r200", "bag") + "line = \"115200 8N1\"\n");
    }

    private static String config(String bay, String scaleDialect, String reader, String readerDialect, String reads) {
        return """

                [[station]]
                name = "%1$s"

                [station.scale]
                name = "%1$s-scale"
                dialect = "%2$s"
                link = "serial:%%s/%1$s-scale"
                %3$s
                [[station.reader]]
                name = "%4$s"
                dialect = "%5$s"
                reads = "%6$s"
                link = "serial:%%s/%4$s"
                """.formatted(bay, scaleDialect, SCALE, reader, readerDialect, reads);
    }
}
