package io.steelyard.sim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FactTopicTest {
    @Test
    void a_live_facts_topic_says_where_its_acknowledgement_goes() {
        FactTopic topic = new FactTopic.Live("hz", "gw-1", "weighing");

        assertEquals(Optional.of(topic), FactTopic.of("steelyard/v1/hz/gw-1/facts/live/weighing"));
        assertEquals("steelyard/v1/hz/gw-1/ack", topic.ackTopic());
    }

    @Test
    void a_batch_comes_on_its_own_topic_and_is_acknowledged_on_the_same() {
        FactTopic topic = new FactTopic.Backfill("hz", "gw-1");

        assertEquals(Optional.of(topic), FactTopic.of("steelyard/v1/hz/gw-1/facts/backfill"));
        assertEquals("steelyard/v1/hz/gw-1/ack", topic.ackTopic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "steelyard/v1/hz/gw-1/facts/backfill/more", "steelyard/v1/hz/gw-1/facts/dead/weighing",
            "steelyard/v1/hz/gw-1/acts/live/weighing", "steelyard/v2/hz/gw-1/facts/live/weighing",
            "steelyard/v1/hz/gw-1/facts/live/weighing/more", "steelyard/v1/hz/gw-1/facts/live",
            "steelyard/v1/hz/gw-1/facts"})
    void any_other_topic_is_none(String topic) {
        assertTrue(FactTopic.of(topic).isEmpty());
    }
}
