package io.steelyard.gateway.uplink;

/** Whether what is journaled reaches the platform. */
public enum UplinkHealth {
    /** The platform acknowledges, or nothing is owed to it. */
    OK("ok"),
    /** Facts were sent and the platform acknowledges none of them: the session is begun anew, again and again. */
    STALLED("stalled"),
    /** The platform knows other facts under our numbers: a second gateway writes under this identity. Nothing is sent. */
    FORK("fork");

    private final String word;

    UplinkHealth(String word) {
        this.word = word;
    }

    /** As in the status. */
    String word() {
        return word;
    }
}
