package io.steelyard.gateway.station;

/** Where a station shows itself. */
public interface Display {
    /** A new view; called under the station's lock on whatever thread made it, so it must neither wait nor call back. */
    void show(View view);
}
