package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which words the daemon's unit may start it with. */
final class ServiceTest {
    @Test
    void the_units_words_start_it_without_the_command_line() {
        assertTrue(Service.of("run", "--config", "gateway.toml").isPresent());
    }

    @Test
    void all_other_words_are_the_command_lines() {
        assertFalse(Service.of().isPresent());
        assertFalse(Service.of("run").isPresent());
        assertFalse(Service.of("run", "--config", "--help").isPresent());
        assertFalse(Service.of("run", "--config", "gateway.toml", "--help").isPresent());
        assertFalse(Service.of("check", "--config", "gateway.toml").isPresent());
    }
}
