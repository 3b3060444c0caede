package io.steelyard.gateway;

import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.uplink.Broker;
import io.steelyard.gateway.uplink.BrokerEvent;
import io.steelyard.gateway.uplink.BrokerException;
import io.steelyard.gateway.uplink.Message;
import io.steelyard.sim.platform.SignedAck;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.platform.StandInPlatform;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A broker with a platform behind it, in virtual time: messages take time, come twice, overtake each other, vanish after their
 * PUBACK, lose their PUBACK; acknowledgements vanish, come late, are forged or meant for another journal.
 */
final class ModelBroker implements Broker {
    /** Of the world's city. */
    private static final String ROOT = "steelyard/v1/world/";
    private static final long TRAVEL_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long TRAVEL_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(3);
    private static final long OUTAGE_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final int RECEIVE_MAXIMUM_MOST = 20;
    private static final double LOST_AFTER_PUBACK = 0.05;
    private static final double PUBACK_LOST = 0.02;
    private static final double DELIVERED_TWICE = 0.05;
    private static final double ACK_LOST = 0.1;
    private static final double ACK_FORGED = 0.05;
    private static final double CRASH_IN_PUBLISH = 0.01;
    private static final double CONNECT_REFUSED = 0.2;
    private static final double BLACK_HOLE = 0.000_3;
    private static final double CUT = 0.000_5;
    private static final double OUTAGE = 0.000_2;

    private record Due(long atNanos, Runnable happens) {}

    private final VirtualTime time;
    private final Fate fate;
    private final StandInPlatform platform;
    private final String gateway;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::atNanos));
    /** How often somebody was let in. */
    int connects;
    private long downUntilNanos;
    private Optional<SignedAck> retained = Optional.empty();
    private @Nullable ModelSession session;
    /** The platform answers what arrived meanwhile with one acknowledgement. */
    private boolean acknowledging;

    ModelBroker(VirtualTime time, Fate fate, StandInPlatform platform, String gateway) {
        this.time = time;
        this.fate = fate;
        this.platform = platform;
        this.gateway = gateway;
    }

    @Override
    public Session connect(Message will, List<String> subscriptions, Inbox<BrokerEvent> events)
            throws BrokerException {
        Contract.assertDescribed(will);
        if (time.monotonicNanos() < downUntilNanos || fate.strikes(CONNECT_REFUSED)) {
            throw new BrokerException("connect model broker: refused");
        }
        connects++;
        var before = session;
        if (before != null) {
            before.events.offer(new BrokerEvent.TakenOver());
        }
        var opened = new ModelSession(events, (int) fate.nanos(2, RECEIVE_MAXIMUM_MOST));
        session = opened;
        retained.ifPresent(ack -> later(() -> opened.deliver(ack.payload(), ack.signature())));
        return opened;
    }

    /** Lets what is due happen, and now and then something bad. */
    void step() {
        if (fate.strikes(OUTAGE)) {
            downUntilNanos = time.monotonicNanos() + fate.nanos(0, OUTAGE_NANOS_MAX);
            cut("outage");
        }
        if (fate.strikes(CUT)) {
            cut("cut");
        }
        if (session != null && fate.strikes(BLACK_HOLE)) {
            session.swallows = true;
        }
        while (!due.isEmpty() && due.peek().atNanos() <= time.monotonicNanos()) {
            due.poll().happens().run();
        }
    }

    /** The gateway's process died: its connection with it. */
    void processDied() {
        session = null;
    }

    private void cut(String reason) {
        var open = session;
        session = null;
        if (open != null) {
            open.events.offer(new BrokerEvent.Lost(reason));
        }
    }

    private void later(Runnable happens) {
        due.add(new Due(time.monotonicNanos() + fate.nanos(TRAVEL_NANOS_MIN, TRAVEL_NANOS_MAX), happens));
    }

    private void toPlatform(Message message) {
        var properties = message.userProperties();
        byte[] signature = Base64.getDecoder().decode(properties.get("signature"));
        var keyId = String.valueOf(properties.get("keyid"));
        if (message.topic().endsWith("/facts/backfill")) {
            platform.receiveBatch(gateway, message.payload(), signature, keyId);
        } else {
            platform.receive(new SignedFact(message.payload(), signature, keyId));
        }
        if (!acknowledging) {
            acknowledging = true;
            due.add(new Due(time.monotonicNanos() + fate.nanos(TRAVEL_NANOS_MIN, ANSWER_NANOS_MAX), () -> {
                acknowledging = false;
                platform.journals(gateway).forEach(this::acknowledge);
            }));
        }
    }

    private void acknowledge(String journal) {
        platform.ack(gateway, journal).ifPresent(ack -> {
            Contract.assertFits("acknowledgement", ack.payload());
            retained = Optional.of(ack);
            var open = session;
            if (open == null || fate.strikes(ACK_LOST)) {
                return;
            }
            if (fate.strikes(ACK_FORGED)) {
                forge(open, journal, ack);
            }
            open.deliver(ack.payload(), ack.signature());
        });
    }

    /** A number from the future under a good-looking signature, and a damaged payload. */
    private static void forge(ModelSession open, String journal, SignedAck ack) {
        open.deliver(("{\"journal\":\"" + journal + "\",\"through\":" + (ack.through() + 1) + "}").getBytes(
                StandardCharsets.UTF_8), ack.signature());
        open.deliver(new byte[]{'{'}, ack.signature());
    }

    private final class ModelSession implements Session {
        private final Inbox<BrokerEvent> events;
        private final int receiveMaximum;
        private int unanswered;
        private boolean swallows;

        ModelSession(Inbox<BrokerEvent> events, int receiveMaximum) {
            this.events = events;
            this.receiveMaximum = receiveMaximum;
        }

        @Override
        public int receiveMaximum() {
            return receiveMaximum;
        }

        @Override
        public int packetBytesMax() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void publish(long ticket, Message message) throws BrokerException {
            Contract.assertDescribed(message);
            fate.mayCrash(CRASH_IN_PUBLISH);
            if (session != this) {
                throw new BrokerException("publish: the session is over");
            }
            if (++unanswered > receiveMaximum) {
                throw new AssertionError("more unanswered messages than the server allows");
            }
            if (swallows) {
                return;
            }
            if (!fate.strikes(PUBACK_LOST)) {
                later(() -> {
                    unanswered--;
                    events.offer(new BrokerEvent.Taken(ticket));
                });
            }
            if (message.topic().contains("/facts/") && !fate.strikes(LOST_AFTER_PUBACK)) {
                later(() -> toPlatform(message));
                if (fate.strikes(DELIVERED_TWICE)) {
                    later(() -> toPlatform(message));
                }
            }
        }

        void deliver(byte[] payload, byte[] signature) {
            if (session == this) {
                events.offer(new BrokerEvent.Arrived(new Message(ROOT + gateway + "/ack", payload,
                        Map.of("signature", Base64.getEncoder().encodeToString(signature)), true)));
            }
        }

        @Override
        public void close() {
            if (session == this) {
                session = null;
            }
        }
    }
}
