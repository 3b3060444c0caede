package io.steelyard.gateway;

import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.uplink.Broker;
import io.steelyard.gateway.uplink.BrokerEvent;
import io.steelyard.gateway.uplink.BrokerException;
import io.steelyard.gateway.uplink.Message;
import io.steelyard.gateway.uplink.Unpacked;
import io.steelyard.sim.platform.SignedAck;
import io.steelyard.sim.platform.SignedCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A broker with a platform behind it, in virtual time: messages take time, come twice, overtake each other, vanish after their
 * PUBACK, lose their PUBACK; sessions are cut, taken over, or swallow everything; acknowledgements vanish, come late, come again,
 * are forged, from the future or meant for another journal.
 */
final class ModelBroker implements Broker {
    private static final long TRAVEL_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long TRAVEL_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(3);
    private static final long OUTAGE_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final long SILENCE_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final int[] RECEIVE_MAXIMA = {1, 2, 3, 20, 65_535};
    private static final int[] PACKET_BYTES_MAXIMA = {1_000, 1_300, 2_000, 4_000, Integer.MAX_VALUE,
            Integer.MAX_VALUE, Integer.MAX_VALUE};
    private static final double LOST_AFTER_PUBACK = 0.05;
    private static final double PUBACK_LOST = 0.02;
    private static final double DELIVERED_TWICE = 0.05;
    private static final double ACK_LOST = 0.1;
    private static final double ACK_FORGED = 0.05;
    private static final double ACK_REPEATED = 0.1;
    private static final double ACK_FROM_THE_FUTURE = 0.01;
    private static final double ACK_FOREIGN = 0.05;
    private static final double REPLAY = 0.05;
    private static final double CRASH_IN_PUBLISH = 0.005;
    private static final double CONNECT_REFUSED = 0.2;
    private static final double CONNECTED_TO_NOTHING = 0.05;
    private static final double BLACK_HOLE = 0.000_3;
    private static final double CUT = 0.000_5;
    private static final double OUTAGE = 0.000_2;
    private static final double SILENCE = 0.000_1;
    private static final double TAKEN_OVER = 0.000_03;
    static final String CITY = "world";
    private static final String ANSWERS = "platform/answers";

    private record Due(long atNanos, Runnable happens) {}

