package io.steelyard.gateway.link;

import com.fazecast.jSerialComm.SerialPort;

/** The process's serial ports as a whole. */
public final class SerialPorts {
    private SerialPorts() {}

    /**
     * Runs this when the process is told to end, before the library closes every port under its owner: otherwise an orderly
     * stop would look like all devices being unplugged at once.
     */
    public static void beforeTheyClose(Thread stop) {
        SerialPort.addShutdownHook(stop);
    }
}
