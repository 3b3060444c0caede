package io.steelyard.gateway.uplink;

import io.steelyard.sim.broker.EmbeddedBroker;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The broker of the demo. */
final class ArtemisTest extends BrokerContract {
    private static final EmbeddedBroker BROKER = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);

    @BeforeAll
    static void start() throws IOException {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Override
    String uri() {
        return BROKER.uri();
    }
}
