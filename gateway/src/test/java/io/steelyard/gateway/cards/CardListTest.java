package io.steelyard.gateway.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.cards.CardRules.Unknown;
import io.steelyard.gateway.deposit.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardListTest {
    private static final Duration LIMIT = Duration.ofHours(72);
    private static final CardMark RESIDENT = new CardMark(1, -1);
    private static final CardMark LOST = new CardMark(-2, 2);
    private static final CardMark CREW = new CardMark(3, 0);
    private static final CardMark FIRED = new CardMark(4, 0);
    private static final CardMark NOBODY = new CardMark(5, 0);
    private static final CardList LIST = new CardList("gw-1", "2026-11-22.1", 17, new byte[16],
            new CardMarks(List.of(RESIDENT, LOST, CREW)), new CardMarks(List.of(FIRED, LOST)),
            new CardMarks(List.of(CREW, FIRED)));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # minutes, unknown,   resident,   lost,   crew, fired,  nobody
            0,         REFUSE,     RESIDENT,   DENIED, CREW, DENIED, UNKNOWN
            0,         QUARANTINE, RESIDENT,   DENIED, CREW, DENIED, QUARANTINE
            4320,      REFUSE,     RESIDENT,   DENIED, CREW, DENIED, UNKNOWN
            4321,      REFUSE,     UNKNOWN,    DENIED, CREW, DENIED, UNKNOWN
            4321,      QUARANTINE, QUARANTINE, DENIED, CREW, DENIED, QUARANTINE
            """)
    void deny_wins_over_crew_and_both_over_allow_which_alone_ages(int minutes, Unknown unknown, Standing resident,
            Standing lost, Standing crew, Standing fired, Standing nobody) {
        var said = Stream.of(RESIDENT, LOST, CREW, FIRED, NOBODY)
                .map(card -> LIST.judge(card, Duration.ofMinutes(minutes), new CardRules(unknown, LIMIT))).toList();
        assertEquals(List.of(resident, lost, crew, fired, nobody), said);
    }

    @Test
    void a_mark_is_sixteen_bytes_and_nothing_else() {
        assertEquals(Optional.of(new CardMark(0x5bdcc146bf60754eL, 0x6a042426089575c7L)),
                CardMark.read("W9zBRr9gdU5qBCQmCJV1xw"));
        for (var other : List.of("", "W9zBRr9gdU5qBCQmCJV1", "W9zBRr9gdU5qBCQmCJV1xwAA", "W9zBRr9gdU5qBCQm+JV1xw",
                "W9zBRr9gdU5qBCQmCJV1x")) {
            assertEquals(Optional.empty(), CardMark.read(other), other);
        }
    }

    /** Hundreds of thousands of judgements: with a search through the whole list this test would take minutes. */
    @Test
    void a_hundred_thousand_cards_are_each_found_and_no_others() {
        var random = new SplittableRandom(6);
        var all = new ArrayList<CardMark>();
        while (all.size() < CardList.ENTRIES_MAX) {
            all.add(new CardMark(random.nextLong(), random.nextLong()));
        }
        var marks = new CardMarks(all);
        assertEquals(CardList.ENTRIES_MAX, marks.count());
        assertTrue(all.stream().allMatch(marks::have));
        assertTrue(all.stream().noneMatch(card -> marks.have(new CardMark(card.high(), card.low() + 1))));
    }
}
