package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.VirtualTime;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.FactHeader;
import io.steelyard.gateway.journal.FactSigner;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import io.steelyard.sim.platform.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Journal to platform, with a real journal, a fake broker and virtual time. */
final class UplinkLoopTest {
    private static final KeyPair PLATFORM = KeyFiles.newPair();
    private static final KeyPair STRANGER = KeyFiles.newPair();
    private static final String ROOT = "steelyard/v1/hz/gw-1";
    private static final int WINDOW = 4;
    private static final long TAKEN_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final long ACKNOWLEDGED_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final FakeBroker broker = new FakeBroker();
    private final Told told = new Told();
    private boolean diskFails;
    private String health = "bay-1: weighing";
    private DataFolder lock;
    private JournalLoop journal;
    private UplinkLoop uplink;

    @BeforeEach
    void open() throws JournalException {
        lock = DataFolder.lock(folder);
        var random = new SplittableRandom(1);
        Connections disk = (url, properties) -> {
            if (diskFails) {
                throw new SQLException("made by the test");
            }
            return DriverManager.getConnection(url, properties);
        };
        var opened = lock.open("gw-1", "steelyard test", lock.signer(), time, random, disk);
        journal = new JournalLoop(opened.journal(), time, told.complaints::add);
        var plan = new UplinkPlan(new Topics("hz", "gw-1"), "steelyard test", PLATFORM.getPublic(), WINDOW,
                TAKEN_NANOS_MAX, ACKNOWLEDGED_NANOS_MAX);
        uplink = new UplinkLoop(plan, broker, journal, new JournalReader(folder, disk),
                new Backoff(FIRST_NANOS, LONGEST_NANOS, random), time, told, () -> health);
    }

    @AfterEach
    void close() throws Exception {
        uplink.close();
        journal.close();
        lock.close();
    }

    @Test
    void facts_are_sent_in_order_and_never_more_than_the_window_at_a_time() {
        record(10);
        steps(3);
        assertEquals(List.of(0L, 1L, 2L, 3L), broker.session().numbers); // the status is one of the four
        broker.session().taken(0);
        steps(2);
        assertEquals(numbers(0, 4), broker.session().numbers);
        broker.session().taken(3, 1, 2);
        steps(2);
        assertEquals(numbers(0, 7), broker.session().numbers);
        broker.session().taken(4, 5, 6, 7);
        steps(2);
        assertEquals(numbers(0, 10), broker.session().numbers);
    }

    @Test
    void a_servers_smaller_receive_maximum_is_kept() {
        broker.receiveMaximum = 1;
        record(3);
        steps(3);
        assertEquals(List.of(0L), broker.session().numbers);
        broker.session().taken(0);
        steps(3);
        assertEquals(List.of(0L, 1L), broker.session().numbers);
    }

    @Test
    void a_fact_is_published_as_its_exact_bytes_with_its_signature_and_cloudevents_attributes() throws Exception {
        record(1);
        steps(2);
        var fact = facts().getFirst();
        var header = FactHeader.read(fact.bytes()).orElseThrow();
        var message = broker.session().messages.get(1);
        assertArrayEquals(fact.bytes(), message.payload());
        assertEquals(ROOT + "/facts/live/clock", message.topic());
        assertFalse(message.retained());
        assertEquals(Map.of("specversion", "1.0", "id", header.id(), "source", "/steelyard/hz/gw-1", "type",
                "io.steelyard.clock.v1", "time", header.at(), "signature",
                Base64.getEncoder().encodeToString(fact.signature()), "keyid", fact.keyId()), message.userProperties());
    }

    @Test
    void a_fact_is_not_sent_twice_in_one_session() {
        record(2);
        steps(10);
        broker.session().taken(0, 1, 2);
        steps(10);
        time.advance(ACKNOWLEDGED_NANOS_MAX - 1);
        steps(10);
        assertEquals(numbers(0, 2), broker.session().numbers);
    }

    @Test
    void the_brokers_word_alone_never_moves_the_watermark() throws Exception {
        record(3);
        steps(2);
        broker.session().taken(0, 1, 2, 3);
        steps(5);
        assertWatermark(0);
        assertEquals(List.of(), told.acknowledged);
    }

