package io.steelyard.gateway.station;

import io.steelyard.gateway.calibration.CheckResult;

/**
 * Hears how a check of a station's scale ended: called at most once, under the station's lock, so it must neither wait nor call
 * back. Not called when somebody ended it before its end.
 */
public interface CheckEnd {
    /** All was seen that a check has to see. */
    void ended(CheckResult result);

    /** Nobody did for too long what was to be done. */
    void givenUp();
}
