package io.steelyard.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When lines carry their priority. */
final class SystemLogTest {
    @Test
    void behind_the_journals_socket_they_do() throws IOException {
        var out = Files.readAttributes(Path.of("/proc/self/fd/1"), "unix:dev,ino");
        var log = SystemLog.of(Map.of("JOURNAL_STREAM", out.get("dev") + ":" + out.get("ino")));
        assertTrue(log.takesOut());
    }

    @Test
    void elsewhere_they_do_not_even_in_a_child_of_a_service() {
        for (var stream : List.of("", "1:1")) {
            var log = SystemLog.of(Map.of("JOURNAL_STREAM", stream));
            assertFalse(log.takesOut());
            assertEquals("one\ntwo", log.toErr(Priority.ERROR, "one\ntwo"));
        }
    }

    @Test
    void each_line_of_a_text_carries_it() {
        assertEquals("<4>one\n<4>two", Priority.WARNING.of("one\ntwo"));
        assertEquals("<2>", Priority.CRITICAL.of("x").substring(0, 3));
    }
}