    @Test
    void the_platforms_word_moves_the_watermark_durably() throws Exception {
        record(3);
        steps(2);
        deliver(ack(2), PLATFORM);
        steps(1);
        assertWatermark(2);
        assertEquals(List.of(2L), told.acknowledged);
        assertEquals(List.of(), told.ignored);
    }

    /** What is wrong with an acknowledgement of fact 2, where facts 1 to 3 exist. */
    enum Wrong {
        NUMBER_FROM_THE_FUTURE(good -> good.replace(":2", ":4")), //
        NUMBER_BEYOND_ALL_NUMBERS(good -> good.replace(":2", ":99999999999999999999")), //
        NUMBER_BELOW_ZERO(good -> good.replace(":2", ":-2")), //
        NUMBER_WITH_A_FRACTION(good -> good.replace(":2", ":2.0")), //
        NUMBER_IN_QUOTES(good -> good.replace(":2", ":\"2\"")), //
        NO_NUMBER(good -> good.replace("through", "thru")), //
        ANOTHER_JOURNAL(good -> good.replace("{\"journal\":\"", "{\"journal\":\"0")), //
        NO_JOURNAL(good -> good.replace("journal", "jrnl")), //
        SECOND_NUMBER(good -> good.replace("}", ",\"through\":3}")), //
        SECOND_JOURNAL(good -> good.replace("}", ",\"journal\":\"x\"}")), //
        CUT_SHORT(good -> good.substring(0, good.length() - 1)), //
        CUT_IN_A_NAME(good -> good.substring(0, 5)), //
        AN_ARRAY(good -> "[" + good + "]"), //
        A_BARE_NUMBER(_ -> "2"), //
        NOTHING(_ -> ""), //
        NO_JSON(_ -> "\u0000\u0001\u0002");

        private final UnaryOperator<String> spoiled;

