package io.steelyard.gateway.deposit;

import static io.steelyard.gateway.deposit.BinStory.ANN;
import static io.steelyard.gateway.deposit.BinStory.BEN;
import static io.steelyard.gateway.deposit.BinStory.CREW;
import static io.steelyard.gateway.deposit.BinStory.GLASS;
import static io.steelyard.gateway.deposit.BinStory.PAPER;
import static io.steelyard.gateway.deposit.BinStory.SECOND;
import static io.steelyard.gateway.deposit.BinStory.SMOKE;
import static io.steelyard.gateway.deposit.BinStory.beginning;
import static io.steelyard.gateway.deposit.BinStory.closed;
import static io.steelyard.gateway.deposit.BinStory.open;
import static io.steelyard.gateway.deposit.BinStory.paperOnly;
import static io.steelyard.gateway.deposit.BinStory.resting;
import static io.steelyard.gateway.deposit.BinStory.starts;
import static io.steelyard.gateway.deposit.BinStory.unlocked;
import static io.steelyard.gateway.deposit.BinStory.visiting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state meets every event; the answers stand in {@code bin-table.txt}, to be read by people. */
class BinTableTest {
    private static final Path TABLE = Path.of("src/test/resources/bin-table.txt");
    private static final String REWRITE = "bin.table.rewrite";
    private static final Sounding TILT = new Sounding(Alarm.TILT, "tilt-1");

    private static Map<String, BinStory> states() {
        var states = new LinkedHashMap<String, BinStory>();
        states.put("Resting", resting());
        states.put("Resting, nothing seen yet", starts());
        states.put("Resting, paper alone", paperOnly());
        states.put("Resting, smoke", resting().raises(SMOKE));
        states.put("Resting, paper's door forced", resting().opens(PAPER));
        states.put("Resting, paper's switch lost", resting().losesDoor(PAPER));
        states.put("Choosing", resting().card(ANN));
        states.put("Before", resting().trembles(PAPER).passes(1).card(ANN).chooses(PAPER));
        states.put("Beginning", beginning());
        states.put("Beginning, spoilt by smoke that is over", beginning().raises(SMOKE).clears(SMOKE));
        states.put("Unlocked", unlocked());
        states.put("Open", open().passes(1));
        states.put("Closed, a moment ago", closed("13.20"));
        states.put("Closed, a frame short", closed("13.20").passes(1.9));
        states.put("Ending", closed("13.20").journalWaits().passes(3));
        states.put("Ending, not written", closed("13.20").journalWaits().passes(3).journalFails());
        states.put("Arriving", resting().trembles(PAPER).passes(1).card(CREW));
        states.put("VisitBeginning", resting().journalWaits().card(CREW).passes(BinStory.FRAME));
        states.put("VisitBeginning, smoke", resting().journalWaits().card(CREW).passes(BinStory.FRAME).raises(SMOKE));
        states.put("Visiting", visiting());
        states.put("Visiting, smoke", visiting().raises(SMOKE));
        states.put("Visiting, paper's door open", visiting().opens(PAPER).passes(1));
        states.put("Visiting, a frame short", visiting().opens(PAPER).shuts(PAPER).passes(4.9));
        states.put("VisitEnding", visiting().opens(PAPER).shuts(PAPER).journalWaits().passes(6));
        states.put("VisitEnding, not written",
                visiting().opens(PAPER).shuts(PAPER).journalWaits().passes(6).journalFails());
        return states;
    }

