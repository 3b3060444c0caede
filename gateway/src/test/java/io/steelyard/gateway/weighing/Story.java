package io.steelyard.gateway.weighing;

import io.steelyard.gateway.scale.Flag;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event.CodeKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A weighing point and what happens to it, written down in order: one frame every 100 ms, the journal answers at once unless
 * told to wait.
 */
final class Story {
    static final long STEP_NANOS = 100_000_000L;
    static final long SECOND = 1_000_000_000L;
    /** Frames at this step that agree long enough: a second, both ends counted. */
    static final int SETTLED = 11;
    static final Rules RULES = rules(Set.of());

    private final Rules rules;
    private final List<Weighed> drafts = new ArrayList<>();
    private final List<Weighed> unanswered = new ArrayList<>();
    private WeighingPoint point;
    private long nowNanos = 100 * SECOND;
    private boolean journalWaits;
    private String refusal = "";

    private Story(Rules rules) {
        this.rules = rules;
        this.point = WeighingPoint.start(nowNanos);
    }

    /** Division 0.01 kg, capturable from 0.20 to 60.00; everything else as configured by default. */
    static Rules rules(Set<CodeKind> needs) {
        return new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"), new BigDecimal("60.00"),
                5,
                SECOND, SECOND / 2, 3 * SECOND, 10 * SECOND, 60 * SECOND, 30 * SECOND, needs);
    }

    /** A point where the clerk confirms. The pan was seen empty. */
    static Story confirming(CodeKind... needs) {
        var auto = rules(Set.of(needs));
        return new Story(new Rules(auto.unit(), auto.division(), auto.least(), auto.most(), auto.settleFrames(),
                auto.settleNanos(), auto.gapNanosMax(), auto.silenceNanosMax(), auto.settleWaitNanosMax(),
                auto.codeWaitNanosMax(), auto.codeKeepNanos(), auto.needs(), Rules.Commit.CONFIRM)).emptied();
    }

    static Story begins(CodeKind... needs) {
        return new Story(rules(Set.of(needs)));
    }

    /** The pan was seen empty: the point is armed. */
    static Story armed(CodeKind... needs) {
        return begins(needs).emptied();
    }

    Story emptied() {
        return weights(SETTLED, "0.00");
    }

    /** A load until it has settled. */
    Story settled(String value) {
        return weights(SETTLED, value);
    }

    /** Each value once. */
    Story weights(String... values) {
        for (var value : values) {
            then(weight(nowNanos, value));
        }
        return this;
    }

    /** Each value so many times over. */
    Story weights(int times, String... values) {
        for (int time = 0; time < times; time++) {
            weights(values);
        }
        return this;
    }

    /** One frame that is not simply a stable number. */
    Story frame(Reading reading) {
        return then(new Event.Weight(nowNanos, reading, frame(reading.value().toPlainString())));
    }

    Story status(String why) {
        return then(new Event.NoWeight(nowNanos, why));
    }

    Story code(CodeKind kind, String code) {
        return then(new Event.CodeSeen(nowNanos, kind, code));
    }

    Story chosen(String material, String unpaid) {
        return then(chosen(nowNanos, material, unpaid));
    }

    static Event.Chosen chosen(long atNanos, String material, String unpaid) {
        return new Event.Chosen(atNanos, new Choice(Optional.of(material), new BigDecimal(unpaid)));
    }

    Story confirmed(String net) {
        return then(confirmed(nowNanos, net));
    }

    static Event.Confirmed confirmed(long atNanos, String net) {
        return new Event.Confirmed(atNanos, new BigDecimal(net), Optional.of("w1"));
    }

    Story linkLost() {
        return then(new Event.LinkLost(nowNanos, "unplugged"));
    }

    Story held() {
        return then(new Event.Held(nowNanos));
    }

    Story linkUp() {
        return then(new Event.LinkUp(nowNanos));
    }

    /** Nothing is heard, the clock goes on. */
    Story silence(double seconds) {
        long until = nowNanos + (long) (seconds * SECOND);
        while (nowNanos < until) {
            then(new Event.Tick(nowNanos));
        }
        return this;
    }

    Story journalWaits() {
        journalWaits = true;
        return this;
    }

    /** The journal answers the oldest draft that waits. */
    Story journalCommits() {
        var draft = unanswered.removeFirst();
        return committed(draft.capturedNanos());
    }

    Story journalFails(String reason) {
        var draft = unanswered.removeFirst();
        return then(new Event.CommitFailed(nowNanos, draft.capturedNanos(), reason));
    }

    Story committed(long capturedNanos) {
        return then(new Event.Committed(nowNanos, capturedNanos, drafts.size(), "id-" + drafts.size()));
    }

    Story then(Event event) {
        take(event);
        nowNanos += STEP_NANOS;
        return this;
    }

    private void take(Event event) {
        var step = point.on(event, rules);
        point = step.next();
        refusal = step.refusal().map(why -> why.code().text()).orElse("");
        step.commit().ifPresent(draft -> {
            drafts.add(draft);
            if (journalWaits) {
                unanswered.add(draft);
            } else {
                take(new Event.Committed(nowNanos, draft.capturedNanos(), drafts.size(), "id-" + drafts.size()));
            }
        });
    }

    /** What was asked to be committed. */
    List<String> drafts() {
        return drafts.stream().map(draft -> draft.reading().value().toPlainString()).toList();
    }

    Weighed lastDraft() {
        return drafts.getLast();
    }

    /** The bag codes that went with the drafts; "-" where none did. */
    List<String> bags() {
        return drafts.stream().map(draft -> draft.codes().of(CodeKind.BAG).orElse("-")).toList();
    }

    /** Why the latest event was refused, in a word; empty when it was not. */
    String refusal() {
        return refusal;
    }

    Rules rules() {
        return rules;
    }

    State state() {
        return point.state();
    }

    /** The kind of state the point is in. */
    String at() {
        return point.state().getClass().getSimpleName();
    }

    Outcome outcome() {
        return point.outcome();
    }

    String reason() {
        return switch (point.outcome()) {
            case Outcome.NotRecorded(Sentence why) -> why.text();
            case Outcome.Recorded recorded -> "recorded " + recorded.weighed().reading().value().toPlainString();
            case Outcome.None _ -> "nothing attempted";
        };
    }

    WeighingPoint point() {
        return point;
    }

    long nowNanos() {
        return nowNanos;
    }

    static Event.Weight weight(long atNanos, String value) {
        return new Event.Weight(atNanos, reading(value), frame(value));
    }

    private static byte[] frame(String value) {
        return ("=" + value).getBytes(StandardCharsets.US_ASCII);
    }

    static Reading reading(String value) {
        return reading(value, WeightUnit.KILOGRAM, Truth.YES);
    }

    static Reading reading(String value, WeightUnit unit, Truth stable, Flag... flags) {
        return ScaleValue.reading(new BigDecimal(value), unit, stable, Mode.GROSS, Set.of(flags));
    }
}
