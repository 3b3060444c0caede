package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.link.PortCalls.Kind;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.WatchedRunner;
import io.steelyard.gateway.run.Watchdog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A port whose driver hangs, on real threads that are met with latches; the watchdog looks when the test says so. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LinkHangTest {
    private static final long TOLD_SECONDS_MAX = 60;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final Poll ASKED_ALWAYS = new Poll(new byte[]{5}, 1);

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<Thread> tellers = new CopyOnWriteArrayList<>();
    private final HangingPort port = new HangingPort();
    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private final List<WatchedRunner> runners = new ArrayList<>();
    private final Watchdog watchdog = new Watchdog(runners, _ -> {});
    private long lookNanos;

    @AfterEach
    void letGo() {
        port.hangsAgain = false;
        port.driver.countDown();
        runners.forEach(WatchedRunner::close);
        assertEquals(List.of(), deaths);
    }

    private void start(String name, LinkLoop.Opener opener) throws IOException {
        var time = SystemTime.open();
        var loop = new LinkLoop(name, opener, new Told(), Optional.of(ASKED_ALWAYS),
                new Backoff(PAUSE_NANOS, PAUSE_NANOS, new SplittableRandom(1)), time);
        var runner = new WatchedRunner(loop, time, (dead, bug) -> deaths.add(dead + ": " + bug));
        runners.add(runner);
        runner.start();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_call_that_hangs_costs_the_link_and_another_goes_on_in_its_place(Kind kind) throws Exception {
        port.hangs = kind;
        start("scale", port);
        awaitHang();
        look(kind.looksMax());
        assertEquals(0, told.stream().filter(line -> line.contains("no answer")).count(), "given up before its time");
        look(1);
        assertEquals(
                "lost " + word(kind) + " scale: no answer for " + kind.secondsMax() + " s, the port's driver hangs; the"
                        + " link is given up and begun anew; unplug the device and plug it in again",
                awaitTold("lost " + word(kind)));
        awaitTold("up");
        port.says.add("good");
        awaitTold("bytes good");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_comes_back_late_tells_nothing_and_closes_what_it_had(Kind kind) throws Exception {
        port.hangs = kind;
        start("scale", port);
        awaitHang();
        var late = Objects.requireNonNull(port.hung);
        look(kind.looksMax() + 1);
        awaitTold("lost " + word(kind));
        awaitTold("up");
        tellers.clear();
        port.driver.countDown();
        assertTrue(late.join(Duration.ofSeconds(TOLD_SECONDS_MAX)), "its thread goes on");
        assertTrue(Objects.requireNonNull(port.hungLink).closed, "its port is still open");
        port.says.add("good");
        awaitTold("bytes good");
        assertTrue(tellers.stream().noneMatch(late::equals), "the thread that was given up spoke");
        assertEquals(2, port.attempts.get());
    }

    @Test
    void a_device_that_is_gone_is_told_before_its_port_hangs_in_close() throws Exception {
        port.hangs = Kind.CLOSE;
        start("scale", port);
        awaitHang();
        awaitTold("lost read scale: the device is gone");
    }

    @Test
    void only_so_many_calls_may_hang_then_the_port_is_left_alone_until_one_comes_back() throws Exception {
        port.hangs = Kind.OPEN;
        port.hangsAgain = true;
        start("scale", port);
        for (int hanging = 0; hanging < LinkLoop.HANGING_MAX; hanging++) {
            awaitHang();
            look(Kind.OPEN.looksMax() + 1);
            awaitTold("lost open scale: no answer for ");
        }
        assertEquals(
                "lost open scale: 3 earlier calls still hang in the port; unplug the device, and if that does not end"
                        + " them restart the gateway",
                awaitTold("lost"));
        look(10 * Kind.OPEN.looksMax());
        assertEquals(LinkLoop.HANGING_MAX, port.attempts.get());
        port.hangsAgain = false;
        port.driver.countDown();
        awaitTold("up");
        port.says.add("good");
        awaitTold("bytes good");
    }

    @Test
    void a_link_that_hangs_holds_up_no_other() throws Exception {
        port.hangs = Kind.READ;
        start("scale", port);
        awaitHang();
        told.clear();
        var other = new HangingPort();
        start("reader", other);
        awaitTold("up");
        other.says.add("still here");
        awaitTold("bytes still here");
    }

    @Test
    void a_link_that_makes_progress_is_never_given_up_however_often_it_is_looked_at() throws Exception {
        start("scale", port);
        awaitTold("up");
        for (int look = 0; look < 3 * Kind.READ.looksMax(); look++) {
            port.says.add("good");
            awaitTold("bytes good");
            look(1);
        }
        assertEquals(1, port.attempts.get());
    }

    @Test
    void the_watchdog_lets_time_pass_at_every_look_for_whoever_waits_behind_a_link_that_hangs() {
        var ticks = new ArrayList<Long>();
        var ticking = new Watchdog(List.of(), ticks::add);
        ticking.step(0);
        ticking.step(Watchdog.LOOK_NANOS);
        assertEquals(List.of(0L, Watchdog.LOOK_NANOS), ticks);
    }

    @Test
    void a_watchdog_that_is_woken_early_does_not_look() {
        var ticks = new ArrayList<Long>();
        var ticking = new Watchdog(List.of(), ticks::add);
        ticking.step(0);
        assertEquals(1, ticking.step(Watchdog.LOOK_NANOS - 1));
        assertEquals(List.of(0L), ticks);
    }

    private void look(int times) {
        for (int look = 0; look < times; look++) {
            lookNanos += Watchdog.LOOK_NANOS;
            watchdog.step(lookNanos);
        }
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void awaitHang() throws InterruptedException {
        assertNotNull(port.hangings.poll(TOLD_SECONDS_MAX, TimeUnit.SECONDS), "nothing hangs");
    }

    /** The next line that begins so. */
    private String awaitTold(String beginning) throws InterruptedException {
        String line;
        do {
            line = Objects.requireNonNull(told.poll(TOLD_SECONDS_MAX, TimeUnit.SECONDS), "never told: " + beginning);
        } while (!line.startsWith(beginning));
        return line;
    }

    /** Hangs in one kind of call, once or each time; its links say what the test puts in. */
    private static final class HangingPort implements LinkLoop.Opener {
        private final CountDownLatch driver = new CountDownLatch(1);
        private final BlockingQueue<Kind> hangings = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> says = new LinkedBlockingQueue<>();
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile @Nullable Kind hangs;
        private volatile boolean hangsAgain;
        private volatile @Nullable Thread hung;
        private volatile @Nullable HangingLink hungLink;

        @Override
        public Link open() {
            attempts.incrementAndGet();
            var link = new HangingLink();
            mayHang(Kind.OPEN, link);
            return link;
        }

        /** @return whether it did */
        private boolean mayHang(Kind kind, HangingLink link) {
            if (kind != hangs) {
                return false;
            }
            hangs = hangsAgain ? kind : null;
            hung = Thread.currentThread();
            hungLink = link;
            hangings.add(kind);
            while (driver.getCount() > 0) {
                awaitDriver();
            }
            return true;
        }

        /** A driver that hangs minds no interrupt. */
        private void awaitDriver() {
            try {
                driver.await();
            } catch (InterruptedException unheard) {
                return;
            }
        }

        private final class HangingLink implements Link {
            private volatile boolean closed;

            @Override
            public int read(byte[] buffer) throws IOException {
                if (hangs == Kind.CLOSE) {
                    return GONE;
                }
                byte[] said = (mayHang(Kind.READ, this) ? "late" : said()).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(said, 0, buffer, 0, said.length);
                return said.length;
            }

            private String said() throws IOException {
                try {
                    return Objects.requireNonNullElse(says.poll(READ_WAIT_MILLIS, TimeUnit.MILLISECONDS), "");
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
            }

            @Override
            public void write(byte[] bytes) {
                mayHang(Kind.WRITE, this);
            }

            @Override
            public void close() {
                mayHang(Kind.CLOSE, this);
                closed = true;
            }
        }
    }

    private final class Told implements LinkListener {
        private void tell(String line) {
            tellers.add(Thread.currentThread());
            told.add(line);
        }

        @Override
        public void up(long atNanos) {
            tell("up");
        }

        @Override
        public void bytes(long atNanos, byte[] buffer, int count) {
            tell("bytes " + new String(buffer, 0, count, StandardCharsets.US_ASCII));
        }

        @Override
        public void quiet(long atNanos) {
            tell("quiet");
        }

        @Override
        public void lost(long atNanos, String reason) {
            tell("lost " + reason);
        }
    }
}
