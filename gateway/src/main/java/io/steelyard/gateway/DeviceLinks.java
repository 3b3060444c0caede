package io.steelyard.gateway;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.kiosk.Kiosk;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.link.LinkLoop;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.ops.LinkWatch;
import io.steelyard.gateway.pin.BoardPlan;
import io.steelyard.gateway.pin.IoBoard;
import io.steelyard.gateway.pin.Panel;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinListener;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.station.LineCounts;
import io.steelyard.gateway.station.ScaleChannel;
import io.steelyard.gateway.station.SensorChannel;
import io.steelyard.gateway.station.TagChannel;
import io.steelyard.gateway.weighing.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One loop for each device of a gateway: its link, who watches it, who looks on at it, and what its bytes mean. */
final class DeviceLinks {
    private static final long REOPEN_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long REOPEN_LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Surroundings around;
    private final JournalLoop journal;
    private final Optional<Kiosk> kiosk;
    private final List<LinkLoop> loops = new ArrayList<>();
    private final List<LinkWatch> watches = new ArrayList<>();

    DeviceLinks(Surroundings around, JournalLoop journal, Optional<Kiosk> kiosk) {
        this.around = around;
        this.journal = journal;
        this.kiosk = kiosk;
    }

    /** The pauses before a device is tried again. */
    static Backoff reopening(Surroundings around) {
        return new Backoff(REOPEN_FIRST_NANOS, REOPEN_LONGEST_NANOS, around.random());
    }

    List<LinkLoop> loops() {
        return loops;
    }

    List<LinkWatch> watches() {
        return watches;
    }

    /** The I/O board that has the pins; what it drives. */
    Panel board(BoardPlan plan, List<Pin> pins, PinListener inputs) {
        var board = new IoBoard(plan, pins, inputs);
        loops.add(new LinkLoop("io", opener(plan.link(), Link.READ_WAIT_MILLIS), board, board, reopening(around),
                around.time()));
        return board.panel();
    }

    /** A scale of that station or bin. */
    void scale(String point, GatewayConfig.Scale scale, Consumer<Event> weighs) {
        var channel = new ScaleChannel(scale.name(), scale.link().toString(),
                scale.dialect().newDecoder(scale.settings()), weighs, journal, around.complaints());
        add(scale.name(), scale.link(), scale.poll(),
                watched(point, scale.name(), LinkWatch.Role.SCALE, channel.counts(), channel));
    }

    /** A sensor of that bin. */
    void sensor(String point, GatewayConfig.Sensor sensor, SensorChannel.Measured measured) {
        var channel = new SensorChannel(sensor.name(), sensor.link().toString(),
                sensor.dialect().newDecoder(sensor.settings()), sensor.poll(), measured, journal, around.complaints());
        add(sensor.name(), sensor.link(), sensor.poll(),
                watched(point, sensor.name(), LinkWatch.Role.SENSOR, channel.counts(), channel));
    }

    /** A reader of codes, cards or badges of that station or bin. */
    void reader(String point, GatewayConfig.Reader reader, TagChannel.Presented presented) {
        var channel = new TagChannel(reader.name(), reader.link().toString(),
                reader.dialect().newDecoder(reader.scanner()), reader.pattern().asMatchPredicate(), presented, journal,
                around.complaints());
        add(reader.name(), reader.link(), reader.poll(),
                watched(point, reader.name(), LinkWatch.Role.READER, channel.counts(), channel));
    }

    private LinkWatch watched(String point, String device, LinkWatch.Role role, LineCounts counts,
            LinkListener listener) {
        var watch = new LinkWatch(device, point, role, counts, listener);
        watches.add(watch);
        return watch;
    }

    private void add(String name, LinkAddress address, Optional<Poll> poll, LinkListener listener) {
        int readWaitMillis = poll.isPresent() ? Link.READ_WAIT_MILLIS : Link.UNASKED_READ_WAIT_MILLIS;
        loops.add(new LinkLoop(name, opener(address, readWaitMillis),
                kiosk.map(pages -> pages.tapped(name, listener)).orElse(listener), poll, reopening(around),
                around.time()));
    }

    private LinkLoop.Opener opener(LinkAddress address, int readWaitMillis) {
        return new LinkLoop.Opener() {
            @Override
            public Link open() throws IOException {
                return around.links().open(address, readWaitMillis);
            }

            @Override
            public String presence() {
                return address.presence();
            }
        };
    }
}
