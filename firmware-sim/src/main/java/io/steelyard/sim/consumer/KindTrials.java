package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.SignedFact;
import java.util.List;

/** What a gateway in good health does. */
final class KindTrials {
    private static final int LONG_FACT_CHARS = 60_000;

    private KindTrials() {}

    static List<Trial> all() {
        return List.of(new Trial("acknowledgement", "three facts; the answer must be signed, and retained", stage -> {
            PretendJournal journal = stage.journal();
            stage.live(journal.write(3));
            stage.settles(journal);
            stage.isRetained(journal);
        }), new Trial("duplicates", "every fact twice, then all of them again as a batch", stage -> {
            PretendJournal journal = stage.journal();
            for (SignedFact fact : journal.write(5)) {
                stage.live(fact);
                stage.live(fact);
            }
            stage.pause();
            stage.batch(List.of(journal.fact(1), journal.fact(2), journal.fact(3), journal.fact(4), journal.fact(5)));
            stage.pause();
            stage.live(journal.write(1));
            stage.settles(journal);
        }), new Trial("reordering", "facts 5, 3, 1, 4, 2 in this order", stage -> {
            PretendJournal journal = stage.journal();
            journal.write(5);
            for (int seq : new int[]{5, 3, 1, 4}) {
                stage.live(journal.fact(seq));
                stage.pause();
            }
            stage.live(journal.fact(2));
            stage.settles(journal);
        }), new Trial("gap", "facts 1, 2, 4, 5; fact 3 only after a while", stage -> {
            PretendJournal journal = stage.journal();
            journal.write(5);
            for (int seq : new int[]{1, 2, 4, 5}) {
                stage.live(journal.fact(seq));
            }
            stage.pause();
            stage.settles(journal);
            stage.live(journal.fact(3));
            stage.settles(journal);
        }), new Trial("batches", "150 facts in two batches, the second first, and one that overlaps both", stage -> {
            PretendJournal journal = stage.journal();
            List<SignedFact> facts = journal.write(150);
            stage.batch(facts.subList(100, 150));
            stage.pause();
            stage.batch(facts.subList(0, 100));
            stage.settles(journal);
            stage.batch(facts.subList(80, 120));
            stage.live(journal.write(1));
            stage.settles(journal);
        }), new Trial("new-journal", "a second journal, whose numbers begin at 1 again, and a latecomer of the first",
                stage -> {
                    PretendJournal first = stage.journal();
                    stage.live(first.write(3));
                    stage.settles(first);
                    PretendJournal second = stage.journal();
                    stage.live(second.write(3));
                    stage.settles(second);
                    stage.live(first.write(1));
                    stage.settles(first);
                }), new Trial("clock",
                        "ten facts of one millisecond, a calendar put back by ten years, a corrected clock", stage -> {
                            PretendJournal journal = stage.journal();
                            stage.live(journal.write(10));
                            stage.live(journal.write("clock", "2016-11-21T08:05:12.341Z",
                                    "{\"event\":\"corrected\",\"wallMinusUptimeMsBefore\":1795248312341,\"wallMinusUptimeMs\":1479715512341,"
                                            + "\"byMs\":-315532800000,\"trusted\":true}"));
                            stage.live(journal.write("device", "2016-11-21T08:05:12.341Z", PretendJournal.LINK_UP));
                            stage.settles(journal);
                        }),
                new Trial("wrong-date", "facts of 1970 and of 2036", stage -> {
                    PretendJournal journal = stage.journal();
                    stage.live(journal.write("device", "1970-01-01T00:00:03.000Z", PretendJournal.LINK_UP));
                    stage.live(journal.write("device", "2036-02-07T06:28:16.000Z", PretendJournal.LINK_UP));
                    stage.live(journal.write(1));
                    stage.settles(journal);
                }), new Trial("future", "fields, a type and an event that are not known yet", stage -> {
                    PretendJournal journal = stage.journal();
                    stage.live(journal.write("telepathy", PretendJournal.AT, "{\"who\":\"nobody\"}"));
                    stage.live(journal.write("device", PretendJournal.AT,
                            "{\"device\":\"bay-1-scale\",\"event\":\"sang\",\"song\":[1]}"));
                    stage.live(journal.write("device", PretendJournal.AT, PretendJournal.LINK_UP,
                            ",\"mood\":{\"seq\":99,\"journal\":\"x\"}"));
                    stage.settles(journal);
                }), new Trial("large", "a fact of 60 kB, which is allowed", stage -> {
                    PretendJournal journal = stage.journal();
                    stage.live(journal.write(1));
                    stage.live(journal.write("device", PretendJournal.AT,
                            "{\"device\":\"bay-1-scale\",\"event\":\"link-lost\",\"reason\":\""
                                    + "long ".repeat(LONG_FACT_CHARS / 5) + "\"}"));
                    stage.live(journal.write(1));
                    stage.settles(journal);
                }),
                new Trial("pruned", "a journal whose facts 1 to 100 are no longer kept: it begins at 101", stage -> {
                    PretendJournal journal = stage.journal();
                    List<SignedFact> facts = journal.write(110);
                    stage.live(facts.subList(100, 105));
                    stage.batch(facts.subList(105, 110));
                    stage.pause();
                    stage.settles(journal);
                }));
    }
}
