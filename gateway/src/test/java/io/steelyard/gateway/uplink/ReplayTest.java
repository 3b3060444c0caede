package io.steelyard.gateway.uplink;

import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.ANSWERS;
import static io.steelyard.gateway.uplink.FakeBroker.FakeSession.BACKFILL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The platform commands facts to be sent once more. */
final class ReplayTest extends UplinkStory {
    private static final byte[] CORRELATION = {7, 0, (byte) 0xFE};

    private void command(String payload, KeyPair signer, String answerTopic) {
        broker.session().events.offer(new BrokerEvent.Arrived(new Message(ROOT + "/command/replay",
                payload.getBytes(StandardCharsets.UTF_8), Map.of("signature", signature(payload, signer)), false,
                "application/json", answerTopic, CORRELATION)));
    }

    private String replay(long from, long through) {
        return "{\"journal\":\"" + journal.id() + "\",\"from\":" + from + ",\"through\":" + through + "}";
    }

    private List<String> answers() {
        return broker.session().messages(ANSWERS).stream().map(UplinkStory::text).toList();
    }

    private List<Long> replayed() {
        return broker.session().messages(BACKFILL).stream().flatMap(message -> Unpacked.numbers(message).stream())
                .toList();
    }

    private void delivered(int facts) {
        connect();
        record(facts);
        drain();
        deliver(ack(facts), PLATFORM);
        drain();
    }

    @Test
    void facts_are_replayed_in_batches_after_an_answer_that_bears_the_commands_correlation() {
        delivered(90);
        int before = replayed().size();
        command(replay(11, 87), PLATFORM, ANSWERS);
        drain();
        assertEquals(List.of("{\"accepted\":true,\"from\":11,\"through\":87}"), answers());
        assertArrayEquals(CORRELATION, broker.session().messages(ANSWERS).getFirst().correlation());
        assertEquals(numbers(11, 87), replayed().subList(before, replayed().size()));
    }

    @Test
    void a_replay_is_cut_to_what_there_is_and_one_of_nothing_is_refused() {
        delivered(90);
        int before = replayed().size();
        command(replay(89, 1_000), PLATFORM, ANSWERS);
        command(replay(91, 1_000), PLATFORM, ANSWERS);
        command(replay(1, 2).replace(journal.id(), "another"), PLATFORM, ANSWERS);
        drain();
        assertEquals(List.of("{\"accepted\":true,\"from\":89,\"through\":90}",
                "{\"accepted\":false,\"reason\":\"none of the facts 91 to 1000 is here; the newest is 90\"}",
                "{\"accepted\":false,\"reason\":\"journal another is not here; this is " + journal.id() + "\"}"),
                answers());
        assertEquals(List.of(89L, 90L), replayed().subList(before, replayed().size()));
    }

    @Test
    void a_command_that_the_platform_did_not_sign_or_that_is_malformed_is_not_obeyed_and_told() {
        delivered(90);
        int before = replayed().size();
        command(replay(1, 90), STRANGER, ANSWERS);
        for (var malformed : List.of("", "{", "[]", "{}", replay(0, 5), replay(5, 4),
                replay(1, 2).replace(":1", ":1.0"))) {
            command(malformed, PLATFORM, ANSWERS);
        }
        drain();
        assertEquals(8, told.ignored.size());
        assertEquals(List.of(), answers());
        assertEquals(before, replayed().size());
    }

    /** A topic with wildcards cannot be published to; the library would fail. */
    @Test
    void without_a_topic_to_answer_on_facts_follow_all_the_same() {
        delivered(90);
        for (var topic : List.of("", "a/#", "+/b", "x".repeat(257))) {
            int before = replayed().size();
            command(replay(1, 20), PLATFORM, topic);
            drain();
            assertEquals(numbers(1, 20), replayed().subList(before, replayed().size()));
        }
        assertEquals(List.of(), answers());
    }

    @Test
    void a_second_command_takes_the_place_of_the_first_and_the_same_again_does_not_begin_anew() {
        connect();
        record(1_000);
        drain();
        deliver(ack(1_000), PLATFORM);
        drain();
        int before = replayed().size();
        command(replay(1, 1_000), PLATFORM, ANSWERS);
        steps(1);
        command(replay(1, 1_000), PLATFORM, ANSWERS);
        command(replay(901, 1_000), PLATFORM, ANSWERS);
        drain();
        var replayed = replayed().subList(before, replayed().size());
        assertEquals(numbers(901, 1_000), replayed.subList(replayed.size() - 100, replayed.size()));
        assertEquals(replayed.size(), replayed.stream().distinct().count());
        assertEquals(3, answers().size());
    }

    @Test
    void a_replay_outlives_its_session_and_what_was_under_way_is_sent_again() {
        connect();
        record(500);
        drain();
        deliver(ack(500), PLATFORM);
        drain();
        command(replay(1, 500), PLATFORM, ANSWERS);
        steps(3);
        broker.session().events.offer(new BrokerEvent.Lost("cut"));
        steps(1);
        reconnect();
        drain();
        assertEquals(numbers(1, 500), replayed());
    }

    @Test
    void a_platform_that_commands_without_end_is_answered_so_many_times_only() {
        broker.receiveMaximum = 1;
        delivered(90);
        record(1);
        steps(1); // takes the only place
        for (int flood = 0; flood < 100; flood++) {
            command(replay(91, 95), PLATFORM, ANSWERS);
        }
        steps(1);
        drain();
        assertEquals(16, answers().size());
    }
}
