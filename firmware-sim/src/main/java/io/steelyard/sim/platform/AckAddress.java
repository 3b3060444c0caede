package io.steelyard.sim.platform;

/** Whose acknowledgement goes where. The topic is a gateway's; the journal touched last is the one that stays on it. */
record AckAddress(String topic, String gateway, String journal) {}
