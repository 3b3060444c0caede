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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that are no good brokers: each failure is told, in bounded time, and leaves no thread behind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PahoBrokerTest {
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int ATTEMPTS = 20;
    /** Of the flags of CONNECT. */
    private static final int LAST_WILL = 0x04;
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
        assertEquals("connect " + uri
                + ": Connection refused; nothing listens at that port: start the broker, or correct host and"
                + " port in uplink.broker", refused.getMessage());
        assertEquals(Obstacle.WAY, refused.obstacle());
    }

    @Test
    void an_unknown_host_is_named() {
        var refused = assertThrows(BrokerException.class, () -> connect("tcp://no-such-host.invalid:1", new Heard()));
        assertEquals("connect tcp://no-such-host.invalid:1: no name server knows the host no-such-host.invalid; correct"
                + " uplink.broker, or check this board's network and name server with: getent hosts no-such-host.invalid",
                refused.getMessage());
        assertEquals(Obstacle.NAME, refused.obstacle());
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
    @CsvSource(delimiter = '|', value = {
            "REFUSES_CONNECTION | LOGIN | the broker refuses the login of gateway: not authorized (MQTT reason code 135); at the"
                    + " broker, admit this client id",
            "REFUSES_SUBSCRIPTION | TOPICS | the broker refuses gateway to subscribe to ack: not authorized (MQTT reason code"
                    + " 135); at the broker, let it read these topics"})
    void a_refusal_by_reason_code_is_a_failed_connection_with_its_remedy(Script script, Obstacle obstacle, String told)
            throws IOException {
        try (var server = ScriptedBroker.playing(script)) {
            var refused = assertThrows(BrokerException.class, () -> connect(server.uri(), new Heard()));
            assertEquals("connect " + server.uri() + ": " + told, refused.getMessage());
            assertEquals(obstacle, refused.obstacle());
        }
    }

    /** What ends before the first answer is most often a port for TLS. */
    @ParameterizedTest
    @EnumSource(names = {"DROPS", "RESETS"})
    void a_server_that_ends_the_connection_before_its_first_answer_is_told_with_what_it_may_be(Script script)
            throws IOException {
        try (var server = ScriptedBroker.playing(script)) {
            var ended = assertThrows(BrokerException.class, () -> connect(server.uri(), new Heard()));
            assertEquals(Obstacle.SILENCE, ended.obstacle());
            var told = String.valueOf(ended.getMessage());
            assertTrue(told.contains("the server ended the connection before it answered (")
                    && told.endsWith("if that is its port for TLS, usually 8883, write ssl:// in uplink.broker, "
                            + "else see the broker's log"),
                    told);
        }
    }

    @Test
    void a_server_that_never_answers_is_told_as_such() throws IOException {
        try (var server = ScriptedBroker.playing(Script.SILENT)) {
            var silent = assertThrows(BrokerException.class, () -> connect(server.uri(), new Heard()));
            var told = String.valueOf(silent.getMessage());
            assertTrue(told.contains("connected, but no MQTT answer came (timed out)"), told);
        }
    }

    @Test
    void a_visitor_leaves_no_last_will_behind() throws Exception {
        try (var server = ScriptedBroker.playing(Script.HAS_NO_SUBSCRIBERS)) {
            new PahoBroker(server.uri(), "gateway", KEEP_ALIVE_SECONDS, SystemTime.open()).visit(List.of("ack"),
                    new Heard().inbox).close();
            assertEquals(0, server.connectFlags() & LAST_WILL, "no will flag in its CONNECT");
            connect(server.uri(), new Heard()).close();
            assertEquals(LAST_WILL, server.connectFlags() & LAST_WILL);
        }
    }

    @Test
    void a_message_refused_by_reason_code_ends_the_session_and_is_not_taken() throws Exception {
        try (var server = ScriptedBroker.playing(Script.REFUSES_MESSAGES)) {
            var heard = new Heard();
            var session = connect(server.uri(), heard);
            session.publish(5, FACT);
            var lost = assertInstanceOf(BrokerEvent.Lost.class, heard.next());
            assertEquals(
                    "the broker refused a message on facts: quota exceeded (MQTT reason code 151); at the broker, raise the"
                            + " quota of gateway, or find out who takes nothing",
                    lost.reason());
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
