package io.steelyard.gateway.station;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Reply;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.sensor.SensorValue;
import io.steelyard.gateway.sensor.SensorValue.Measurement;
import io.steelyard.gateway.sensor.SensorValue.SensorReply;
import io.steelyard.gateway.sensor.SensorValue.SensorStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a sensor's link feeds: bytes through the decoder, measurements on to who wants them. What was measured too long ago is known no more:
 * a sensor that fell silent says neither "empty" nor "cool". Owned by the link's thread.
 */
public final class SensorChannel implements LinkListener {
    /** A measurement older than this is none; longer where the sensor is asked more seldom. */
    static final long MEASURED_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);
    /** One answer may be lost, and the one after it. */
    private static final int POLLS_WITHOUT_ANSWER_MAX = 3;

    private final Decoder<SensorValue> decoder;
    private final Measured measured;
    private final String device;
    private final Consumer<String> complaints;
    private final LinkFacts facts;
    private final LineNoise noise;
    private final long ageNanosMax;

    // for one link
    private long bytesNanos;
    /** The newest measurement's, or when the link came up. */
    private long heardNanos;
    private String status = "";
    // for the life of the process
    private boolean known;
    private boolean faulted;

    /** Who wants what a sensor measures. Called on its link's thread; must not wait. */
    public interface Measured {
        /** Each measurement as it comes, several a second perhaps. */
        void measured(long atNanos, Measurement measurement);

        /** From now on nobody knows; told once, until the next measurement. */
        void unknown(long atNanos, String why);
    }

    /** @param poll how often the sensor is asked, if it is */
    public SensorChannel(String device, String address, Decoder<SensorValue> decoder, Optional<Poll> poll,
            Measured measured, Commits commits, Consumer<String> complaints) {
        this.decoder = decoder;
        this.measured = measured;
        this.device = device;
        this.complaints = complaints;
        this.facts = new LinkFacts(device, address, commits);
        this.noise = new LineNoise(device, complaints);
        this.ageNanosMax = Math.max(MEASURED_NANOS_MAX,
                poll.map(asked -> POLLS_WITHOUT_ANSWER_MAX * asked.everyNanos()).orElse(0L));
    }

    /** What came over its line. */
    public LineCounts counts() {
        return noise.counts();
    }

    @Override
    public void up(long atNanos) {
        decoder.quiet(); // what was half-read belongs to the lost link
        facts.up(atNanos);
        heardNanos = atNanos;
        bytesNanos = atNanos;
        status = "";
    }

    @Override
    public void bytes(long atNanos, byte[] buffer, int count) {
        bytesNanos = atNanos;
        noise.heard(atNanos, count);
        pass(atNanos, decoder.feed(buffer, count));
        mindAge(atNanos);
    }

    @Override
    public void quiet(long atNanos) {
        if (atNanos - bytesNanos > ScaleChannel.HALF_FRAME_NANOS) {
            pass(atNanos, decoder.quiet());
        }
        mindAge(atNanos);
    }

    private void pass(long atNanos, List<Decoded<SensorValue>> decoded) {
        for (var one : decoded) {
            switch (one) {
                case Decoded.Value<SensorValue>(SensorReply(Reply reply), byte[] frame) -> noise.reply(reply, frame);
                case Decoded.Value<SensorValue>(SensorStatus(String why), byte[] frame) -> {
                    noise.frame(frame);
                    status = why; // a sound without an echo now and then is usual: the last distance counts until it is old
                }
                case Decoded.Value<SensorValue>(Measurement measurement, byte[] frame) -> {
                    noise.frame(frame);
                    heard(atNanos, measurement);
                }
                case Decoded.Garbage<SensorValue>(int bytes, _) -> noise.garbage(bytes);
            }
        }
    }

    private void heard(long atNanos, Measurement measurement) {
        heardNanos = atNanos;
        noise.counts().value(atNanos);
        status = "";
        known = true;
        if (faulted) {
            faulted = false;
            complaints.accept(device + " works again");
        }
        measured.measured(atNanos, measurement);
    }

    private void mindAge(long atNanos) {
        if (atNanos - heardNanos > ageNanosMax) {
            fault(atNanos, status.isEmpty()
                    ? "nothing measured for " + TimeUnit.NANOSECONDS.toSeconds(ageNanosMax)
                            + " s; check its wires, its line settings and its address"
                    : "it says " + status + "; check where it looks");
        }
    }

    /** A bin goes on without it, so it is told here. */
    private void fault(long atNanos, String why) {
        if (!faulted) {
            faulted = true;
            complaints.accept(device + " faulted: " + why);
        }
        if (known) {
            known = false;
            measured.unknown(atNanos, why);
        }
    }

    @Override
    public void lost(long atNanos, String reason) {
        facts.lost(atNanos, reason);
        faulted = false; // each reason is told
        fault(atNanos, reason);
    }
}