    private static Map<String, LongFunction<Event>> events(long draft) {
        var events = new LinkedHashMap<String, LongFunction<Event>>();
        events.put("Card, Ann's", now -> new Event.Card(now, ANN));
        events.put("Card, Ben's", now -> new Event.Card(now, BEN));
        events.put("Card, a newcomer's", now -> new Event.Card(now, BinStory.NEW));
        events.put("Card, the crew's", now -> new Event.Card(now, CREW));
        events.put("Card, another crew's", now -> new Event.Card(now, BinStory.OTHER_CREW));
        events.put("Card, denied", now -> new Event.Card(now, BinStory.DENIED));
        events.put("Card, unknown", now -> new Event.Card(now, BinStory.UNKNOWN));
        events.put("Chosen, paper", now -> new Event.Chosen(now, PAPER));
        events.put("Chosen, glass", now -> new Event.Chosen(now, GLASS));
        events.put("Chosen, what is not there", now -> new Event.Chosen(now, "metal"));
        events.put("Weighed, paper as before", now -> BinStory.weighed(now + BinStory.STEP_NANOS / 2, PAPER, "12.00"));
        events.put("Weighed, paper heavier", now -> BinStory.weighed(now + BinStory.STEP_NANOS / 2, PAPER, "13.20"));
        events.put("NoWeight, paper", now -> new Event.NoWeight(now, PAPER, "overload"));
        events.put("ScaleUp, paper", now -> new Event.ScaleUp(now, PAPER));
        events.put("ScaleLost, paper", now -> new Event.ScaleLost(now, PAPER, "unplugged"));
        events.put("ScaleLost, glass", now -> new Event.ScaleLost(now, GLASS, "unplugged"));
        events.put("Door, paper shut", now -> new Event.Door(now, PAPER, Optional.of(true)));
        events.put("Door, paper open", now -> new Event.Door(now, PAPER, Optional.of(false)));
        events.put("Door, paper lost", now -> new Event.Door(now, PAPER, Optional.empty()));
        events.put("Door, glass open", now -> new Event.Door(now, GLASS, Optional.of(false)));
        events.put("Door, glass lost", now -> new Event.Door(now, GLASS, Optional.empty()));
        events.put("Fill, paper full", now -> new Event.Fill(now, PAPER, Optional.of(95)));
        events.put("Alarmed, smoke", now -> new Event.Alarmed(now, SMOKE, true));
        events.put("Alarmed, smoke over", now -> new Event.Alarmed(now, SMOKE, false));
        events.put("Alarmed, tilt", now -> new Event.Alarmed(now, TILT, true));
        events.put("Committed, this draft", now -> new Event.Committed(now, draft, 70, "id-70"));
        events.put("Committed, another draft", now -> new Event.Committed(now, draft + 1, 70, "id-70"));
        events.put("CommitFailed, this draft", now -> new Event.CommitFailed(now, draft, "the disk is full"));
        events.put("CommitFailed, another draft", now -> new Event.CommitFailed(now, draft + 1, "foreign"));
        events.put("Tick, a step later", now -> new Event.Tick(now + BinStory.STEP_NANOS));
        events.put("Tick, after silence", now -> new Event.Tick(now + 4 * SECOND));
        events.put("Tick, after an hour", now -> new Event.Tick(now + 3600 * SECOND));
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

    private static String rows(String state, BinStory story) {
        return state + "\n" + events(story.bin().drafts()).entrySet().stream()
                .filter(event -> !event.getKey().contains(GLASS) || story.rules().compartments().containsKey(GLASS))
                .map(event -> "  %-28s ".formatted(event.getKey())
                        + answer(story, event.getValue().apply(story.nowNanos())) + "\n")
                .collect(Collectors.joining());
    }

    private static String answer(BinStory story, Event event) {
        var bin = story.bin();
        var step = bin.on(event, story.rules());
        return kind(step.next().state()) + (step.next().state().equals(bin.state()) ? ", unchanged" : "")
                + step.effects().stream().map(effect -> "; " + BinStory.words(effect)).collect(Collectors.joining())
                + (step.next().told().equals(bin.told()) ? "" : "; told")
                + (step.next().refusals().size() == bin.refusals().size() ? "" : "; remembered as turned away");
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
        states().forEach((name, story) -> assertEquals(name.split(",")[0], kind(story.state()), name));
        events(0).forEach((name, event) -> assertEquals(name.split(",")[0], kind(event.apply(0))));
    }

    private static Set<String> kinds(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).map(Class::getSimpleName).collect(Collectors.toSet());
    }

    private static String kind(Object one) {
        return one.getClass().getSimpleName();
    }
}
