package io.steelyard.gateway.cards;

import java.util.Arrays;
import java.util.Collection;

/** Some cards, found fast and kept in little memory: a whole district's list lies in a board's. Immutable. */
public final class CardMarks {
    private final CardMark[] sorted;

    /** In any order; one that comes twice is there once. */
    public CardMarks(Collection<CardMark> marks) {
        this.sorted = marks.stream().sorted().distinct().toArray(CardMark[]::new);
    }

    /** Whether this card is one of them. */
    public boolean have(CardMark mark) {
        return Arrays.binarySearch(sorted, mark) >= 0;
    }

    /** How many different cards. */
    public int count() {
        return sorted.length;
    }
}
