package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose word moves the watermark, and what happens when it does not come. */
final class AcknowledgementTest extends UplinkStory {
    @Test
    void the_brokers_word_alone_never_moves_the_watermark() throws Exception {
        record(3);
        connect();
        broker.session().takenAll();
        steps(5);
        assertWatermark(0);
        assertEquals(List.of(), told.acknowledged);
    }

    @Test
    void the_platforms_word_moves_the_watermark_durably() throws Exception {
        record(3);
        connect();
        deliver(ack(2), PLATFORM);
        steps(1);
        assertWatermark(2);
        assertEquals(List.of(2L), told.acknowledged);
        assertEquals(List.of(), told.ignored);
    }

    /** What is wrong with an acknowledgement of fact 2, where facts 1 to 3 exist. */
    enum Wrong {
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
        connect();
        deliver(wrong.spoiled.apply(ack(2)), PLATFORM);
        steps(2);
        assertIgnored();
    }

    @Test
    void an_acknowledgement_signed_by_a_stranger_changes_nothing_and_is_told() throws Exception {
        record(3);
        connect();
        deliver(ack(2), STRANGER);
        steps(2);
        assertIgnored();
    }

    @Test
    void an_acknowledgement_whose_bytes_were_changed_after_signing_changes_nothing_and_is_told() throws Exception {
        record(3);
        connect();
        deliver(ack(3), Map.of("signature", signature(ack(2), PLATFORM)));
        steps(2);
        assertIgnored();
    }

    @Test
    void an_acknowledgement_without_a_readable_signature_changes_nothing_and_is_told() throws Exception {
        record(3);
        connect();
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
        connect();
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
        connect();
        broker.session().takenAll();
        deliver(ack(1), PLATFORM);
        steps(2);
        time.advance(ACKNOWLEDGED_NANOS_MAX);
        steps(1);
        assertFalse(broker.session().closed, "exactly at the deadline there is still time");
        time.advance(1);
        steps(1);
        assertTrue(broker.session().closed);
        assertEquals(List.of(), told.offline, "the broker is there; what the platform does not do is told as a stall");
        assertEquals(1, told.health.size());
        reconnect();
        assertEquals(List.of(2L, 3L), sent());
        assertWatermark(1);
    }

    @Test
    void each_step_forward_of_the_platform_extends_the_deadline() {
        record(3);
        connect();
        broker.session().takenAll();
        for (long through = 1; through <= 3; through++) {
            time.advance(ACKNOWLEDGED_NANOS_MAX - 1);
            deliver(ack(through), PLATFORM);
            steps(1);
        }
        time.advance(10 * ACKNOWLEDGED_NANOS_MAX); // nothing is owed any more
        steps(2);
        record(1);
        steps(1);
        time.advance(ACKNOWLEDGED_NANOS_MAX - 1); // the new fact has its whole time
        broker.session().takenAll();
        steps(1);
        assertEquals(List.of(), told.offline);
        assertEquals(1, broker.attempts);
    }
}
