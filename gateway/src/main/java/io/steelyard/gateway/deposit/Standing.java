package io.steelyard.gateway.deposit;

/** What the list of cards says of one that was presented. */
public enum Standing {
    /** A resident's whose deposits are credited. */
    RESIDENT,
    /** Not on a list that is new enough: accepted by the site's rule, and booked to quarantine until the platform knows whose it is. */
    QUARANTINE,
    /** The emptying crew's. */
    CREW,
    /** On the list of those that are refused. */
    DENIED,
    /** Not on a list that is new enough, and the site's rule refuses such. */
    UNKNOWN
}