        Wrong(UnaryOperator<String> spoiled) {
            this.spoiled = spoiled;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_acknowledgement_changes_nothing_and_is_told_even_if_the_platform_signed_it(Wrong wrong)
            throws Exception {
        record(3);
        steps(2);
        deliver(wrong.spoiled.apply(ack(2)), PLATFORM);
        steps(2);
        assertIgnored();
    }

    @Test
    void an_acknowledgement_signed_by_a_stranger_changes_nothing_and_is_told() throws Exception {
        record(3);
        steps(2);
        deliver(ack(2), STRANGER);
        steps(2);
        assertIgnored();
    }

    @Test
    void an_acknowledgement_whose_bytes_were_changed_after_signing_changes_nothing_and_is_told() throws Exception {
        record(3);
        steps(2);
        deliver(ack(3), Map.of("signature", signature(ack(2), PLATFORM)));
        steps(2);
        assertIgnored();
    }

    @Test
    void an_acknowledgement_without_a_readable_signature_changes_nothing_and_is_told() throws Exception {
        record(3);
        steps(2);
        deliver(ack(2), Map.of());
        deliver(ack(2), Map.of("signature", ""));
        deliver(ack(2), Map.of("signature", "*not base64*"));
        deliver(ack(2), Map.of("signature", "AAAA"));
        steps(2);
        assertWatermark(0);
        assertEquals(4, told.ignored.size());
    }

    private void assertIgnored() throws Exception {
        assertWatermark(0);
        assertEquals(List.of(), told.acknowledged);
        assertEquals(List.of(ROOT + "/ack"), told.ignored);
        assertFalse(broker.session().closed, "one bad message ends no session");
    }

    /** It is the normal case after a reconnect: the retained acknowledgement comes again. So it is no news either. */
    @Test
    void a_number_already_acknowledged_or_lower_changes_nothing() throws Exception {
        record(3);
        steps(2);
        deliver(ack(2), PLATFORM);
        deliver(ack(2), PLATFORM);
        deliver(ack(1), PLATFORM);
        deliver(ack(0), PLATFORM);
        steps(2);
        assertWatermark(2);
        assertEquals(List.of(2L), told.acknowledged);
        assertEquals(List.of(), told.ignored);
    }

    @Test
    void unacknowledged_facts_are_sent_again_after_the_deadline_from_the_watermark_on() throws Exception {
        record(3);
        steps(2);
        broker.session().taken(0, 1, 2, 3);
        deliver(ack(1), PLATFORM);
        steps(2);
        time.advance(ACKNOWLEDGED_NANOS_MAX);
        steps(1);
        assertFalse(broker.session().closed, "exactly at the deadline there is still time");
        time.advance(1);
        steps(1);
        assertTrue(broker.session().closed);
        assertEquals(List.of("the platform acknowledges nothing after fact 1"), told.offline);
        reconnect();
        assertEquals(List.of(0L, 2L, 3L), broker.session().numbers);
        assertWatermark(1);
    }

    @Test
    void each_step_forward_of_the_platform_extends_the_deadline() {
        record(3);
        steps(2);
        broker.session().taken(0, 1, 2, 3);
        for (long through = 1; through <= 3; through++) {
            time.advance(ACKNOWLEDGED_NANOS_MAX - 1);
            deliver(ack(through), PLATFORM);
            steps(1);
        }
        time.advance(10 * ACKNOWLEDGED_NANOS_MAX); // nothing is owed any more
        steps(2);
        assertEquals(List.of(), told.offline);
        assertEquals(1, broker.attempts);
    }

    @Test
    void a_message_that_the_broker_does_not_answer_ends_the_session_after_its_deadline() {
        record(1);
        steps(2);
        broker.session().taken(0);
        steps(1);
        time.advance(TAKEN_NANOS_MAX);
        steps(1);
        assertFalse(broker.session().closed, "exactly at the deadline there is still time");
        time.advance(1);
        steps(1);
        assertTrue(broker.session().closed);
        assertEquals(List.of("the broker does not answer a message"), told.offline);
        reconnect();
        assertEquals(List.of(0L, 1L), broker.session().numbers);
    }

    @Test
    void a_lost_session_is_rebuilt_and_what_was_under_way_is_sent_again() {
        record(2);
        steps(2);
        broker.session().events.offer(new BrokerEvent.Lost("cut"));
        steps(1);
        assertTrue(broker.session().closed);
        assertEquals(List.of("cut"), told.offline);
        reconnect();
        assertEquals(2, broker.attempts);
        assertEquals(numbers(0, 2), broker.session().numbers);
    }

    @Test
    void a_refused_message_ends_the_session_and_the_fact_is_sent_again() throws Exception {
        steps(2);
        broker.publishRefusal = "publish: too many messages in flight";
        record(2);
        steps(1);
        assertTrue(broker.session().closed);
        assertEquals(List.of(broker.publishRefusal), told.offline);
        broker.publishRefusal = "";
        reconnect();
        assertEquals(numbers(0, 2), broker.session().numbers);
        assertWatermark(0);
    }

    @Test
    void a_journal_that_cannot_be_read_ends_the_session_and_nothing_is_lost() {
        record(2);
        diskFails = true;
        steps(2);
        assertTrue(broker.session().closed);
        assertTrue(told.offline.getFirst().startsWith("read journal "), told.offline.getFirst());
        diskFails = false;
        reconnect();
        assertEquals(numbers(0, 2), broker.session().numbers);
    }

    @Test
    void more_events_than_the_inbox_holds_cost_a_session_and_no_fact() {
        record(2);
        steps(2);
        for (int flood = 0; flood < 2_000; flood++) {
            deliver(ack(2), STRANGER);
        }
        broker.session().taken(0, 1, 2); // finds no room
        steps(1);
        time.advance(TAKEN_NANOS_MAX + 1);
        steps(1);
        assertEquals(List.of("the broker does not answer a message"), told.offline);
        reconnect();
        assertEquals(numbers(0, 2), broker.session().numbers);
    }

    @Test
    void pauses_between_sessions_double_until_the_platform_acknowledges_something() {
        record(1);
        broker.refusal = "connect: refused";
        long boundNanos = FIRST_NANOS;
        for (int attempt = 0; attempt < 4; attempt++) {
            steps(1);
            assertPause(boundNanos);
            boundNanos *= 2;
        }
        broker.refusal = "";
        loseSession();
        assertPause(boundNanos); // a session that came to nothing is no success
        steps(1);
        deliver(ack(1), PLATFORM);
        steps(1);
        loseSession();
        assertPause(FIRST_NANOS);
    }

    @Test
    void pauses_never_exceed_the_longest() {
        broker.refusal = "connect: refused";
        for (int attempt = 0; attempt < 20; attempt++) {
            steps(1);
            time.advance(LONGEST_NANOS);
        }
        steps(1);
        assertPause(LONGEST_NANOS);
        assertEquals(21, broker.attempts);
    }

    private void loseSession() {
        steps(1);
        broker.session().events.offer(new BrokerEvent.Lost("cut"));
        steps(1);
    }

    /** The pause lies in the upper half of the bound, nothing is tried before its end; passes it. */
    private void assertPause(long boundNanos) {
        int before = broker.attempts;
        long pauseNanos = uplink.step(time.monotonicNanos());
        assertTrue(pauseNanos >= boundNanos / 2 && pauseNanos <= boundNanos, pauseNanos + " of " + boundNanos);
        time.advance(pauseNanos - 1);
        steps(1);
        assertEquals(before, broker.attempts);
        time.advance(1);
    }

    @Test
    void a_reason_for_being_offline_is_told_once_however_often_it_is_met() {
        broker.refusal = "connect: refused";
        attempts(10);
        broker.refusal = "connect: no route";
        attempts(10);
        broker.refusal = "";
        attempts(1);
        broker.session().events.offer(new BrokerEvent.Lost("cut"));
        steps(1);
        broker.refusal = "connect: no route";
        attempts(10);
        assertEquals(List.of("connect: refused", "connect: no route", "cut", "connect: no route"), told.offline);
        assertEquals(1, told.online);
    }

    private void attempts(int count) {
        for (int attempt = 0; attempt < count; attempt++) {
            time.advance(LONGEST_NANOS);
            steps(1);
        }
    }

    @Test
    void the_last_will_is_a_retained_offline_and_the_subscription_is_the_acknowledgement() {
        steps(1);
        var will = broker.session().will;
        assertEquals(ROOT + "/status", will.topic());
        assertTrue(will.retained());
        assertEquals("{\"gateway\":\"gw-1\",\"software\":\"steelyard test\",\"state\":\"offline\",\"journal\":\""
                + journal.id() + "\"}", text(will));
        assertEquals(ROOT + "/ack", broker.session().subscription);
    }

    @Test
    void the_status_is_published_retained_on_connecting_and_on_each_change() throws Exception {
        record(2);
        steps(2);
        broker.session().taken(0, 1, 2);
        deliver(ack(1), PLATFORM);
        steps(1);
        assertWatermark(1);
        health = "bay-1: faulted, the scale is silent";
        steps(3);
        var statuses = broker.session().messages.stream().filter(message -> message.topic().equals(ROOT + "/status"))
                .toList();
        assertEquals(List.of(online(2, 0, "bay-1: weighing"), online(2, 1, "bay-1: faulted, the scale is silent")),
                statuses.stream().map(UplinkLoopTest::text).toList());
        assertTrue(statuses.stream().allMatch(Message::retained));
    }

    @Test
    void the_status_is_published_on_connecting_even_before_a_station_has_shown_itself() {
        health = "";
        steps(2);
        assertEquals(List.of(online(0, 0, "")), broker.session().messages.stream().map(UplinkLoopTest::text).toList());
    }

    @Test
    void only_one_status_is_under_way_at_a_time_and_the_latest_follows() {
        steps(2);
        for (var change : List.of("a", "b", "c")) {
            health = change;
            steps(1);
        }
        assertEquals(1, broker.session().messages.size());
        broker.session().taken(0);
        steps(3);
        assertEquals(List.of(online(0, 0, "bay-1: weighing"), online(0, 0, "c")),
                broker.session().messages.stream().map(UplinkLoopTest::text).toList());
    }

    @Test
    void a_full_window_makes_the_status_wait() {
        broker.receiveMaximum = 1;
        steps(2);
        broker.session().taken(0);
        record(2);
        steps(2);
        health = "changed";
        steps(2);
        assertEquals(List.of(0L, 1L), broker.session().numbers);
        broker.session().taken(1);
        steps(2);
        assertEquals(List.of(0L, 1L, 0L), broker.session().numbers);
    }

    @Test
    void it_idles_when_there_is_nothing_to_do_and_never_longer_than_a_missed_wake_may_cost() {
        steps(2);
        assertEquals(UplinkLoop.IDLE_NANOS_MAX, uplink.step(time.monotonicNanos()));
        broker.session().events.offer(new BrokerEvent.Taken(0));
        var woken = new HashSet<String>();
        uplink.wakes(() -> woken.add("uplink"));
        uplink.wake();
        assertEquals(1, woken.size());
    }

    @Test
    void an_event_of_the_broker_wakes_the_loop() {
        var woken = new HashSet<String>();
        uplink.wakes(() -> woken.add("uplink"));
        steps(1);
        broker.session().taken(0);
        assertEquals(1, woken.size());
    }

    @Test
    void closing_says_goodbye() {
        steps(1);
        uplink.close();
        assertTrue(broker.session().closed);
    }

    private void record(int count) {
        for (int fact = 0; fact < count; fact++) {
            journal.offer(new Draft(FactType.CLOCK, time.monotonicNanos(), FactData.text("event", "test")),
                    Commits.Completion.IGNORED);
        }
        journal.step(time.monotonicNanos());
    }

    private void steps(int count) {
        for (int step = 0; step < count; step++) {
            uplink.step(time.monotonicNanos());
        }
    }

    /** Passes the longest pause, connects and sends. */
    private void reconnect() {
        time.advance(LONGEST_NANOS);
        steps(2);
    }

    private String ack(long through) {
        return "{\"journal\":\"" + journal.id() + "\",\"through\":" + through + "}";
    }

    private String online(long head, long acknowledged, String said) {
        return "{\"gateway\":\"gw-1\",\"software\":\"steelyard test\",\"state\":\"online\",\"journal\":\""
                + journal.id()
                + "\",\"head\":" + head + ",\"acknowledged\":" + acknowledged + ",\"health\":\"" + said + "\"}";
    }

    private void deliver(String payload, KeyPair signer) {
        deliver(payload, Map.of("signature", signature(payload, signer)));
    }

    private void deliver(String payload, Map<String, String> properties) {
        broker.session().events.offer(new BrokerEvent.Arrived(
                new Message(ROOT + "/ack", payload.getBytes(StandardCharsets.UTF_8), properties, true)));
    }

    private static String signature(String payload, KeyPair signer) {
        return Base64.getEncoder().encodeToString(new FactSigner(signer.getPrivate(), signer.getPublic())
                .sign(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /** In memory and, read by a connection of its own, in the file. */
    private void assertWatermark(long through) throws JournalException {
        journal.step(time.monotonicNanos());
        assertEquals(through, journal.acknowledged());
        try (var reader = new JournalReader(folder, DriverManager::getConnection)) {
            assertEquals(through, reader.acknowledged());
        }
    }

    private List<Fact> facts() throws JournalException {
        try (var reader = new JournalReader(folder, DriverManager::getConnection)) {
            return reader.after(0, Integer.MAX_VALUE);
        }
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static String text(Message message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    private static final class Told implements UplinkListener {
        private int online;
        private final List<String> offline = new ArrayList<>();
        private final List<Long> acknowledged = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();

        @Override
        public void online() {
            online++;
        }

        @Override
        public void offline(String reason) {
            offline.add(reason);
        }

        @Override
        public void acknowledged(long through) {
            acknowledged.add(through);
        }

        @Override
        public void ignored(String topic) {
            ignored.add(topic);
        }
    }
}
