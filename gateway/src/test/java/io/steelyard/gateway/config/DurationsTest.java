package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void durations_are_read_as_people_write_them() {
        Map.of("500 ms", Duration.ofMillis(500), "30 s", Duration.ofSeconds(30), "20 min", Duration.ofMinutes(20),
                "2 h", Duration.ofHours(2), "400 days", Duration.ofDays(400), "30s", Duration.ofSeconds(30), "0 s",
                Duration.ZERO, "999999999 h",
                Duration.ofHours(999_999_999))
                .forEach((text, duration) -> assertEquals(Optional.of(duration), Durations.parse(text), text));
    }

    @Test
    void nothing_else_is_a_duration() {
        for (var text : List.of("", "30", "s", "-1 s", "1.5 s", "1  s", " 1 s", "1 s ", "1 S", "1 sec", "1 m", "1 d",
                "1 h 30 min", "1000000000 s", "٣ s", "PT1S")) {
            assertEquals(Optional.empty(), Durations.parse(text), text);
        }
    }
}
