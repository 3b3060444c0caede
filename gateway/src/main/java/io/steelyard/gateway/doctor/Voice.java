package io.steelyard.gateway.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a running daemon says of itself. */
public interface Voice {
    /**
     * One thing that it complains of.
     *
     * @param stops whether somebody cannot weigh for it
     * @param sentence what happened and what to do
     */
    record Complaint(boolean stops, String sentence) {}

    /**
     * What it knows to be wrong.
     *
     * @param gateway who should answer
     * @return empty where it answers, and tells only who signs in
     * @throws IOException when it does not answer, or is another one
     */
    Optional<List<Complaint>> complaints(String gateway) throws IOException;

    /** Where it is asked, for people. */
    String place();
}
