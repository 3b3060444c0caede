package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A memory card that does not hold what it held: put back from a copy, or damaged where it was well before. */
class WorldCardTest extends WorldStory {
    @Test
    void a_database_put_back_to_an_earlier_state_is_named_and_weighing_goes_on_in_a_new_journal() {
        tell((world, _) -> {
            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX));
            world.drain();
            var earlier = world.card().image();
            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX));
            world.drain();
            world.die(false);
            var now = world.card().image();
            earlier.put("chain.head", now.get("chain.head"));
            world.card().put(earlier);

            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX), "weighing goes on");

            world.drain();
            assertEquals(1, world.log().lines().stream().filter(line -> line.contains("put back to an earlier state"))
                    .count(), () -> world.log().lines().toString());
            assertEquals(2, world.accepted().stream().map(fact -> fact.journal()).distinct().count());
            assertEquals(List.of(), world.end().violations());
        });
    }

    @Test
    void a_database_damaged_where_it_was_well_is_named_once_and_weighing_goes_on() {
        tell((world, _) -> {
            assertTrue(world.weigh(2, WEIGHED_NANOS_MAX));
            world.drain();
            world.die(false);
            world.card().damage();

            assertTrue(world.weigh(1, WEIGHED_NANOS_MAX), "weighing goes on");

            world.drain();
            assertEquals(1, world.log().lines().stream().filter(line -> line.contains("is damaged")).count(),
                    () -> world.log().lines().toString());
            assertEquals(List.of(), world.end().violations());
        });
    }
}
