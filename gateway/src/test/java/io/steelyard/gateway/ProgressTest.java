package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final StringWriter shown = new StringWriter();

    @Test
    void a_bar_grows_a_line_a_percent_on_the_same_line() {
        var progress = new Progress(new PrintWriter(shown), 1_000_000, true);
        for (long fact = 1; fact <= 1_000_000; fact++) {
            progress.at(fact);
        }
        progress.end();

        var bars = shown.toString().strip().split("\r");
        assertEquals(101, bars.length);
        assertEquals("[" + "=".repeat(20) + " ".repeat(20) + "] 50 %, fact 500000 of 1000000", bars[50]);
        assertEquals("[" + "=".repeat(40) + "] 100 %, fact 1000000 of 1000000", bars[100]);
    }

    @Test
    void where_nobody_watches_nothing_is_drawn() {
        var progress = new Progress(new PrintWriter(shown), 2, false);
        progress.at(1);
        progress.at(2);
        progress.end();
        assertEquals("", shown.toString());
    }

    @Test
    void no_work_draws_nothing() {
        var progress = new Progress(new PrintWriter(shown), 0, true);
        progress.end();
        assertEquals("", shown.toString());
    }
}
