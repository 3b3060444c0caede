package io.steelyard.gateway.bench;

import io.steelyard.sim.bin.CardReader;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.IoModule;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bin of one compartment at three serial ports, and its daemon as a process: a lock, a buzzer and a smoke detector on an I/O board. */
final class AlarmedBin implements AutoCloseable {
    /** Channels of the board. */
    static final int LOCK = 0;
    static final int BUZZER = 2;
    private static final int LID = 0;
    private static final int SMOKE = 4;
    private static final int CHANNELS = 8;
    /** In turn: a card that is held up again too soon was never away. */
    private static final List<String> CARDS = List.of("0100000001", "0100000002", "0100000003", "0100000004");
    private static final long START_SECONDS_MAX = 60;
    private static final long LOOK_MILLIS = 20;

    /** An output changed, as the board's model saw it, at most one step of the models ago. */
    record Change(long atNanos, int channel, boolean on) {}

    private final DeviceLoop devices = new DeviceLoop(line -> System.err.println("  " + line));
    private final IoModule board = new IoModule("io", 1, LineRate.eightN1(115_200));
    private final CardReader reader = new CardReader(new Rdm6300Reader("cards", Rdm6300Reader.LINE));
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final Path folder;
    private final Process daemon;
    private int cards;

    private AlarmedBin(Path folder, String broker) throws IOException {
        this.folder = folder;
        attach(new Board());
        attach(reader);
        attach(new YaohuaScale("scale", ScaleProfile.BENCH_60_KG, new Pan()));
        board.input(LID, true);
        devices.start();
        KeyFiles.writePublic(folder.resolve("platform.pub"), KeyFiles.newPair().getPublic());
        var config = Files.writeString(folder.resolve("gateway.toml"), CONFIG.replace("FOLDER", folder.toString())
                .replace("BROKER", broker));
        var builder = new ProcessBuilder(Programs.plainJava("io.steelyard.gateway.Main", "run", "--config",
                config.toString())).redirectErrorStream(true).redirectOutput(console().toFile());
        this.daemon = Programs.startAlike(builder);
    }

    /** Starts it and waits until it is online; the daemon's syncs are as slow as ours. */
    static AlarmedBin start(Path folder, String broker) throws IOException, InterruptedException {
        var bin = new AlarmedBin(folder, broker);
        for (long looked = 0; !Files.readString(bin.console()).contains("uplink connected"); looked++) {
            if (looked * LOOK_MILLIS > TimeUnit.SECONDS.toMillis(START_SECONDS_MAX) || !bin.daemon.isAlive()) {
                throw new IOException("the daemon does not come online: " + Files.readString(bin.console()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return bin;
    }

    private Path console() {
        return folder.resolve("console.log");
    }

    private void attach(Device device) throws IOException {
        var pty = Pty.open();
        pty.linkAs(folder.resolve(device.name()));
        devices.attach(device, new FaultyWire(FaultRates.NONE, new SplittableRandom(1)), pty);
    }

    /** Holds up the next card. */
    void card() {
        var card = CARDS.get(cards++ % CARDS.size());
        devices.act(nowNanos -> reader.present(nowNanos, card));
    }

    /** Lets current flow in the detector's input, or not; since when. */
    long smoke(boolean now) {
        var at = new CompletableFuture<Long>();
        devices.act(nowNanos -> {
            board.input(SMOKE, now);
            at.complete(nowNanos);
        });
        return at.join();
    }

    /** When the output came to be so, or {@link Long#MAX_VALUE} when it did not within that time. Others' changes are passed over. */
    long await(int channel, boolean on, long nanosMax) throws InterruptedException {
        long untilNanos = System.nanoTime() + nanosMax;
        while (true) {
            var change = changes.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (change == null) {
                return Long.MAX_VALUE;
            }
            if (change.channel == channel && change.on == on) {
                return change.atNanos;
            }
        }
    }

    /** Forgets what changed until now. */
    void forget() {
        changes.clear();
    }

    /** The board; whatever it switches is written down. */
    private final class Board implements Device {
        private final boolean[] outputs = new boolean[CHANNELS];

        @Override
        public String name() {
            return board.name();
        }

        @Override
        public byte[] advance(long nowNanos, byte[] received) {
            byte[] sent = board.advance(nowNanos, received);
            for (int channel = 0; channel < CHANNELS; channel++) {
                if (outputs[channel] != board.output(channel)) {
                    outputs[channel] = board.output(channel);
                    changes.add(new Change(nowNanos, channel, outputs[channel]));
                }
            }
            return sent;
        }

        @Override
        public int commandsThatChange() {
            return board.commandsThatChange();
        }

        @Override
        public int commandsUnknown() {
            return board.commandsUnknown();
        }
    }

    @Override
    public void close() {
        Programs.end(daemon);
        devices.close();
    }

    private static final String CONFIG = """
            [gateway]
            id = "bin-0001"
            city = "bench"
            data = "FOLDER/data"

            [kiosk]
            listen = "off"

            [uplink]
            broker = "BROKER"
            platform_key = "FOLDER/platform.pub"

            [bin]
            name = "bin-1"
            unknown_cards = "quarantine"

            [[bin.reader]]
            name = "cards"
            dialect = "rdm6300"
            link = "serial:FOLDER/cards"

            [[bin.compartment]]
            name = "paper"
            material = "0101"

            [bin.compartment.scale]
            name = "scale"
            dialect = "yaohua-continuous-0"
            link = "serial:FOLDER/scale"
            unit = "kg"
            division = "0.01"
            max = "60.00"
            min = "0.05"
            settle = "500 ms"

            [io]
            dialect = "waveshare-io"
            link = "serial:FOLDER/io"
            line = "115200 8N1"

            [[pin]]
            name = "paper-lock"
            line = 0
            role = "lock"
            pulse = "4 s"
            station = "paper"

            [[pin]]
            name = "buzzer"
            line = 2
            role = "buzzer"
            station = "bin-1"

            [[pin]]
            name = "ready"
            line = 3
            role = "lamp"
            shows = "ready"
            station = "bin-1"

            [[pin]]
            name = "fault"
            line = 4
            role = "lamp"
            shows = "fault"
            station = "bin-1"

            [[pin]]
            name = "paper-lid"
            line = 0
            role = "lid"
            station = "paper"

            [[pin]]
            name = "smoke"
            line = 4
            role = "smoke"
            """;
}
