package io.steelyard.sim.bin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.bin.Bin.Hazard;
import io.steelyard.sim.history.CompartmentStory;
import io.steelyard.sim.history.CompartmentStory.Load;
import io.steelyard.sim.history.CompartmentStory.Opening;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BinTest {
    private static final BigDecimal TWO_KILOGRAMS = new BigDecimal("2.000");

    private final Street street = new Street();

    @Test
    void a_door_gives_way_only_while_its_own_lock_is_energised() {
        street.pass(100);
        assertFalse(street.paper.pull());
        street.pulse(Street.PAPER_LOCK);
        assertFalse(street.paper.pull());
        street.turn(Street.PAPER_LOCK, true);
        street.pass(100);
        assertTrue(street.paper.free());
        assertFalse(street.glass.pull());
        assertTrue(street.paper.pull());
        street.turn(Street.PAPER_LOCK, false);
        street.pass(100);
        assertFalse(street.active(Street.PAPER_LID));
        assertTrue(street.active(Street.GLASS_LID));

        street.paper.shut();
        street.pass(100);
        assertTrue(street.active(Street.PAPER_LID));
        assertFalse(street.paper.pull());
    }

    @Test
    void a_door_shut_under_an_energised_lock_does_not_latch() {
        street.turn(Street.PAPER_LOCK, true);
        street.pass(100);
        street.paper.pull();
        street.paper.shut();

        assertTrue(street.paper.free());
        street.turn(Street.PAPER_LOCK, false);
        street.pass(100);
        assertFalse(street.paper.pull());
    }

    @Test
    void nothing_comes_in_or_out_through_a_shut_door() {
        street.pass(100);
        street.paper.put(street.nowNanos(), TWO_KILOGRAMS);
        assertEquals(BigDecimal.ZERO, street.paper.inside());

        street.paper.force();
        street.paper.put(street.nowNanos(), TWO_KILOGRAMS);
        street.paper.shut();
        street.paper.take(street.nowNanos(), TWO_KILOGRAMS);
        assertEquals(TWO_KILOGRAMS, street.paper.inside());
    }

    @Test
    void nobody_takes_out_more_than_there_is() {
        street.paper.force();
        street.paper.put(street.nowNanos(), BigDecimal.ONE);
        street.paper.take(street.nowNanos(), TWO_KILOGRAMS);

        assertEquals(0, street.paper.inside().signum());
    }

    @Test
    void what_leans_on_the_wall_slides_down_on_the_platform_when_the_door_is_long_shut() {
        street.paper.force();
        street.paper.putLeaning(street.nowNanos(), TWO_KILOGRAMS, BigDecimal.ONE, 500_000_000);
        street.paper.shut();
        street.pass(400);
        assertEquals(1.0, street.pan.kilogramsAt(street.nowNanos()), 0.3);
        street.pass(5_000);

        assertEquals(2.0, street.pan.kilogramsAt(street.nowNanos()), 0.001);
        List<Load> loads = street.bin.stories().getFirst().loads();
        assertEquals(5, loads.size());
        assertEquals(0, loads.getLast().kilograms().compareTo(TWO_KILOGRAMS));
    }

    @Test
    void what_really_happens_is_written_down() {
        street.pass(1_000);
        street.turn(Street.PAPER_LOCK, true);
        street.pass(200);
        street.paper.pull();
        street.turn(Street.PAPER_LOCK, false);
        street.pass(500);
        street.paper.put(street.nowNanos(), TWO_KILOGRAMS);
        street.pass(500);
        street.paper.shut();
        street.pass(500);
        street.paper.force();

        CompartmentStory story = street.bin.stories().getFirst();
        assertEquals("paper", story.name());
        assertEquals(List.of(2_020L), story.pulsesMillis());
        assertEquals(List.of(new Opening(2_200, 3_200), new Opening(3_700, Opening.STILL_OPEN)), story.openings());
        assertEquals(new Load(2_700, TWO_KILOGRAMS), story.loads().getLast());
    }

    @Test
    void detectors_and_buttons_close_their_contacts_while_there_is_something() {
        street.bin.begins(Hazard.SMOKE);
        street.bin.begins(Hazard.HEAT);
        street.glass.press(street.nowNanos());
        street.pass(100);
        assertTrue(street.active(Street.SMOKE));
        assertFalse(street.active(Street.TILT));
        assertTrue(street.active(Street.GLASS_BUTTON));
        assertFalse(street.active(Street.PAPER_BUTTON));
        assertTrue(street.bin.celsius() > 70);

        street.bin.isOver(Hazard.SMOKE);
        street.bin.isOver(Hazard.HEAT);
        street.pass(300);
        assertFalse(street.active(Street.SMOKE));
        assertFalse(street.active(Street.GLASS_BUTTON));
        assertTrue(street.bin.celsius() < 30);
    }

    @Test
    void the_fuller_a_compartment_the_nearer_its_heap_to_the_sensor_and_never_nearer_than_full() {
        assertEquals(900, street.bin.distanceMillimetres(street.paper));
        street.paper.force();
        street.paper.put(street.nowNanos(), BigDecimal.TEN);
        assertEquals(780, street.bin.distanceMillimetres(street.paper));
        street.paper.put(street.nowNanos(), BigDecimal.valueOf(1_000));
        assertEquals(200, street.bin.distanceMillimetres(street.paper));
    }
}
