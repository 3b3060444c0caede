package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.TcpAddress;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.Answer;
import io.steelyard.gateway.station.Bookings;
import io.steelyard.gateway.tag.ScannerSettings;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.uplink.BrokerException;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.sim.platform.KeyFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden facts of the published contract: a start, a weighing, a shift with what operators wrote, a lost scale, as this gateway writes them with a published key,
 * at a fixed time, by fixed chance. {@code -Dgolden.write=true} writes them anew; a released contract keeps its own.
 */
final class GoldenFactsTest {
    private static final Path GOLDEN = Contract.FOLDER.resolve("golden");
    private static final Path FACTS = GOLDEN.resolve("facts.tsv");
    /** The key pair of RFC 8032, 7.1, test 1; everybody knows its secret. */
    private static final Path KEY = Path.of("src/test/resources/golden/gateway.key");
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int FRAMES = 20;
    /** Its line in the file. */
    private static final int WEIGHING = 4;

    private static final Answer RECORDED = new Answer() {
        @Override
        public void recorded(long seq, String id) {
            // as it must be
        }

        @Override
        public void refused(Sentence why) {
            throw new AssertionError(why);
        }
    };

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final Port scale = new Port();
    private final Port scanner = new Port();

    /** A port that says what it was given. */
    private static final class Port implements Link {
        private byte[] next = new byte[0];
        private boolean gone;

        @Override
        public int read(byte[] buffer) {
            int count = next.length;
            System.arraycopy(next, 0, buffer, 0, count);
            next = new byte[0];
            return gone ? GONE : count;
        }

