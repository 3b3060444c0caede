package io.steelyard.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboxTest {
    @Test
    void a_full_inbox_takes_no_more_and_says_so() {
        var inbox = new Inbox<String>(2);

        assertTrue(inbox.offer("first"));
        assertTrue(inbox.offer("second"));
        assertFalse(inbox.offer("third"));
        assertEquals(List.of("first", "second"), inbox.poll(10));
        assertTrue(inbox.offer("third"), "there is room again");
    }

    @Test
    void items_come_out_in_order_and_not_more_than_asked_for() {
        var inbox = new Inbox<Integer>(5);
        for (int item = 1; item <= 5; item++) {
            inbox.offer(item);
        }

        assertEquals(Optional.of(1), inbox.poll());
        assertEquals(List.of(2, 3), inbox.poll(2));
        assertFalse(inbox.isEmpty());
        assertEquals(List.of(4, 5), inbox.poll(2));
        assertTrue(inbox.isEmpty());
    }

    @Test
    void an_empty_inbox_gives_nothing_and_does_not_wait() {
        var inbox = new Inbox<String>(1);

        assertEquals(Optional.empty(), inbox.poll());
        assertEquals(List.of(), inbox.poll(10));
    }

    @Test
    void every_offer_wakes_the_loop_even_one_not_taken() {
        var woken = new AtomicInteger();
        var inbox = new Inbox<String>(1);
        inbox.wakes(woken::incrementAndGet);

        inbox.offer("taken");
        inbox.offer("not taken");

        assertEquals(2, woken.get(), "a loop that is behind must not sleep on a full inbox");
    }

    @Test
    void the_item_is_there_when_the_loop_wakes() {
        var inbox = new Inbox<String>(1);
        var seen = new AtomicInteger();
        inbox.wakes(() -> seen.addAndGet(inbox.poll(10).size()));

        inbox.offer("one");

        assertEquals(1, seen.get());
    }
}
