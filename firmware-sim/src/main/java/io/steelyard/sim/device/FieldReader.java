package io.steelyard.sim.device;

/** A reader with a field that cards, bin transponders or tags come into and leave. */
public interface FieldReader extends Device {
    /**
     * Something comes into the field. A reader that can tell several apart keeps what is there, any other forgets it.
     *
     * @param code what it carries, in the form that the reader's class tells
     * @throws IllegalArgumentException if nothing can carry that
     */
    void present(long nowNanos, String code);

    /** The field is empty; a frame that has begun is finished. */
    void withdraw(long nowNanos);
}
