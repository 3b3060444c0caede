package io.steelyard.gateway.field;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.station.Draft;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The gateway itself, as far as provisioning needs it: its journal while it stands, and itself running for one weighing. */
public interface Trial {
    /** Writes one fact down, durably, and answers its number. */
    long record(GatewayConfig config, Draft draft) throws JournalException, IOException;

    /** Whether the platform is known here to have that fact; asks nobody. */
    boolean acknowledged(GatewayConfig config, long seq) throws JournalException;

    /** Starts the whole gateway. */
    Running start(GatewayConfig config, Consumer<String> tell) throws JournalException, IOException;

    /** A gateway that runs. */
    interface Running extends AutoCloseable {
        /** Waits until somebody has weighed a bag and it is durable; empty when nobody did in so many seconds. */
        OptionalLong weighed(int secondsMax);

        /** Waits until the platform has acknowledged that fact; whether it did in so many seconds. */
        boolean acknowledged(long seq, int secondsMax);

        @Override
        void close();
    }
}
