package io.steelyard.sim.consumer;

import java.io.IOException;

/**
 * One thing that is done to a consumer.
 *
 * @param name one word for it
 * @param done what is done, and what is expected, for a person
 */
record Trial(String name, String done, Play play) {
    /** What happens on the stage. */
    interface Play {
        void on(Stage stage) throws IOException, InterruptedException;
    }
}
