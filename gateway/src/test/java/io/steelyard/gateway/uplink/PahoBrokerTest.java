package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.uplink.ScriptedBroker.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that are no good brokers: each failure is told, in bounded time, and leaves no thread behind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PahoBrokerTest {
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int ATTEMPTS = 20;
    private static final Message WILL = new Message("status", new byte[]{'{', '}'}, Map.of(), true);
    private static final Message FACT = new Message("facts", new byte[]{'{', '}'}, Map.of(), false);

    @AfterEach
    void no_thread_stays() throws InterruptedException {
        MqttThreads.assertNone();
    }

    @Test
    void a_refused_connection_names_the_broker_and_the_reason() throws IOException {
        String uri;
        try (var gone = ScriptedBroker.playing(Script.SILENT)) {
            uri = gone.uri();
        }
        var refused = assertThrows(BrokerException.class, () -> connect(uri, new Heard()));
        assertEquals("connect " + uri + ": Connection refused", refused.getMessage());
    }

    @Test
    void an_unknown_host_is_named() {
        var refused = assertThrows(BrokerException.class, () -> connect("tcp://no-such-host.invalid:1", new Heard()));
        assertTrue(refused.toString().contains("connect tcp://no-such-host.invalid:1: "), refused.toString());
    }

    /** Paho 1.2.5 leaves a thread behind for each of these for ever (its issue 850), but for our patient sockets. */
    @ParameterizedTest
    @EnumSource(names = {"DROPS", "RESETS"})
    void twenty_connections_that_end_before_the_first_answer_leave_no_thread_behind(Script script) throws Exception {
        try (var server = ScriptedBroker.playing(script)) {
            assertAllRefused(List.of(server), ATTEMPTS);
        }
    }

    /** Together, because each takes the longest that an answer is waited for. */
    @Test
    void a_server_that_never_answers_is_given_up() throws Exception {
        try (var mute = ScriptedBroker.playing(Script.SILENT);
                var lazy = ScriptedBroker.playing(Script.SILENT_AFTER_CONNACK)) {
            assertAllRefused(List.of(mute, lazy), 1);
        }
    }

    /** The library's own log has a stack trace for each failure; the uplink's listener is told the reason once. */
    @Test
    void a_failed_connection_writes_nothing_to_the_log() throws Exception {
        var logged = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord said) {
                logged.add(said.getLoggerName());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try (var dropping = ScriptedBroker.playing(Script.DROPS);
                var resetting = ScriptedBroker.playing(Script.RESETS)) {
            assertAllRefused(List.of(dropping, resetting), ATTEMPTS);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertEquals(List.of(), logged);
    }

    private static void assertAllRefused(List<ScriptedBroker> servers, int times) throws InterruptedException {
        try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("attempt").factory())) {
            var attempts = new ArrayList<Future<Broker.Session>>();
            for (var server : servers) {
                for (int time = 0; time < times; time++) {
                    attempts.add(executor.submit(() -> connect(server.uri(), new Heard())));
                }
            }
            for (var attempt : attempts) {
                var failed = assertThrows(ExecutionException.class, attempt::get);
                assertInstanceOf(BrokerException.class, failed.getCause());
            }
        }
        MqttThreads.assertNone(); // while the server still runs: nothing but our own cleaning up ends them
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSES_CONNECTION", "REFUSES_SUBSCRIPTION"})
    void a_refusal_by_reason_code_is_a_failed_connection(Script script) throws IOException {
        try (var server = ScriptedBroker.playing(script)) {
            var refused = assertThrows(BrokerException.class, () -> connect(server.uri(), new Heard()));
            assertTrue(refused.toString().contains("connect " + server.uri() + ": "), refused.toString());
        }
    }

    @Test
    void a_message_refused_by_reason_code_ends_the_session_and_is_not_taken() throws Exception {
        try (var server = ScriptedBroker.playing(Script.REFUSES_MESSAGES)) {
            var heard = new Heard();
            var session = connect(server.uri(), heard);
            session.publish(5, FACT);
            var lost = assertInstanceOf(BrokerEvent.Lost.class, heard.next());
            assertTrue(lost.reason().startsWith("the broker refused a message on "), lost.reason());
            session.close();
        }
    }

    @Test
    void a_message_without_subscribers_is_taken() throws Exception {
        try (var server = ScriptedBroker.playing(Script.HAS_NO_SUBSCRIBERS)) {
            var heard = new Heard();
            var session = connect(server.uri(), heard);
            session.publish(5, FACT);
            assertEquals(new BrokerEvent.Taken(5), heard.next());
            session.close();
        }
    }

    @Test
    void the_servers_receive_maximum_is_told() throws Exception {
        try (var server = ScriptedBroker.playing(Script.ALLOWS_THREE)) {
            var session = connect(server.uri(), new Heard());
            assertEquals(3, session.receiveMaximum());
            session.close();
        }
    }

    @Test
    void a_server_without_a_receive_maximum_allows_what_the_standard_says() throws Exception {
        try (var server = ScriptedBroker.playing(Script.HAS_NO_SUBSCRIBERS)) {
            var session = connect(server.uri(), new Heard());
            assertEquals(65_535, session.receiveMaximum());
            session.close();
        }
    }

    @Test
    void the_servers_maximum_packet_size_is_told_and_without_one_there_is_none() throws Exception {
        try (var server = ScriptedBroker.playing(Script.ALLOWS_A_THOUSAND_BYTES);
                var other = ScriptedBroker.playing(Script.HAS_NO_SUBSCRIBERS)) {
            var session = connect(server.uri(), new Heard());
            assertEquals(1_000, session.packetBytesMax());
            session.close();
            var unlimited = connect(other.uri(), new Heard());
            assertEquals(Integer.MAX_VALUE, unlimited.packetBytesMax());
            unlimited.close();
        }
    }

    @Test
    void a_session_with_unanswered_messages_at_a_silent_server_can_be_closed() throws Exception {
        try (var server = ScriptedBroker.playing(Script.SILENT_AFTER_SUBACK)) {
            var session = connect(server.uri(), new Heard());
            session.publish(1, FACT);
            session.publish(2, FACT);
            session.close();
            MqttThreads.assertNone();
        }
    }

    @Test
    void a_session_whose_server_has_gone_can_be_closed_and_publishing_on_it_is_refused() throws Exception {
        var heard = new Heard();
        Broker.Session session;
        try (var server = ScriptedBroker.playing(Script.SILENT_AFTER_SUBACK)) {
            session = connect(server.uri(), heard);
        }
        assertInstanceOf(BrokerEvent.Lost.class, heard.next());
        assertThrows(BrokerException.class, () -> session.publish(1, FACT));
        session.close();
    }

    private static Broker.Session connect(String uri, Heard heard) throws BrokerException, IOException {
        return new PahoBroker(uri, "gateway", KEEP_ALIVE_SECONDS, SystemTime.open()).connect(WILL, List.of("ack"),
                heard.inbox);
    }
}
