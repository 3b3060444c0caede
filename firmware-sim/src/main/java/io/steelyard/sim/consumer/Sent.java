package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.SeqRange;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was really sent of one journal, and what the consumer says of it. One owner. */
final class Sent {
    private final PretendJournal journal;
    private final NavigableSet<Long> seqs = new TreeSet<>();
    private @Nullable AckWord latest;

    Sent(PretendJournal journal) {
        this.journal = journal;
    }

    PretendJournal journal() {
        return journal;
    }

    NavigableSet<Long> seqs() {
        return seqs;
    }

    void add(long seq) {
        seqs.add(seq);
    }

    /** The highest number that may be acknowledged. */
    long prefix() {
        long prefix = 0;
        while (seqs.contains(prefix + 1)) {
            prefix++;
        }
        return prefix;
    }

    /** What is wrong with an acknowledgement whenever it comes. */
    List<String> faults(AckWord word) {
        List<String> faults = new ArrayList<>();
        AckWord before = latest;
        latest = word;
        if (word.through() > prefix()) {
            faults.add("it acknowledged facts 1 to " + word.through() + " when " + (prefix() == 0
                    ? "fact 1 had not come"
                    : "only 1 to " + prefix() + " had come: they would be lost"));
            return faults;
        }
        if (before != null && word.through() < before.through()) {
            faults.add("its acknowledgement went back from " + before.through() + " to " + word.through());
        }
        if (word.link() != null && word.through() > 0 && !word.link().equals(journal.fact(word.through()).link())) {
            faults.add("its link is not the hash of fact " + word.through()
                    + " as it was first sent: it has other bytes there");
        }
        claimed(word).ifPresent(seq -> faults.add("it says that it has fact " + seq + ", which had not come"));
        for (SeqRange range : word.missing()) {
            if (range.first() < 1 || range.first() > range.last()) {
                faults.add("it lists as missing [" + range.first() + "," + range.last() + "], which is no range");
            }
        }
        return faults;
    }

    private Optional<Long> claimed(AckWord word) {
        Long seen = word.seen();
        for (long seq = word.through() + 1; seen != null && seq <= seen; seq++) {
            if (!seqs.contains(seq) && !word.lists(seq)) {
                return Optional.of(seq);
            }
        }
        return Optional.empty();
    }

    /** Whether the consumer says that it has what was sent; what it does not speak of does not count against it. */
    boolean isSettled() {
        return unsettled().isEmpty();
    }

    /** What the consumer does not say although everything it needs for it was sent. */
    Optional<String> unsettled() {
        AckWord word = latest;
        if (word == null) {
            return prefix() == 0
                    ? Optional.empty()
                    : Optional.of(
                            "it acknowledged nothing of journal " + journal.id() + " although facts 1 to " + prefix()
                                    + " had come");
        }
        if (word.through() != prefix()) {
            return Optional
                    .of("it acknowledges facts 1 to " + word.through() + " although 1 to " + prefix() + " had come");
        }
        Optional<Long> listed = seqs.stream().filter(word::lists).findFirst();
        if (listed.isPresent()) {
            return Optional.of("it still lists fact " + listed.get() + " as missing although it had come");
        }
        boolean behind = word.seen() != null && !seqs.isEmpty() && word.seen() < seqs.last();
        return behind
                ? Optional.of("it has seen no more than fact " + word.seen() + " although " + seqs.last() + " had come")
                : Optional.empty();
    }
}
