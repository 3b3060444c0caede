package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactHeaderTest {
    private static final int NOISES = 50_000;

    private final byte[] fact = new Bench(Path.of("unused")).sameEncoder()
            .encode(new Bench(Path.of("unused")).draft("a"), "journal-1", 7, Chain.START).bytes();

    @Test
    void a_fact_says_who_it_is() {
        var header = FactHeader.read(fact).orElseThrow();

        assertEquals(List.of("weighing", Bench.GATEWAY, "journal-1", Chain.START, "2026-11-21T08:05:12.341Z"),
                List.of(header.type(), header.gateway(), header.journal(), header.prev(), header.at()));
        assertEquals(7, header.seq());
    }

    @Test
    void no_beginning_of_a_fact_is_a_fact() {
        for (int length = 0; length < fact.length; length++) {
            assertEquals(Optional.empty(), FactHeader.read(Arrays.copyOf(fact, length)), length + " bytes");
        }
    }

    @Test
    void a_fact_with_something_behind_it_is_none() {
        for (var tail : List.of("{}", "x", "\u0000", "]")) {
            assertEquals(Optional.empty(), read(new String(fact, StandardCharsets.UTF_8) + tail), tail);
        }
    }

    @Test
    void a_fact_without_one_of_its_properties_or_with_two_is_none() {
        var text = new String(fact, StandardCharsets.UTF_8);
        for (var name : List.of("id", "type", "gateway", "journal", "seq", "prev", "at")) {
            assertEquals(Optional.empty(), read(text.replace('"' + name + "\":", "\"other-" + name + "\":")), name);
            assertEquals(Optional.empty(), read(text.replaceFirst("\\{", "{\"" + name + "\":\"1\",")), name);
        }
    }

    @Test
    void a_number_that_is_not_whole_is_no_sequence() {
        var text = new String(fact, StandardCharsets.UTF_8);
        for (var seq : List.of("7.5", "1e3", "null", "true", "99999999999999999999", "{}", "[7]", "\"\"")) {
            assertEquals(Optional.empty(), read(text.replace("\"seq\":7", "\"seq\":" + seq)), seq);
        }
    }

    @Test
    void garbage_is_no_fact_and_no_exception() {
        var random = new Random(1);
        for (int noise = 0; noise < NOISES; noise++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertEquals(Optional.empty(), FactHeader.read(bytes));
        }
        for (var text : List.of("", " ", "null", "1", "[]", "{", "{]", "{\"a\"", "{\"a\":", "{\"a\":}",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000), "{\"a\":" + "1".repeat(10_000) + "}")) {
            assertEquals(Optional.empty(), read(text));
        }
    }

    @Test
    void a_fact_with_damaged_bytes_is_no_exception() {
        var random = new Random(2);
        for (int noise = 0; noise < NOISES; noise++) {
            byte[] damaged = fact.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            FactHeader.read(damaged);
        }
    }

    private static Optional<FactHeader> read(String text) {
        return FactHeader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
