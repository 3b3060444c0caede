package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.TcpAddress;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.uplink.BrokerException;
import io.steelyard.gateway.weighing.Rules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon with two bays; the port of one hangs in the middle of a read. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HangingPortTest {
    private static final byte[] FRAME = "\u0002+000735218\u0003".getBytes(StandardCharsets.US_ASCII);
    private static final long FRAME_EVERY_MILLIS = 50;
    /** Longer than any test: a scale's silence must not be taken for the hang. */
    private static final long SILENCE_NANOS_MAX = TimeUnit.HOURS.toNanos(1);

    @TempDir
    private Path folder = Path.of("");

    private final Witness witness = new Witness();
    private final CountDownLatch driver = new CountDownLatch(1);
    private final AtomicInteger openings = new AtomicInteger();
    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private volatile boolean hangs;

    @AfterEach
    void nothingDied() {
        driver.countDown();
        assertEquals(List.of(), deaths);
    }

    @Test
    void a_bay_whose_port_hangs_shows_no_weight_then_a_fault_then_weighs_again_and_its_neighbour_never_stops()
            throws Exception {
        try (var _ = Daemon.start(config(), around(), (loop, bug) -> deaths.add(loop + ": " + bug))) {
            witness.await(0, "a weight", view -> view.station().equals("bay-1") && view.weight().isPresent());
            hangs = true;
            int mark = witness.mark();
            var blank = witness.await(mark, "blank", view -> view.station().equals("bay-1") && view.weight().isEmpty());
            assertEquals(Optional.empty(), blank.fault(), "nobody knows of a fault yet: the weight is only too old");
            var faulted = witness.await(mark, "a fault", view -> view.fault().isPresent());
            assertEquals("bay-1", faulted.station());
            assertTrue(faulted.fault().orElseThrow().text().startsWith("read bay-1-scale: no answer for 5 s, "),
                    faulted::toString);
            mark = witness.mark();
            witness.await(mark, "works again", view -> view.station().equals("bay-1") && view.fault().isEmpty()
                    && view.weight().isPresent());
            assertEquals(2, openings.get());
        }
        assertEquals(0, witness.count(view -> view.station().equals("bay-2") && view.fault().isPresent()));
    }

    private Link open(LinkAddress address) {
        boolean first = address.toString().startsWith("tcp://bay-1");
        boolean mayHang = first && openings.incrementAndGet() == 1;
        return new Link() {
            @Override
            public int read(byte[] buffer) throws IOException {
                try {
                    if (mayHang && hangs) {
                        driver.await();
                    }
                    if (driver.await(FRAME_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                        throw new IOException("the test is over");
                    }
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
                System.arraycopy(FRAME, 0, buffer, 0, FRAME.length);
                return FRAME.length;
            }

            @Override
            public void write(byte[] bytes) {
                // this dialect speaks unasked
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    private GatewayConfig config() throws Exception {
        var platform = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        return new GatewayConfig("hz-yuhang-0042", "hangzhou", folder, 0, Keep.USUAL,
                new GatewayConfig.Uplink("tcp://nowhere:1", platform, Duration.ofMinutes(1), 16, Duration.ofMinutes(1)),
                Optional.empty(), List.of(bay("bay-1", 1), bay("bay-2", 2)), PinPlan.NONE, "");
    }

    private static GatewayConfig.Station bay(String name, int port) {
        var rules = new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
                new BigDecimal("60.00"), 5, TimeUnit.SECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(500),
                SILENCE_NANOS_MAX, TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(60),
                TimeUnit.SECONDS.toNanos(30), Set.of());
        var scale = new GatewayConfig.Scale(name + "-scale", ScaleDialect.YAOHUA_CONTINUOUS_0, ScaleSettings.USUAL,
                new TcpAddress(name, port),
                Optional.empty(), Optional.empty());
        return new GatewayConfig.Station(name, Materials.UNSORTED, rules, scale, List.of());
    }

    private Surroundings around() throws IOException {
        return new Surroundings(SystemTime.open(), new SplittableRandom(1), Connections.DISK,
                (address, _) -> open(address),
                (_, _, _) -> {
                    throw new BrokerException("no broker");
                }, witness, witness, _ -> {});
    }
}
