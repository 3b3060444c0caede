package io.steelyard.gateway.station;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Reply;
import io.steelyard.gateway.link.LinkListener;
import io.steelyard.gateway.tag.TagValue.TagRead;
import io.steelyard.gateway.tag.TagValue.TagReply;
import io.steelyard.gateway.tag.TagValue;
import io.steelyard.gateway.weighing.Event;
import io.steelyard.gateway.weighing.Event.CodeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a reader's link feeds: bytes through the decoder, codes on to the station. One presentation is one event: a card that
 * stays in the field repeats every 50 ms or so. Owned by the link's thread.
 */
public final class TagChannel implements LinkListener {
    /** A code not heard for this long has left the field; hearing it again is a new presentation. */
    private static final long LEFT_NANOS = 1_000_000_000L;
    /** More codes than lie in one reader's field at a time; the one heard longest ago is forgotten first. */
    private static final int CODES_MAX = 64;

    private final Decoder<TagValue> decoder;
    private final Predicate<String> expected;
    private final Presented presented;
    private final String device;
    private final Consumer<String> complaints;
    private final LinkFacts facts;
    private final LineNoise noise;
    private final Map<String, Long> heardNanosByCode = new LinkedHashMap<>();
    private long bytesNanos;
    private boolean lost;

    /** Told of each presentation, once. */
    public interface Presented {
        void code(long atNanos, String code);
    }

    /**
     * @param expected what this site's codes look like
     * @param presented mostly {@link #to}
     */
    public TagChannel(String device, String address, Decoder<TagValue> decoder, Predicate<String> expected,
            Presented presented, Commits commits, Consumer<String> complaints) {
        this.decoder = decoder;
        this.expected = expected;
        this.presented = presented;
        this.device = device;
        this.complaints = complaints;
        this.facts = new LinkFacts(device, address, commits);
        this.noise = new LineNoise(device, complaints);
    }

    /** The code belongs to the station's next weighing. */
    public static Presented to(Station station, CodeKind kind) {
        return (atNanos, code) -> station.on(new Event.CodeSeen(atNanos, kind, code));
    }

    /** What came over its line. */
    public LineCounts counts() {
        return noise.counts();
    }

    @Override
    public void up(long atNanos) {
        decoder.quiet(); // what was half-read belongs to the lost link
        facts.up(atNanos);
        if (lost) {
            lost = false;
            complaints.accept(device + " works again");
        }
    }

    @Override
    public void bytes(long atNanos, byte[] buffer, int count) {
        bytesNanos = atNanos;
        noise.heard(atNanos, count);
        pass(atNanos, decoder.feed(buffer, count));
    }

    @Override
    public void quiet(long atNanos) {
        if (atNanos - bytesNanos > ScaleChannel.HALF_FRAME_NANOS) {
            pass(atNanos, decoder.quiet());
        }
    }

    private void pass(long atNanos, List<Decoded<TagValue>> decoded) {
        for (var one : decoded) {
            switch (one) {
                case Decoded.Value<TagValue>(TagReply(Reply reply), byte[] frame) -> noise.reply(reply, frame);
                case Decoded.Value<TagValue>(TagValue value, byte[] frame) -> {
                    noise.frame(frame);
                    if (value instanceof TagRead read) { // "no tag" is no event: absence shows by not being heard
                        noise.counts().value(atNanos);
                        present(atNanos, read.code());
                    }
                }
                case Decoded.Garbage<TagValue>(int bytes, _) -> noise.garbage(bytes);
            }
        }
    }

    private void present(long atNanos, String code) {
        if (!expected.test(code)) {
            return; // a line without a check can lose characters: what does not look like this site's codes is none
        }
        var before = heardNanosByCode.remove(code);
        heardNanosByCode.put(code, atNanos);
        if (heardNanosByCode.size() > CODES_MAX) {
            heardNanosByCode.remove(heardNanosByCode.keySet().iterator().next());
        }
        if (before == null || atNanos - before > LEFT_NANOS) {
            presented.code(atNanos, code);
        } else {
            noise.counts().repeat();
        }
    }

    /** A station weighs on without a reader, so its loss is told here: no fault of the station says it. */
    @Override
    public void lost(long atNanos, String reason) {
        lost = true;
        facts.lost(atNanos, reason);
        complaints.accept(device + " faulted: " + reason);
    }
}
