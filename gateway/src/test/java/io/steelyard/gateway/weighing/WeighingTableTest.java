package io.steelyard.gateway.weighing;

import static io.steelyard.gateway.weighing.Event.CodeKind.BAG;
import static io.steelyard.gateway.weighing.Event.CodeKind.HOUSEHOLD;
import static io.steelyard.gateway.weighing.Story.SETTLED;
import static io.steelyard.gateway.weighing.Story.STEP_NANOS;
import static io.steelyard.gateway.weighing.Story.armed;
import static io.steelyard.gateway.weighing.Story.begins;
import static io.steelyard.gateway.weighing.Story.confirming;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event.CodeSeen;
import io.steelyard.gateway.weighing.Event.CommitFailed;
import io.steelyard.gateway.weighing.Event.Committed;
import io.steelyard.gateway.weighing.Event.Held;
import io.steelyard.gateway.weighing.Event.LinkLost;
import io.steelyard.gateway.weighing.Event.LinkUp;
import io.steelyard.gateway.weighing.Event.NoWeight;
import io.steelyard.gateway.weighing.Event.Released;
import io.steelyard.gateway.weighing.Event.Tick;
import io.steelyard.gateway.weighing.Event.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state meets every event; the answers stand in {@code weighing-table.txt}, to be read by people. */
class WeighingTableTest {
    private static final Path TABLE = Path.of("src/test/resources/weighing-table.txt");
    private static final String REWRITE = "weighing.table.rewrite";
    private static final long SECOND = Story.SECOND;

    private static Map<String, Story> states() {
        var states = new LinkedHashMap<String, Story>();
        states.put("Clearing, nothing seen", begins(BAG));
        states.put("Clearing, a frame short of armed", begins(BAG).weights(SETTLED - 1, "0.00"));
        states.put("Idle", armed(BAG));
        states.put("Settling, just loaded", armed(BAG).weights("10.10"));
        states.put("Settling, a frame short, code there", armed(BAG).code(BAG, "B1").weights(SETTLED - 1, "10.10"));
        states.put("Settling, a frame short, no code", armed(BAG).weights(SETTLED - 1, "10.10"));
        states.put("Settling, a frame short of empty", armed(BAG).weights("10.10").weights(SETTLED - 1, "0.00"));
        states.put("Settling, too light", armed(BAG).settled("0.15"));
        states.put("Identifying", armed(BAG).settled("10.10"));
        states.put("Idle, chosen", armed(BAG).chosen("0101", "1.00"));
        states.put("Settling, a frame short, code there, chosen",
                armed(BAG).code(BAG, "B1").chosen("0101", "1.00").weights(SETTLED - 1, "10.10"));
        states.put("Settling, a frame short, code there, more unpaid than there is",
                armed(BAG).code(BAG, "B1").chosen("0101", "11.00").weights(SETTLED - 1, "10.10"));
        states.put("Settling, a frame short, code there, to be confirmed",
                confirming(BAG).code(BAG, "B1").weights(SETTLED - 1, "10.10"));
        states.put("Settling, a frame short of empty, chosen",
                armed(BAG).chosen("0101", "1.00").weights("10.10").weights(SETTLED - 1, "0.00"));
        states.put("Identifying, to be confirmed", confirming(BAG).settled("10.10"));
        states.put("Ready", confirming(BAG).code(BAG, "B1").settled("10.10"));
        states.put("Ready, chosen", confirming(BAG).code(BAG, "B1").settled("10.10").chosen("0101", "1.00"));
        states.put("Committing", armed(BAG).journalWaits().code(BAG, "B1").settled("10.10"));
        states.put("Faulted", armed(BAG).linkLost());
        states.put("Faulted, a draft with the journal",
                armed(BAG).journalWaits().code(BAG, "B1").settled("10.10").linkLost());
        states.put("Faulted, being checked", armed(BAG).held());
        states.put("Faulted, being checked, a draft with the journal",
                armed(BAG).journalWaits().code(BAG, "B1").settled("10.10").held());
        return states;
    }

