package io.steelyard.sim.device;

/** What a scale does about something it has heard: its protocol decides that, {@link Scale} does it. */
sealed interface Deed {
    /** Nothing to be done. */
    Deed NOTHING = new Reply(Words.NONE);

    /** Answers, and goes on with whatever it was doing. */
    record Reply(Words words) implements Deed {}

    /** Tells a reading at once, and repeats none any more. */
    record Tell(Words words) implements Deed {}

    /**
     * Tells a reading as soon as the load rests, or is out of range, and repeats none any more.
     *
     * @param begun said at once
     * @param late said instead of the reading once the patience is at an end
     * @param busy said instead of everything if a reading is already waited for
     */
    record TellAtRest(Words begun, Words reading, Words late, Words busy, long patienceNanos) implements Deed {}

    /** Answers, and tells a reading with every measurement until it tells another or stops. */
    record Repeat(Words begun, Words reading) implements Deed {}

    /** Repeats and waits for nothing any more, and answers. */
    record Stop(Words words) implements Deed {}

    /**
     * Understands a command that would change the scale. It is acknowledged as the protocol has it and counted; the model
     * keeps its zero, tare and settings, for no host under test may send one. Ends what {@link Stop} ends.
     */
    record Change(Words words) implements Deed {}

    /** Does not understand, says so if the protocol has words for it, and counts it. */
    record Unknown(Words words) implements Deed {}
}
