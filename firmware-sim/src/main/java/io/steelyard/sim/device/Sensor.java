package io.steelyard.sim.device;

/** A device that measures something of the world around it. */
public interface Sensor extends Device {
    /** How it does its work. */
    enum Conduct {
        /** As its document says. */
        WELL,
        /** Without power, or its wire is cut: not a byte. */
        SILENT,
        /** It speaks, and says that it cannot measure; a thermometer, which cannot say so, is silent. */
        BLIND,
        /** What it says fails its own check. */
        DAMAGED
    }

    /**
     * The world around it changes.
     *
     * @param value millimetres of a distance, tenths of a degree Celsius of a temperature
     */
    void surround(int value);

    /** From now on it behaves so. */
    void behave(Conduct conduct);
}
