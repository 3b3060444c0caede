package io.steelyard.sim.platform;

/** Whose journal: a gateway's database is named by a random id, and only the two together are a name. */
record JournalName(String gateway, String journal) {
    static JournalName of(FactHeader header) {
        return new JournalName(header.gateway(), header.journal());
    }
}
