package io.steelyard.gateway.detect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What to do next on a line to find out who is there, given what was heard. Listens first; asks only a line that was
 * silent; asks nothing new once something answered; and listens on to the end, for whom a card or a code must be shown.
 *
 * <p>Pure: its owner does each step, tells it what came, and asks for the next.
 */
public final class Search {

    /** So long one listening lasts before it is judged. */
    private static final Duration SLICE = Duration.ofMillis(500);
    /** Who speaks unasked does so within this: slow printers every two seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(2);
    /** The second listening, at the fast line, is only for what the first could not hear. */
    private static final Duration SILENCE_AGAIN = Duration.ofSeconds(1);
    /** Frames are expected within this of the first byte at the right line. */
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** Good frames that come slowly are waited for. */
    private static final Duration PROMISE = Duration.ofSeconds(6);
    /** A device's thinking, and so many characters on the line: the longest answer takes 153 at 9600 baud. */
    private static final Duration THINKING = Duration.ofMillis(250);
    private static final int ANSWER_CHARACTERS = 60;
    private static final int BITS_PER_CHARACTER = 10;
    /** A converter's line may be as slow as any. */
    private static final int BAUD_UNKNOWN = 1200;
    private static final int ANSWERS_MAX = 6;

    /** One thing to do. */
    public sealed interface Step {
        /** Listen at this line for so long. */
        record Listen(String line, Duration time) implements Step {}

        /** Ask once at this line and listen for so long. */
        record Ask(String line, Probe probe, Duration time) implements Step {}

        /** It is over. */
        record Done(Verdict verdict) implements Step {}
    }

    private final Plan plan;
    private final Detection detection;
    private final Deque<Step.Ask> ahead = new ArrayDeque<>();
    private final Set<Probe> askedSinceNarrowed = new HashSet<>();
    private Duration left;
    private Step step;
    private Heard heard;

    // for one line while listening
    private int listeningAt;
    private Duration listened = Duration.ZERO;
    private Duration sinceFirstByte = Duration.ZERO;
    private boolean spoken;

    // for one question
    private long bytesBefore;
    private int answers;
    private boolean narrowed;
    private boolean asking;

    /** A search that takes at most so long, not counting the opening of ports. */
    public Search(Plan plan, Duration budget) {
        this(plan, budget, Suspect.all());
    }

    Search(Plan plan, Duration budget, List<Suspect> suspects) {
        this.plan = plan;
        this.left = budget;
        this.detection = new Detection(suspects);
        this.step = new Step.Listen(plan.listening().getFirst(), SLICE);
        this.heard = detection.unasked(plan.listening().getFirst());
        plan.rows().forEach(row -> row.probes().forEach(probe -> ahead.add(ask(row.line(), probe))));
    }

    /** The step that is to be done now. */
    public Step step() {
        return step;
    }

    /** Bytes came during this step: the first {@code count} of the buffer. */
    public void bytes(byte[] buffer, int count) {
        heard.bytes(buffer, count);
    }

    /** The line was silent for a moment during this step. */
    public void quiet() {
        heard.quiet();
    }

    /** The step's time is over; answers what is to be done now. */
    public Step next() {
        step = switch (step) {
            case Step.Listen listen -> afterListening(listen);
            case Step.Ask ask -> afterAnswer(ask);
            case Step.Done done -> done;
        };
        return step;
    }

    /** Did the time run out before everything was asked? */
    public boolean cutShort() {
        return left.compareTo(Duration.ZERO) <= 0 && !ahead.isEmpty();
    }