    private static Map<String, LongFunction<Event>> events(long capturedNanos) {
        var events = new LinkedHashMap<String, LongFunction<Event>>();
        events.put("Weight, empty pan", now -> Story.weight(now, "0.00"));
        events.put("Weight, the load", now -> Story.weight(now, "10.10"));
        events.put("Weight, another load", now -> Story.weight(now, "7.30"));
        events.put("Weight, in motion",
                now -> new Weight(now, Story.reading("10.10", WeightUnit.KILOGRAM, Truth.NO), new byte[0]));
        events.put("NoWeight", now -> new NoWeight(now, "busy"));
        events.put("CodeSeen, needed", now -> new CodeSeen(now, BAG, "B2"));
        events.put("CodeSeen, another kind", now -> new CodeSeen(now, HOUSEHOLD, "H1"));
        events.put("Chosen", now -> Story.chosen(now, "0201", "0.50"));
        events.put("Chosen, more unpaid than there is", now -> Story.chosen(now, "0201", "11.00"));
        events.put("Confirmed, the load", now -> Story.confirmed(now, "10.10"));
        events.put("Confirmed, another weight", now -> Story.confirmed(now, "7.30"));
        events.put("Confirmed, but long unheard", now -> Story.confirmed(now + SECOND, "10.10"));
        events.put("LinkUp", LinkUp::new);
        events.put("LinkLost", now -> new LinkLost(now, "unplugged"));
        events.put("Held", Held::new);
        events.put("Released", Released::new);
        events.put("Committed, this draft", now -> new Committed(now, capturedNanos, 7, "id-7"));
        events.put("Committed, another draft", now -> new Committed(now, capturedNanos + 1, 7, "id-7"));
        events.put("CommitFailed, this draft", now -> new CommitFailed(now, capturedNanos, "the disk is full"));
        events.put("CommitFailed, another draft", now -> new CommitFailed(now, capturedNanos + 1, "foreign"));
        events.put("Tick, a step later", Tick::new);
        events.put("Tick, after silence", now -> new Tick(now + 4 * SECOND));
        return events;
    }

    @Test
    void every_state_answers_every_event_as_the_table_says() throws IOException {
        var table = states().entrySet().stream().map(state -> rows(state.getKey(), state.getValue()))
                .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(TABLE, table);
        }

        assertEquals(Files.readString(TABLE), table, "the rules answer differently from " + TABLE
                + "; if that is meant, run this test with -D" + REWRITE + "=true and read the difference line by line");
    }

    private static String rows(String state, Story story) {
        long captured = story.point().state() instanceof State.Committing || state.contains("with the journal")
                ? story.lastDraft().capturedNanos()
                : -STEP_NANOS;
        return state + "\n" + events(captured).entrySet().stream()
                .map(event -> "  %-34s ".formatted(event.getKey())
                        + answer(story, event.getValue().apply(story.nowNanos())) + "\n")
                .collect(Collectors.joining());
    }

    private static String answer(Story story, Event event) {
        var point = story.point();
        var step = point.on(event, story.rules());
        return kind(step.next().state()) + (step.next().state().equals(point.state()) ? ", unchanged" : "")
                + step.commit().map(draft -> "; commits " + draft.reading().value() + " for "
                        + draft.codes().of(BAG).orElseThrow() + chosen(draft.choice())
                        + draft.operator().map(name -> ", confirmed by " + name).orElse("")).orElse("")
                + step.refusal().map(why -> "; refused: " + why.code().text()).orElse("")
                + (step.next().outcome().equals(point.outcome()) ? "" : "; " + said(step.next().outcome()))
                + codes(point.presented().codes(), step.next().presented().codes())
                + choice(point.presented().choice(), step.next().presented().choice());
    }

    private static String said(Outcome outcome) {
        return switch (outcome) {
            case Outcome.None _ -> "nothing attempted";
            case Outcome.Recorded recorded -> "recorded as " + recorded.seq();
            case Outcome.NotRecorded(Sentence why) -> "not recorded: " + why.text();
        };
    }

    private static String chosen(Choice choice) {
        return choice.equals(Choice.NONE)
                ? ""
                : " as " + choice.material().orElseThrow() + ", unpaid " + choice.unpaid().toPlainString();
    }

    private static String choice(Choice before, Choice after) {
        if (before.equals(after)) {
            return "";
        }
        return after.equals(Choice.NONE) ? "; choice spent" : "; chosen" + chosen(after);
    }

    private static String codes(Codes before, Codes after) {
        if (before.equals(after)) {
            return "";
        }
        return after.byKind().isEmpty() ? "; codes spent" : "; codes " + new TreeSet<>(after.byKind().keySet());
    }

    @Test
    void the_table_leaves_out_no_kind_of_state_and_none_of_event() {
        var states = states().values().stream().map(story -> kind(story.state())).collect(Collectors.toSet());
        var events = events(0).values().stream().map(event -> kind(event.apply(0))).collect(Collectors.toSet());

        assertEquals(kinds(State.class), states);
        assertEquals(kinds(Event.class), events);
    }

    @Test
    void every_state_in_the_table_is_the_one_it_is_called() {
        states().forEach((name, story) -> assertEquals(name.split(",")[0], kind(story.state())));
        events(0).forEach((name, event) -> assertEquals(name.split(",")[0], kind(event.apply(0))));
    }

    private static Set<String> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).map(Class::getSimpleName).collect(Collectors.toSet());
    }

    private static String kind(Object one) {
        return one.getClass().getSimpleName();
    }
}
