package io.steelyard.sim.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT 5 broker on the loopback interface: ActiveMQ Artemis, in memory, without security, files or configuration.
 * It forgets everything when closed. Not for more than one owner; start it once.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** As port: let the system choose a free one. */
    public static final int ANY_PORT = 0;

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ACCEPTOR = "mqtt";
    private static final String ALL_ADDRESSES = "#";
    private static final int UNLIMITED = -1;
    /** An address without a queue; without one Artemis warns for each topic. MQTT knows neither dead nor expired letters. */
    private static final SimpleString NOWHERE = SimpleString.of("nowhere");
    /** A queue holds this much; beyond it a publisher gets a failure, because nothing is paged to disk. */
    private static final long ADDRESS_BYTES_MAX = 64L * 1024 * 1024;
    /** Stopping takes about 0.2 s; after this much the broker's threads are left behind. */
    private static final long STOP_MILLIS_MAX = TimeUnit.SECONDS.toMillis(20);

    /**
     * Held, because java.util.logging forgets levels of loggers nobody holds. More than taste: with its audit log at
     * level INFO, Artemis 2.40 calls {@code Subject.getSubject}, which Java 25 no longer supports, and does not start.
     */
    private static final Logger ARTEMIS_LOG = Logger.getLogger("org.apache.activemq");

    private final int requestedPort;
    private @Nullable ActiveMQServer server;
    private int port;

    /** Starts nothing. {@link #ANY_PORT} for a free port. */
    public EmbeddedBroker(int port) {
        this.requestedPort = port;
    }

    /** Returns when clients can connect. Throws when they cannot, for instance because the port is taken. */
    public void start() throws IOException {
        ARTEMIS_LOG.setLevel(Level.SEVERE); // it warns of what clients do, such as an answer given twice
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>(); // otherwise only in its log
        try {
            ActiveMQServer starting = ActiveMQServers.newActiveMQServer(configuration(), null, null, false);
            starting.registerActivationFailureListener(failure::set);
            server = starting;
            starting.start();
            if (starting.getRemotingService().getAcceptor(ACCEPTOR) instanceof NettyAcceptor acceptor) {
                port = acceptor.getActualPort();
            }
        } catch (Exception e) { // Artemis declares no narrower one
            failure.set(e);
        }
        Exception why = failure.get();
        if (why != null) {
            close();
            throw new IOException("start broker on " + LOOPBACK + ":" + requestedPort + ": " + why.getMessage(), why);
        }
    }

    /** The port clients connect to, once started. */
    public int port() {
        return port;
    }

    /** For instance {@code tcp://127.0.0.1:41883}, once started. */
    public String uri() {
        return "tcp://" + LOOPBACK + ":" + port;
    }

    /** Cuts all connections and forgets all messages. Always returns. */
    @Override
    public void close() {
        ActiveMQServer stopping = server;
        server = null;
        if (stopping == null) {
            return;
        }
        Thread stopper = Thread.ofPlatform().daemon().name("broker-stop").start(() -> stop(stopping));
        try {
            if (!stopper.join(Duration.ofMillis(STOP_MILLIS_MAX))) {
                ARTEMIS_LOG
                        .warning("broker did not stop within " + STOP_MILLIS_MAX + " ms; its threads are left behind");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(ActiveMQServer stopping) {
        try {
            stopping.stop();
        } catch (Exception e) { // Artemis declares no narrower one
            ARTEMIS_LOG.log(Level.WARNING, "broker stopped with an error", e);
        }
    }

    private Configuration configuration() throws Exception {
        Configuration configuration = new ConfigurationImpl().setName("steelyard-sim").setPersistenceEnabled(false)
                .setSecurityEnabled(false).setJMXManagementEnabled(false).setGracefulShutdownEnabled(false);
        configuration.setCriticalAnalyzer(false); // it may halt the whole process
        configuration.setMaxDiskUsage(UNLIMITED); // a full disk is not its business
        configuration.addAcceptorConfiguration(ACCEPTOR,
                "tcp://" + LOOPBACK + ":" + requestedPort + "?protocols=MQTT&useEpoll=false");
        configuration.addAddressSetting(ALL_ADDRESSES, new AddressSettings().setMaxSizeBytes(ADDRESS_BYTES_MAX)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL).setMaxDeliveryAttempts(UNLIMITED)
                .setDeadLetterAddress(NOWHERE).setExpiryAddress(NOWHERE));
        return configuration;
    }
}