        @Override
        public void write(byte[] bytes) {
            throw new AssertionError("nobody is asked here");
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @Test
    void the_gateway_writes_the_golden_facts_byte_for_byte() throws Exception {
        var written = weighOneBag();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(FACTS, written);
            Files.copy(folder.resolve("gateway.pub"), GOLDEN.resolve("gateway.pub"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assertEquals(Files.readString(FACTS), written);
        assertEquals(Files.readString(GOLDEN.resolve("gateway.pub")), Files.readString(folder.resolve("gateway.pub")));
    }

    @Test
    void every_golden_fact_fits_the_contract() throws Exception {
        for (var line : Files.readAllLines(FACTS)) {
            Contract.assertFits("fact", line.split("\t")[0].getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void the_published_script_verifies_the_golden_facts_and_refuses_changed_ones() throws Exception {
        assumeTrue(ran("python3", "--version") == 0 && ran("openssl", "version") == 0, "python3 or openssl is missing");
        var lines = Files.readAllLines(FACTS);
        assertEquals(0, verified(lines));
        var weighing = lines.get(WEIGHING);
        for (var changed : List.of(weighing.replace("7.35", "9.35"), weighing.replace("\"seq\":5", "\"seq\":6"),
                lines.getFirst())) {
            var forged = new ArrayList<>(lines);
            forged.set(WEIGHING, changed);
            assertNotEquals(0, verified(forged), changed);
        }
        assertNotEquals(0, verified(lines.subList(1, lines.size())), "the first is missing");
    }

    @Test
    void the_published_script_lets_the_next_signed_fact_vouch_and_the_last_must_be_signed() throws Exception {
        assumeTrue(ran("python3", "--version") == 0 && ran("openssl", "version") == 0, "python3 or openssl is missing");
        var lines = new ArrayList<>(Files.readAllLines(FACTS));
        for (int i = 0; i < lines.size() - 1; i++) {
            lines.set(i, lines.get(i).split("\t")[0] + "\t\t");
        }
        assertEquals(0, verified(lines));
        assertNotEquals(0, verified(lines.subList(0, lines.size() - 1)), "nobody vouches for the last");
        lines.set(WEIGHING, lines.get(WEIGHING).replace("7.35", "9.35"));
        assertNotEquals(0, verified(lines), "a changed byte in a fact without a signature");
    }

    private int verified(List<String> lines) throws Exception {
        var input = folder.resolve("lines");
        Files.write(input, lines);
        return new ProcessBuilder("python3", Contract.FOLDER.resolve("verify.py").toString(),
                GOLDEN.resolve("gateway.pub").toString()).redirectInput(input.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start().waitFor();
    }

    private int ran(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile()).start().waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }

    private String weighOneBag() throws Exception {
        Files.copy(KEY, folder.resolve("gateway.key"));
        Files.copy(KEY.resolveSibling("gateway.pub"), folder.resolve("gateway.pub"));
        Files.write(folder.resolve("token.key"), new byte[32]);
        try (var data = DataFolder.lock(folder)) {
            var gateway = Gateway.build(config(), data, around());
            var loops = new ArrayList<Loop>(gateway.links());
            loops.add(gateway.journal());
            frames(loops, "\2+000000219\3", FRAMES);
            scanner.next = "BAG-000042\r".getBytes(StandardCharsets.US_ASCII);
            frames(loops, "\2+000735218\3", FRAMES);
            book(gateway.bookings(), gateway.journal());
            scale.gone = true;
            frames(loops, "", 1);
            loops.forEach(Loop::close);
        }
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            return reader.after(0, Integer.MAX_VALUE).stream()
                    .map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8) + "\t"
                            + Base64.getEncoder().encodeToString(fact.signature()) + "\t" + fact.keyId() + "\n")
                    .collect(Collectors.joining());
        }
    }

    /** A shift with a typed weight that was a mistake, and with a correction of the weighing. */
    private void book(Bookings bookings, Loop journal) {
        long typed = WEIGHING + 3;
        bookings.openShift(wish(""), RECORDED);
        journal.step(time.monotonicNanos());
        bookings.type(wish("the scale was being repaired"),
                new Bookings.Typed("bay-1", new BigDecimal("12.50"), "0101", Optional.of("BAG-000043")), RECORDED);
        journal.step(time.monotonicNanos());
        bookings.correct(wish("two bricks were in it"), WEIGHING + 1, new Bookings.Change(Optional.of("0101"),
                Optional.empty(), Optional.of("HH-0007"), Optional.of(new BigDecimal("2.35"))), RECORDED);
        journal.step(time.monotonicNanos());
        bookings.makeVoid(wish("typed at the wrong station"), typed, RECORDED);
        journal.step(time.monotonicNanos());
        bookings.closeShift(wish(""), RECORDED);
        journal.step(time.monotonicNanos());
    }

    private Bookings.Wish wish(String reason) {
        return new Bookings.Wish(time.monotonicNanos(), Optional.of("w1"), reason);
    }

    private void frames(List<Loop> loops, String frame, int count) {
        for (int sent = 0; sent < count; sent++) {
            scale.next = frame.getBytes(StandardCharsets.US_ASCII);
            loops.forEach(loop -> loop.step(time.monotonicNanos()));
            time.advance(FRAME_NANOS);
        }
    }

    private GatewayConfig config() throws Exception {
        var platform = KeyFiles.newPair().getPublic();
        var rules = new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
                new BigDecimal("60.00"), 5, TimeUnit.SECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(500),
                TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(60),
                TimeUnit.SECONDS.toNanos(30), Set.of(CodeKind.BAG));
        var station = new GatewayConfig.Station("bay-1", Materials.UNSORTED, rules, true,
                new GatewayConfig.Scale("bay-1-scale", ScaleDialect.YAOHUA_CONTINUOUS_0, ScaleSettings.USUAL,
                        new TcpAddress("scale", 1),
                        Optional.of("A9-20231107-0815"), Optional.empty()),
                List.of(new GatewayConfig.Reader("bay-1-qr", TagDialect.SCANNER, new TcpAddress("scanner", 1),
                        Optional.of(CodeKind.BAG), Pattern.compile("BAG-[0-9]{6}"), Optional.empty(),
                        ScannerSettings.USUAL)));
        return new GatewayConfig("hz-yuhang-0042", "hangzhou", folder, 0, Keep.USUAL,
                new GatewayConfig.Uplink("tcp://nowhere:1", platform, Duration.ofMinutes(1), 16, Duration.ofMinutes(1)),
                Optional.of(new Tariff("hz-2026-11", 2,
                        Map.of(Materials.UNSORTED, new BigDecimal("0.80"), "0101", new BigDecimal("1.20")))),
                List.of(station), PinPlan.NONE, "0".repeat(64));
    }

    private Surroundings around() {
        return new Surroundings(time, new SplittableRandom(1), Connections.DISK,
                (address, _) -> open(address),
                (_, _, _) -> {
                    throw new BrokerException("no broker");
                }, _ -> {}, new Unheard(), complaint -> {
                    throw new AssertionError(complaint);
                });
    }

    private Link open(LinkAddress address) throws IOException {
        var port = address.toString().contains("scale") ? scale : scanner;
        if (port.gone) {
            throw new IOException("open " + address + ": no such port");
        }
        return port;
    }
}