    private final VirtualTime time;
    private final Fate fate;
    private final WorldPlatform platform;
    private final String root;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::atNanos));
    /** How often somebody was let in. */
    int connects;
    private long downUntilNanos;
    private long silentUntilNanos;
    private final Map<String, SignedAck> retained = new LinkedHashMap<>();
    private final List<Message> desired = new ArrayList<>();
    private @Nullable ModelSession session;
    /** The platform answers what arrived meanwhile with one acknowledgement. */
    private boolean acknowledging;
    private long factsUnderWay;
    private long factsArrived;
    private boolean believing;
    private int answers;

    ModelBroker(VirtualTime time, Fate fate, WorldPlatform platform, String gateway) {
        this.time = time;
        this.fate = fate;
        this.platform = platform;
        this.root = "steelyard/v1/" + CITY + "/" + gateway;
    }

    @Override
    public Session connect(Message will, List<String> subscriptions, Inbox<BrokerEvent> events)
            throws BrokerException {
        Contract.assertDescribed(will);
        if (time.monotonicNanos() < downUntilNanos || fate.strikes(CONNECT_REFUSED)) {
            throw new BrokerException("connect model broker: refused");
        }
        connects++;
        takeOver(); // of whoever was connected under this name
        var opened = new ModelSession(events, one(RECEIVE_MAXIMA), one(PACKET_BYTES_MAXIMA));
        opened.swallows = fate.strikes(CONNECTED_TO_NOTHING);
        session = opened;
        retained.values().forEach(ack -> later(() -> opened.deliver(ack)));
        desired.stream().filter(message -> subscriptions.contains(message.topic()))
                .forEach(message -> later(() -> opened.arrive(message)));
        return opened;
    }

    /** One of these, or the largest when all is well. */
    private int one(int[] limits) {
        return fate.isCalm() ? limits[limits.length - 1] : limits[(int) fate.nanos(0, limits.length - 1L)];
    }

    /** Keeps a message for whoever subscribes to its topic. */
    void retain(Message message) {
        desired.add(message);
    }

    /** Lets what is due happen, and now and then something bad. */
    void step() {
        platform.step();
        if (fate.strikes(OUTAGE)) {
            downUntilNanos = time.monotonicNanos() + fate.nanos(0, OUTAGE_NANOS_MAX);
            end(new BrokerEvent.Lost("outage"));
        }
        if (fate.strikes(CUT)) {
            end(new BrokerEvent.Lost("cut"));
        }
        if (fate.strikes(TAKEN_OVER)) {
            takeOver();
        }
        if (fate.strikes(SILENCE)) {
            silence(fate.nanos(0, SILENCE_NANOS_MAX));
        }
        if (session != null && fate.strikes(BLACK_HOLE)) {
            blackHole();
        }
        while (!due.isEmpty() && due.peek().atNanos() <= time.monotonicNanos()) {
            due.poll().happens().run();
        }
    }

    /** Another client connects under the gateway's name. */
    void takeOver() {
        end(new BrokerEvent.TakenOver());
    }

    /** The platform shows facts of this journal that the gateway never wrote, as it would of a copied card. */
    void knowsMore(String journal) {
        var open = session;
        if (open != null) {
            open.deliver(platform.fromTheFuture(journal));
        }
    }

    /** The platform takes what comes and says nothing for so long. */
    void silence(long nanos) {
        silentUntilNanos = time.monotonicNanos() + nanos;
    }

    /** The broker is set up as it should be, and started again. */
    void mend() {
        downUntilNanos = 0;
        silentUntilNanos = 0;
        end(new BrokerEvent.Lost("the broker starts again"));
    }

    /** It is down until it is mended. */
    void breakDown() {
        downUntilNanos = Long.MAX_VALUE;
        end(new BrokerEvent.Lost("the broker is down"));
    }

    /** From now on, until it ends, the session swallows everything. */
    void blackHole() {
        if (session != null) {
            session.swallows = true;
        }
    }

    /** The gateway's process died: its connection with it. */
    void processDied() {
        session = null;
    }

    /** In messages that the gateway sent and that have not reached the platform. */
    long factsUnderWay() {
        return factsUnderWay;
    }

    /** In messages that reached the platform, those that came again counted again. */
    long factsArrived() {
        return factsArrived;
    }

    /** Whether messages are as described is judged elsewhere: it takes longer than all the rest of a long drain. */
    void believesTheContract() {
        believing = true;
    }

    /** How many commands it answered. */
    int answers() {
        return answers;
    }

    private void end(BrokerEvent how) {
        var open = session;
        session = null;
        if (open != null) {
            open.events.offer(how);
        }
    }

    private void later(Runnable happens) {
        due.add(new Due(time.monotonicNanos() + fate.nanos(TRAVEL_NANOS_MIN, TRAVEL_NANOS_MAX), happens));
    }

    private void toPlatform(Message message) {
        platform.receive(message);
        if (!acknowledging) {
            acknowledging = true;
            due.add(new Due(Math.max(silentUntilNanos, time.monotonicNanos())
                    + fate.nanos(TRAVEL_NANOS_MIN, ANSWER_NANOS_MAX), this::acknowledge));
        }
    }

    private void acknowledge() {
        acknowledging = false;
        for (var ack : platform.acks()) {
            var journal = journal(ack);
            retained.put(journal, ack);
            var open = session;
            if (open != null && !fate.strikes(ACK_LOST)) {
                tell(open, journal, ack);
            }
        }
    }

    private void tell(ModelSession open, String journal, SignedAck ack) {
        if (fate.strikes(ACK_FORGED)) {
            forge(open, journal, ack);
        }
        if (fate.strikes(ACK_FROM_THE_FUTURE)) {
            open.deliver(platform.fromTheFuture(journal));
        }
        if (fate.strikes(ACK_FOREIGN)) {
            open.deliver(platform.foreign(journal));
        }
        open.deliver(ack);
        if (fate.strikes(ACK_REPEATED)) {
            platform.repeated().ifPresent(open::deliver);
        }
        if (fate.strikes(REPLAY)) {
            platform.replay().ifPresent(open::command);
        }
    }

    /** Names of journals are all of one length. */
    private static String journal(SignedAck ack) {
        var text = new String(ack.payload(), StandardCharsets.UTF_8);
        int from = text.indexOf(':') + 2;
        return text.substring(from, text.indexOf('"', from));
    }

    /** A number from the future under a good-looking signature, and a damaged payload. */
    private static void forge(ModelSession open, String journal, SignedAck ack) {
        open.deliver(new SignedAck(("{\"journal\":\"" + journal + "\",\"through\":" + (ack.through() + 1) + "}")
                .getBytes(StandardCharsets.UTF_8), ack.signature(), "", ack.through() + 1));
        open.deliver(new SignedAck(new byte[]{'{'}, ack.signature(), "", 0));
    }

    private final class ModelSession implements Session {
        private final Inbox<BrokerEvent> events;
        private final int receiveMaximum;
        private final int packetBytesMax;
        private int unanswered;
        private boolean swallows;

        ModelSession(Inbox<BrokerEvent> events, int receiveMaximum, int packetBytesMax) {
            this.events = events;
            this.receiveMaximum = receiveMaximum;
            this.packetBytesMax = packetBytesMax;
        }

        @Override
        public int receiveMaximum() {
            return receiveMaximum;
        }

        @Override
        public int packetBytesMax() {
            return packetBytesMax;
        }

        @Override
        public void publish(long ticket, Message message) throws BrokerException {
            fate.mayCrash(CRASH_IN_PUBLISH);
            if (session != this) {
                throw new BrokerException("publish: the session is over");
            }
            check(message);
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
                int facts = facts(message);
                factsUnderWay += facts;
                later(() -> {
                    factsUnderWay -= facts;
                    factsArrived += facts;
                    toPlatform(message);
                });
                if (fate.strikes(DELIVERED_TWICE)) {
                    later(() -> toPlatform(message));
                }
            }
        }

        private void check(Message message) {
            if (message.topic().equals(ANSWERS)) {
                answers++;
            } else if (!believing) {
                Contract.assertDescribed(message);
            }
            if (++unanswered > receiveMaximum) {
                throw new AssertionError(unanswered + " unanswered messages, the server allows " + receiveMaximum);
            }
            int bytes = message.payload().length + message.topic().length() + message.userProperties().toString()
                    .length();
            if (bytes > packetBytesMax) {
                throw new AssertionError(bytes + " bytes for a server that allows " + packetBytesMax);
            }
        }

        private static int facts(Message message) {
            return message.topic().endsWith("/facts/backfill") ? Unpacked.facts(message).size() : 1;
        }

        void deliver(SignedAck ack) {
            arrive(new Message(root + "/ack", ack.payload(), signature(ack.signature()), true));
        }

        void command(SignedCommand command) {
            arrive(new Message(root + "/command/replay", command.payload(), signature(command.signature()), false,
                    "application/json", ANSWERS, new byte[]{1}));
        }

        private void arrive(Message message) {
            if (session == this) {
                events.offer(new BrokerEvent.Arrived(message));
            }
        }

        private static Map<String, String> signature(byte[] signature) {
            return Map.of("signature", Base64.getEncoder().encodeToString(signature));
        }

        @Override
        public void close() {
            if (session == this) {
                session = null;
            }
        }
    }
}
