package io.steelyard.gateway.ops;

import java.io.IOException;

/** Who started this process and wants to know how it does; systemd in production. */
public interface Supervisor {
    /** Nobody wants to know. */
    Supervisor NONE = _ -> {};

    /**
     * Tells it.
     *
     * @param state lines of {@code NAME=value}, see sd_notify(3)
     * @throws IOException when it cannot be told, in one sentence
     */
    void tell(String state) throws IOException;
}