    private Step afterListening(Step.Listen listen) {
        left = left.minus(listen.time());
        listened = listened.plus(listen.time());
        boolean someHere = heard.bytes() > 0;
        spoken |= someHere;
        sinceFirstByte = someHere ? sinceFirstByte.plus(listen.time()) : Duration.ZERO;
        if (left.compareTo(Duration.ZERO) <= 0) {
            return done();
        }
        Opinion opinion = detection.opinion(listen.line(), heard);
        if (opinion.sure() || !opinion.best().isEmpty() && over(SETTLE)) {
            return done();
        }
        if (asking) {
            return listen(listen.line()); // all is asked: to the end of the time, a card may be shown yet
        }
        boolean slow = !opinion.promising().isEmpty() || !opinion.best().isEmpty();
        if (someHere && !over(slow ? PROMISE : SETTLE)) {
            return listen(listen.line());
        }
        Duration enough = listeningAt == 0 ? SILENCE : SILENCE_AGAIN;
        if (!someHere && listened.compareTo(enough) < 0) {
            return listen(listen.line());
        }
        return elsewhere();
    }

    private boolean over(Duration time) {
        return sinceFirstByte.compareTo(time) >= 0;
    }

    /** A line that was silent at the first two is silent at all; one that has spoken is never asked. */
    private Step elsewhere() {
        listeningAt++;
        boolean silent = !spoken && listeningAt >= Math.min(2, plan.listening().size());
        if (silent) {
            return nextQuestion();
        }
        return listeningAt < plan.listening().size() ? listen(plan.listening().get(listeningAt)) : done();
    }

    private Step listen(String line) {
        Heard here = detection.unasked(line);
        if (here != heard) {
            heard = here;
            listened = Duration.ZERO;
            sinceFirstByte = Duration.ZERO;
        }
        return new Step.Listen(line, SLICE);
    }

    private Step afterAnswer(Step.Ask ask) {
        left = left.minus(ask.time());
        heard.quiet();
        if (left.compareTo(Duration.ZERO) <= 0) {
            return done();
        }
        boolean answered = heard.bytes() > bytesBefore;
        Opinion opinion = detection.opinion(ask.line(), heard);
        Set<String> understood = opinion.understood();
        if (understood.isEmpty()) {
            return answered ? done() : nextQuestion();
        }
        if (ask.probe().dialects().stream().noneMatch(understood::contains)) {
            return answered ? narrow(ask.line(), understood) : nextQuestion();
        }
        boolean tells = !opinion.best().isEmpty() || !opinion.promising().isEmpty();
        if (opinion.settled() || answers == ANSWERS_MAX) {
            return done();
        }
        return tells ? asked(ask) : narrow(ask.line(), understood);
    }

    /**
     * The device spoke in words of these dialects, be it to refuse or to tell a weight though another's question was
     * heard: only their own questions are left. The gateway will ask by them. Who speaks without being asked, and began
     * only now, is listened to.
     */
    private Step narrow(String line, Set<String> dialects) {
        List<Step.Ask> fitting = Arrays.stream(Probe.values())
                .filter(probe -> !askedSinceNarrowed.contains(probe)
                        && probe.dialects().stream().anyMatch(dialects::contains))
                .map(probe -> ask(line, probe)).toList();
        ahead.clear();
        if (fitting.isEmpty() && !narrowed) {
            return listen(line);
        }
        narrowed = true;
        ahead.addAll(fitting);
        return nextQuestion();
    }

    private Step nextQuestion() {
        asking = true;
        answers = 0;
        Step.Ask next = ahead.poll();
        if (next != null) {
            return asked(next);
        }
        return narrowed ? done() : listen(plan.listening().getFirst());
    }

    private Step asked(Step.Ask ask) {
        if (narrowed) {
            askedSinceNarrowed.add(ask.probe());
        }
        answers++;
        heard = detection.answers(ask.line(), ask.probe());
        heard.asked(ask.probe());
        bytesBefore = heard.bytes();
        return ask;
    }

    private static Step.Ask ask(String line, Probe probe) {
        int baud = line.equals(Plan.CONVERTER) ? BAUD_UNKNOWN : Integer.parseInt(line.substring(0, line.indexOf(' ')));
        long millis = ANSWER_CHARACTERS * BITS_PER_CHARACTER * 1000L / baud;
        return new Step.Ask(line, probe, THINKING.plusMillis(millis));
    }

    private Step done() {
        return new Step.Done(detection.verdict());
    }
}
