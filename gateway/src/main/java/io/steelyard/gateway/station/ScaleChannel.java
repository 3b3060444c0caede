package io.steelyard.gateway.station;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Reply;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.ScaleValue.ScaleReply;
import io.steelyard.gateway.scale.ScaleValue.ScaleStatus;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.weighing.Event;
import java.util.List;
import java.util.function.Consumer;

/** What a scale's link feeds: bytes through the decoder, readings on to who weighs. Owned by the link's thread. */
public final class ScaleChannel implements LinkListener {
    /** A frame that pauses this long in its middle will not be finished: far longer than any adapter's latency. */
    static final long HALF_FRAME_NANOS = 500_000_000L;

    private final Decoder<ScaleValue> decoder;
    private final Consumer<Event> weighs;
    private final LinkFacts facts;
    private final LineNoise noise;
    private long bytesNanos;

    /** @param weighs told of readings, of the link, and that time passes */
    public ScaleChannel(String device, String address, Decoder<ScaleValue> decoder, Consumer<Event> weighs,
            Commits commits,
            Consumer<String> complaints) {
        this.decoder = decoder;
        this.weighs = weighs;
        this.facts = new LinkFacts(device, address, commits);
        this.noise = new LineNoise(device, complaints);
    }

    /** What came over its line. */
    public LineCounts counts() {
        return noise.counts();
    }

    @Override
    public void up(long atNanos) {
        decoder.quiet(); // what was half-read belongs to the lost link
        facts.up(atNanos);
        weighs.accept(new Event.LinkUp(atNanos));
    }

    @Override
    public void bytes(long atNanos, byte[] buffer, int count) {
        bytesNanos = atNanos;
        noise.heard(atNanos, count);
        pass(atNanos, decoder.feed(buffer, count));
        weighs.accept(new Event.Tick(atNanos));
    }

    @Override
    public void quiet(long atNanos) {
        if (atNanos - bytesNanos > HALF_FRAME_NANOS) {
            pass(atNanos, decoder.quiet());
        }
        weighs.accept(new Event.Tick(atNanos));
    }

    private void pass(long atNanos, List<Decoded<ScaleValue>> decoded) {
        for (var one : decoded) {
            switch (one) {
                case Decoded.Value<ScaleValue>(ScaleValue value, byte[] frame) -> pass(atNanos, value, frame);
                case Decoded.Garbage<ScaleValue>(int bytes, _) -> noise.garbage(bytes);
            }
        }
    }

    private void pass(long atNanos, ScaleValue value, byte[] frame) {
        switch (value) {
            case Reading reading -> {
                noise.frame(frame);
                noise.counts().value(atNanos);
                weighs.accept(new Event.Weight(atNanos, reading, frame));
            }
            case ScaleStatus status -> {
                noise.frame(frame);
                weighs.accept(new Event.NoWeight(atNanos, status.status()));
            }
            // no event: nothing is known of the load, and a scale that only replies is silent
            case ScaleReply(Reply reply) -> noise.reply(reply, frame);
        }
    }

    @Override
    public void lost(long atNanos, String reason) {
        facts.lost(atNanos, reason);
        weighs.accept(new Event.LinkLost(atNanos, reason));
    }
}
