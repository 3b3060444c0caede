package io.steelyard.sim.bin;

import java.util.random.RandomGenerator;

/** What somebody comes to a bin for, and how often such a one comes. */
public enum Conduct {
    /** Puts something in and shuts the door. */
    DEPOSITS(50),
    /** The same, but what was put in leans on the wall and slides down behind the shut door. */
    LEANS(10),
    /** The door rebounds from something soft and is pushed again. */
    REBOUNDS(6),
    /** A child plays with the door. */
    PLAYS(4),
    /** Holds up a card, and goes before choosing where to. */
    NEVER_CHOOSES(2),
    /** Hears the click and goes. */
    NEVER_OPENS(4),
    /** Goes and leaves the door open, until somebody else shuts it. */
    LEAVES_OPEN(3),
    /** Pulls out what others put in. */
    TAKES_OUT(5),
    /** Puts something in for show, and takes it back. */
    TAKES_BACK(4),
    /** Puts in next to nothing. */
    TOO_LITTLE(4),
    /** Throws in what no bin is made for, an engine block. */
    OVERLOADS(2),
    /** A second person holds up a card meanwhile. */
    INTERRUPTED(4),
    /** Has a card that nobody knows. */
    IS_A_STRANGER(3),
    /** Has a card that is refused. */
    IS_DENIED(2),
    /** Levers the door open and helps himself. */
    FORCES(2),
    /** Brings no card: something goes wrong with the bin meanwhile. */
    HAZARD(3),
    /** The crew empties some compartments or all. */
    EMPTIES(4);

    private static final int TOTAL;

    static {
        int total = 0;
        for (Conduct conduct : values()) {
            total += conduct.tickets;
        }
        TOTAL = total;
    }

    private final int tickets;

    Conduct(int tickets) {
        this.tickets = tickets;
    }

    static Conduct draw(RandomGenerator random) {
        int ticket = random.nextInt(TOTAL);
        for (Conduct conduct : values()) {
            ticket -= conduct.tickets;
            if (ticket < 0) {
                return conduct;
            }
        }
        throw new AssertionError("more tickets drawn than there are");
    }
}
