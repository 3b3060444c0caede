package io.steelyard.gateway;

import io.steelyard.sim.platform.SignedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calendar of a world: ten years ahead, ten years back, right again, now and then vouched for by nobody; when, follows from the
 * seed. It knows everything the calendar ever showed, and so what a fact may say of it.
 */
final class WorldCalendar {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TEN_YEARS = Duration.ofDays(3652);
    private static final List<Duration> ASTRAY = List.of(TEN_YEARS.negated(), Duration.ZERO, TEN_YEARS);
    private static final int JUMPS_MAX = 3;
    private static final int TURNS_OF_TRUST_MAX = 4;

    /** How a calendar stood for a while: so far from the truth, and vouched for or not. */
    private record Shown(Duration astray, boolean trusted) {}

    private final VirtualTime time;
    private final SplittableRandom random;
    private final Deque<Long> jumpsDueNanos;
    private final Deque<Long> turnsOfTrustDueNanos;
    private final Set<Shown> shown = new HashSet<>();
    private Shown now = new Shown(Duration.ZERO, true);
    private int jumps;
    private int distrusts;

    private WorldCalendar(VirtualTime time, SplittableRandom random, int jumps, int turnsOfTrust, long nanosMax) {
        this.time = time;
        this.random = random;
        this.jumpsDueNanos = moments(jumps, nanosMax);
        this.turnsOfTrustDueNanos = moments(turnsOfTrust, nanosMax);
        shown.add(now);
    }

    /** Always right, and trusted. */
    static WorldCalendar steady(VirtualTime time) {
        return new WorldCalendar(time, new SplittableRandom(0), 0, 0, 1);
    }

    /** Now and then wrong or not trusted, for so long; in some worlds never. */
    static WorldCalendar astray(VirtualTime time, long seed, long nanosMax) {
        var random = new SplittableRandom(~seed); // not the world's own: its other fates stay what they were
        return new WorldCalendar(time, random, random.nextInt(JUMPS_MAX + 1), random.nextInt(TURNS_OF_TRUST_MAX + 1),
                nanosMax);
    }

    private Deque<Long> moments(int count, long nanosMax) {
        return random.longs(count, 0, nanosMax).sorted().boxed().collect(Collectors.toCollection(ArrayDeque::new));
    }

    void step() {
        if (isDue(jumpsDueNanos)) {
            var elsewhere = ASTRAY.stream().filter(astray -> !astray.equals(now.astray())).toList();
            show(new Shown(elsewhere.get(random.nextInt(elsewhere.size())), now.trusted()));
        }
        if (isDue(turnsOfTrustDueNanos)) {
            show(new Shown(now.astray(), !now.trusted()));
        }
    }

    private boolean isDue(Deque<Long> moments) {
        boolean due = !moments.isEmpty() && moments.getFirst() <= time.monotonicNanos();
        if (due) {
            moments.removeFirst();
        }
        return due;
    }

    /** Right and trusted from now on. */
    void mend() {
        jumpsDueNanos.clear();
        turnsOfTrustDueNanos.clear();
        show(new Shown(Duration.ZERO, true));
    }

    private void show(Shown next) {
        jumps += next.astray().equals(now.astray()) ? 0 : 1;
        distrusts += now.trusted() && !next.trusted() ? 1 : 0;
        time.step(next.astray().minus(now.astray()));
        time.trust(next.trusted());
        now = next;
        shown.add(next);
    }

    int jumps() {
        return jumps;
    }

    int distrusts() {
        return distrusts;
    }

    /** Each fact must say what the calendar showed for the moment of its capture, to the millisecond, and no trust it did not have. */
    List<String> judge(List<SignedFact> facts) {
        return facts.stream().map(SignedFact::bytes).map(JSON::readTree).flatMap(fact -> lie(fact).stream()).toList();
    }

    private Optional<String> lie(JsonNode fact) {
        var clock = fact.get("clock");
        var at = Instant.parse(fact.get("at").asString());
        var truth = time.moment(clock.get("boot").asString(), clock.get("uptimeMs").asLong());
        boolean trusted = clock.get("trusted").asBoolean();
        boolean right = truth.map(moment -> Duration.between(moment, at))
                .filter(astray -> shown.contains(new Shown(astray, true))
                        || !trusted && shown.contains(new Shown(astray, false)))
                .isPresent();
        return right
                ? Optional.empty()
                : Optional.of("fact " + fact.get("seq") + " says " + at + (trusted ? ", trusted" : "") + ", by " + clock
                        + "; that is no moment the calendar showed");
    }
}
