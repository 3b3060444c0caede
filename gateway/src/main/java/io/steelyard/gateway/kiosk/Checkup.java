package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.calibration.CheckResult;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.CalibrationData;
import io.steelyard.gateway.station.CheckEnd;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactType;
import io.steelyard.gateway.station.StationPlan.ScaleIdentity;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.gateway.weighing.Sentence.Code;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** One check of a scale that a technician began: what becomes of it, to its fact. Any thread. */
final class Checkup implements CheckEnd {
    private final Order order;
    private final Bench bench;
    private final Time time;
    // guarded by this
    private End end = new End.Open();

    /**
     * Who checks what.
     *
     * @param by the keyed token of who does
     * @param validDays for so many days it is to count
     */
    record Order(String station, ScaleIdentity scale, WeightUnit unit, String by, int validDays) {}

    /** What became of it. */
    sealed interface End {
        /** Under way. */
        record Open() implements End {}

        /** Nobody went on with it. */
        record GivenUp() implements End {}

        /** The result is with the journal. */
        record Writing(CheckResult result) implements End {}

        /** The result is durable. */
        record Recorded(CheckResult result, long seq) implements End {}

        /** The result was not written. */
        record NotWritten(CheckResult result, Sentence why) implements End {}
    }

    Checkup(Order order, Bench bench, Time time) {
        this.order = order;
        this.bench = bench;
        this.time = time;
    }

    synchronized End end() {
        return end;
    }

    private synchronized void became(End next) {
        end = next;
    }

    @Override
    public void givenUp() {
        became(new End.GivenUp());
    }

    @Override
    public void ended(CheckResult result) {
        became(new End.Writing(result));
        var until = LocalDate.ofInstant(time.wall(), ZoneOffset.UTC).plusDays(order.validDays());
        var data = new CalibrationData(order.scale().name(), order.station(), order.scale().serial(), order.unit(),
                result, order.by(), order.validDays(), until);
        var written = new Commits.Completion() {
            @Override
            public void committed(long atNanos, long seq, String id) {
                became(new End.Recorded(result, seq));
                if (result.passed()) {
                    bench.passed().until(order.scale().name(), until);
                }
            }

            @Override
            public void failed(long atNanos, String reason) {
                became(new End.NotWritten(result, new Sentence(Code.NOT_WRITTEN, reason)));
            }
        };
        if (!bench.commits().offer(new Draft(FactType.DEVICE, time.monotonicNanos(), data), written)) {
            written.failed(time.monotonicNanos(), "the journal takes no more; check the scale again in a moment");
        }
    }
}
