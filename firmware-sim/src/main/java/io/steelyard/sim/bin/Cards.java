package io.steelyard.sim.bin;

import java.util.List;

/**
 * The cards that people carry, by what they are to the bin, and how one is shown to its reader.
 *
 * @param residents at least two: a second person comes while the first is served
 * @param stranger on no list
 */
public record Cards(List<String> residents, String crew, String denied, String stranger, Reader reader) {
    /** The bin's reader. */
    @FunctionalInterface
    public interface Reader {
        void present(long nowNanos, String card);
    }
}
