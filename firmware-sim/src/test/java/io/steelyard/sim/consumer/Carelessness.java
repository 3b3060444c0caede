package io.steelyard.sim.consumer;

/** What a consumer may get wrong, the trial that must tell, and what it must say. */
enum Carelessness {
    SIGNS_WITH_ANOTHER_KEY("acknowledgement", "not signed with platform.key"),
    DOES_NOT_RETAIN("acknowledgement", "not retained"),
    ACKNOWLEDGES_EVERY_MESSAGE("duplicates", "when only 1 to"),
    STORES_DUPLICATES("duplicates", "is stored"),
    ACKNOWLEDGES_THE_HIGHEST("reordering", "when fact 1 had not come"),
    LETS_GO_WHAT_COMES_BEHIND_A_GAP("gap", "although 1 to 5 had come"),
    KNOWS_NO_BATCHES("batches", "it acknowledged nothing"),
    BELIEVES_BATCHES("broken-batch", "had not come"),
    FORGETS_THE_JOURNAL("new-journal", "although"),
    KEYS_BY_TIME("clock", "although"),
    LETS_GO_ODD_DATES("wrong-date", "although"),
    LETS_GO_UNKNOWN_TYPES("future", "although"),
    LETS_GO_UNKNOWN_EVENTS("future", "although"),
    READS_THE_LAST_SEQ_IT_FINDS("future", "although"),
    LETS_GO_LARGE_FACTS("large", "although"),
    UNPACKS_WITHOUT_A_BOUND("oversized", "it acknowledged nothing"),
    BELIEVES_FORGED("forged", "had come"),
    BELIEVES_STRANGERS("stranger", "had come"),
    BELIEVES_THE_FACT_AND_NOT_THE_TOPIC("foreign-topic", "had come"),
    DIES_OF_MALFORMED("malformed", "it acknowledged nothing"),
    OVERWRITES("other-bytes", "other bytes"),
    KNOWS_NO_SALVAGE("salvage", "although"),
    BELIEVES_WHAT_IS_SALVAGED("salvage", "had come"),
    STARTS_WHERE_IT_BEGINS("pruned", "when fact 1 had not come");

    final String trial;
    final String said;

    Carelessness(String trial, String said) {
        this.trial = trial;
        this.said = said;
    }
}
