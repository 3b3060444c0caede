package io.steelyard.sim.platform;

import io.steelyard.sim.platform.FactInbox.Arrived;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/**
 * The stand-in platform on a real MQTT 5 broker: receives facts, stores them, and only then acknowledges them, once for
 * all that had queued up.
 *
 * <p>Paho sends PUBACK when a message is in the inbox, before it is stored here. That is harmless by the contract: a
 * PUBACK only frees the gateway's window, and what the acknowledgement does not cover is sent again. When the inbox is full
 * the connection stops reading; nothing that was delivered is dropped.
 *
 * <p>Between {@link #start} and {@link #close} the {@link StandInPlatform} belongs to the client's thread; ask it
 * afterwards, or listen.
 */
public final class PlatformClient implements AutoCloseable {
    /** Messages waiting to be stored; when there are so many no more is read from the connection. */
    public static final int INBOX_MESSAGES_MAX = 1024;
    /** Messages stored with one sync. */
    public static final int BATCH_MESSAGES_MAX = 256;
    /** An acknowledgement follows the one before it after this time, or after so many facts, whatever comes first. */
    public static final long ACK_MILLIS_MIN = 50;
    public static final int ACK_FACTS_MAX = 5_000;

    private static final long IDLE_MILLIS = 100;
    private static final long BUSY_MILLIS = 2;
    private static final long RECONNECT_MILLIS_MIN = 250;
    private static final long RECONNECT_MILLIS_MAX = 8_000;
    /** Longer than anything the thread waits for at the broker. */
    private static final long CLOSE_MILLIS_MAX = 15_000;

    /**
     * Where the platform lives.
     *
     * @param brokerUri for instance {@code tcp://127.0.0.1:1883}
     * @param clientId unique at the broker
     * @param gatewayKeyFiles public keys as PEM; a file may appear later, it is read when an unknown key id arrives
     * @param factsFile remembers what was stored, see {@link FactsFile}; without one a restart forgets
     */
    public record Settings(String brokerUri, String clientId, List<Path> gatewayKeyFiles, @Nullable Path factsFile) {}

    // for the life of the client
    private final Settings settings;
    private final StandInPlatform platform;
    private final PlatformListener listener;
    private final FactInbox inbox = new FactInbox();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Replays replays;
    private final Desires desires = new Desires();
    private @Nullable Thread thread;

    // of the client's thread
    private final DueAcks due = new DueAcks(System.nanoTime());
    private @Nullable Told untold;

    /** An acknowledgement that the broker has not taken yet. */
    private record Told(AckAddress address, long through) {}

    /** Starts nothing. The platform is handed over at {@link #start}. */
    public PlatformClient(Settings settings, StandInPlatform platform, PlatformListener listener) {
        this.settings = settings;
        this.platform = platform;
        this.listener = listener;
        this.replays = new Replays(settings.clientId());
    }

    /**
     * Asks a gateway for facts of a journal once more; any thread. They arrive like any others. The answer fails when none
     * comes in time, and with it the wish may be lost: ask again.
     */
    public CompletableFuture<ReplayAnswer> replay(String city, String gateway, String journal, SeqRange range) {
        return replays.ask(city, gateway, platform.replay(journal, range), range);
    }

    /** Tells a gateway which cards it is to know, retained, now and whenever it connects to the broker; any thread. */
    public void say(String city, String gateway, CardsDocument document) {
        desires.cards(city, gateway, document);
    }

    /** Loads what was stored and starts the thread that connects, and keeps connecting. Throws when the file is unusable. */
    public void start() throws IOException {
        Path path = settings.factsFile();
        List<SignedFact> remembered = path == null ? List.of() : FactsFile.read(path);
        FactsFile file = path == null ? null : FactsFile.open(path);
        FactIntake intake = new FactIntake(platform, listener, settings.gatewayKeyFiles(), file);
        intake.restore(remembered);
        Thread started = new Thread(() -> run(intake, file), "platform");
        thread = started;
        started.start();
    }

    /** Disconnects and ends the thread; always returns. What was not stored yet will be sent again. */
    @Override
    public void close() {
        closing.countDown();
        Thread started = thread;
        if (started == null) {
            return;
        }
        try {
            started.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        started.interrupt(); // without effect on a thread that has ended
    }

    private void run(FactIntake intake, @Nullable FactsFile file) {
        try (file) {
            keepConnected(intake);
            listener.stopped("closed");
        } catch (IOException e) {
            listener.stopped("store facts in " + settings.factsFile() + ": " + e.getMessage());
        } catch (InterruptedException _) {
            listener.stopped("interrupted");
        }
    }

    private void keepConnected(FactIntake intake) throws IOException, InterruptedException {
        long waitMillis = 0;
        while (!closing.await(waitMillis, TimeUnit.MILLISECONDS)) {
            try (BrokerSession session = BrokerSession.open(settings.brokerUri(), settings.clientId(),
                    List.of(FactTopic.FILTER, replays.filter()), inbox::put)) {
                waitMillis = RECONNECT_MILLIS_MIN;
                listener.connected();
                serve(session, intake);
                listener.disconnected(settings.brokerUri() + ": connection ended");
            } catch (MqttException e) {
                waitMillis = Math.clamp(2 * waitMillis, RECONNECT_MILLIS_MIN, RECONNECT_MILLIS_MAX);
                listener.disconnected(settings.brokerUri() + ": " + e);
            }
        }
    }

    private void serve(BrokerSession session, FactIntake intake)
            throws MqttException, IOException, InterruptedException {
        untold = null;
        due.again();
        desires.again();
        while (closing.getCount() > 0 && !session.lost()) {
            List<Arrived> batch = inbox.take(due.isEmpty() && untold == null ? IDLE_MILLIS : BUSY_MILLIS);
            List<Arrived> facts = batch.stream().filter(arrived -> !replays.answered(arrived)).toList();
            SequencedSet<AckAddress> touched = intake.store(facts);
            due.add(touched, intake.takeStored());
            if (session.isFree()) {
                publish(session);
            }
        }
    }

    /** At most one message at a time: an acknowledgement, or else a command, or else a document. */
    private void publish(BrokerSession session) throws MqttException {
        Told taken = untold;
        if (taken != null) {
            untold = null;
            listener.acknowledged(taken.address().gateway(), taken.address().journal(), taken.through());
        }
        Optional<AckAddress> next = due.next(System.nanoTime());
        if (next.isPresent()) {
            acknowledge(session, next.get());
            return;
        }
        Optional<Replays.Wish> wish = replays.next();
        if (wish.isPresent()) {
            session.publish(wish.get().topic(), wish.get().message());
            return;
        }
        Optional<Desires.Wish> desire = desires.next();
        if (desire.isPresent()) {
            session.publish(desire.get().topic(), desire.get().message());
        }
    }

    private void acknowledge(BrokerSession session, AckAddress address) throws MqttException {
        Optional<SignedAck> ack = platform.ack(address.gateway(), address.journal());
        if (ack.isPresent()) {
            MqttProperties properties = new MqttProperties();
            properties.setContentType("application/json");
            properties.setUserProperties(List.of(
                    new UserProperty("signature", Base64.getEncoder().encodeToString(ack.get().signature())),
                    new UserProperty("keyid", ack.get().keyId())));
            session.publish(address.topic(), new MqttMessage(ack.get().payload(), 1, true, properties));
            untold = new Told(address, ack.get().through());
        }
    }
}
