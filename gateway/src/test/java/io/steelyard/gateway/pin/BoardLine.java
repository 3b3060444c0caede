package io.steelyard.gateway.pin;

import io.steelyard.gateway.VirtualTime;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.LinkLoop;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.sim.device.IoModule;
import io.steelyard.sim.device.LineRate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A modelled I/O board, the line to it and the gateway's side of it, in virtual time on one thread. Nothing waits. */
final class BoardLine {
    static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STEP_NANOS = MILLI;
    private static final long REOPEN_NANOS = 500 * MILLI;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    final VirtualTime time = new VirtualTime();
    final IoModule module = new IoModule("io", 1, LineRate.eightN1(9600));
    final List<String> told = new ArrayList<>();
    /** What the gateway sent, with the milliseconds of sending. */
    final List<String> sent = new ArrayList<>();
    final Panel panel;
    private final LinkLoop loop;

    /** What becomes of the bytes on their way from the board. */
    UnaryOperator<byte[]> wire = bytes -> bytes;
    long delayNanos;
    boolean plugged = true;
    Runnable onSmoke = () -> {};

    private final ByteArrayOutputStream toBoard = new ByteArrayOutputStream();
    private final List<Late> toGateway = new ArrayList<>();
    private boolean woken;
    private long stepDueNanos;

    private record Late(long atNanos, byte[] bytes) {}

    BoardLine(Pin... pins) {
        var plan = new BoardPlan(LinkAddress.parse("tcp://io:1", LineSettings.USUAL).orElseThrow(), 1);
        var board = new IoBoard(plan, List.of(pins), new Told());
        panel = board.panel();
        loop = new LinkLoop("io", this::open, board, board,
                new Backoff(REOPEN_NANOS, REOPEN_NANOS, new SplittableRandom(1)), time);
        loop.wakes(() -> woken = true);
    }

    private Link open() throws IOException {
        if (!plugged) {
            throw new IOException("open io: it is unplugged; plug it in");
        }
        toGateway.clear();
        return new Link() {
            @Override
            public int read(byte[] buffer) {
                if (!plugged) {
                    return GONE;
                }
                if (toGateway.isEmpty() || toGateway.getFirst().atNanos() > time.monotonicNanos()) {
                    return 0;
                }
                var bytes = toGateway.removeFirst().bytes();
                System.arraycopy(bytes, 0, buffer, 0, bytes.length);
                return bytes.length;
            }

            @Override
            public void write(byte[] bytes) {
                sent.add(millis() + " " + HEX.formatHex(bytes, 1, bytes.length - 2));
                toBoard.writeBytes(bytes);
            }

            @Override
            public void close() {
                // the line stays
            }
        };
    }

    /** Lets so much time pass; the gateway's loop idles as it would on its thread. */
    void pass(long millis) {
        for (long until = time.monotonicNanos() + millis * MILLI; time.monotonicNanos() < until;) {
            time.advance(STEP_NANOS);
            passWithoutGateway();
            if (woken || time.monotonicNanos() >= stepDueNanos) {
                woken = false;
                stepDueNanos = time.monotonicNanos() + loop.step(time.monotonicNanos());
            }
        }
    }

    /** The gateway is dead. */
    void passDead(long millis) {
        for (long step = 0; step < millis; step++) {
            time.advance(STEP_NANOS);
            passWithoutGateway();
        }
    }

    private void passWithoutGateway() {
        byte[] heard = module.advance(time.monotonicNanos(), toBoard.toByteArray());
        toBoard.reset();
        if (heard.length > 0) {
            byte[] arrives = wire.apply(heard);
            if (arrives.length > 0) {
                toGateway.add(new Late(time.monotonicNanos() + delayNanos, arrives));
            }
        }
    }

    void close() {
        loop.close();
    }

    long millis() {
        return time.monotonicNanos() / MILLI;
    }

    /** What was sent since then, without the polls. */
    List<String> commands() {
        return sent.stream().map(line -> line.substring(line.indexOf(' ') + 1)).filter(line -> !line.startsWith("02"))
                .toList();
    }

    /** When this was last sent, in milliseconds. */
    long sentMillis(String words) {
        return sent.stream().filter(line -> line.endsWith(" " + words))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .mapToLong(Long::parseLong).max().orElseThrow();
    }

    private final class Told implements PinListener {
        @Override
        public void held() {
            told.add("held");
        }

        @Override
        public void switched(Pin.Input input, boolean active, long atNanos) {
            told.add(input.name() + " " + input.says(active));
            if (input.senses() == Pin.Senses.SMOKE && active) {
                onSmoke.run();
            }
        }

        @Override
        public void pulsed(String output) {
            told.add(output + " rests");
        }

        @Override
        public void lost(String reason) {
            told.add("lost " + reason);
        }
    }
}
