package io.steelyard.sim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FactHeaderTest {
    private static final String PREV = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
    private static final String GOOD = """
            {"id":"01930000-0000-7000-8000-00000000002a","type":"weighing","gateway":"hz-yuhang-0042","journal":"5f0c",\
            "seq":1842,"prev":"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU","at":"2026-11-21T08:05:12.341Z",\
            "data":{"net":"10.10","seq":7,"list":[{"id":"x"}]},"later":[1,{"seq":2}]}""";

    @Test
    void a_fact_is_read_and_what_it_holds_inside_is_not_mistaken_for_the_header() {
        assertEquals(new FactHeader("hz-yuhang-0042", "5f0c", 1842, "01930000-0000-7000-8000-00000000002a", PREV,
                "weighing", "2026-11-21T08:05:12.341Z"), FactHeader.of(utf8(GOOD)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            "seq":1842       | "seq":1842,"seq":1842   | Duplicate
            "list":[{"id":"x"}] | "list":1,"list":1    | Duplicate
            "seq":1842       | "seq":"1842"            | seq
            "seq":1842       | "seq":0                 | seq
            "seq":1842       | "seq":-1                | seq
            "seq":1842       | "seq":1842.0            | seq
            "seq":1842       | "seq":9223372036854775808 | range
            "seq":1842       | "seq":01842             | zero
            "seq":1842       | "six":1842              | seq
            -7000-           | -4000-                  | UUIDv7
            00000000002a     | 00000000002A            | UUIDv7
            "type":          | "tpye":                 | type
            weighing         | weigh/ing               | plain name
            hz-yuhang-0042   | +                       | plain name
            5f0c             | ``                      | plain name
            hSuFU            | hSuFV                   | prev
            hSuFU            | hSuFU=                  | prev
            -_T              | +/T                     | prev
            2026-11-21T      | 2026-11-31T             | at is not
            .341Z            | .341                    | at is not
            "data":{"net"    | "data":"x","dota":{"net" | data
            ,{"seq":2}]}     | ,{"seq":2}]}{}          | follows
            ,{"seq":2}]}     | ,{"seq":2}],}           | JSON
            ,{"seq":2}]}     | ,{"seq":2}]             | JSON
            {"id"            | [{"id"                  | object
            {"id"            | ``                      | JSON
            "seq":1842       | 'seq':1842              | JSON
            "seq":1842       | "seq":1842/* */         | JSON
            """)
    void what_would_have_to_be_guessed_is_malformed(String good, String bad, String why) {
        assertTrue(GOOD.contains(good));
        assertMalformed(why, utf8(GOOD.replace(good, bad)));
    }

    @Test
    void only_utf_8_is_read() {
        byte[] latin = GOOD.replace("10.10", "10.10 \u00e9").getBytes(StandardCharsets.ISO_8859_1);
        assertMalformed("UTF-8", latin);
        for (String name : new String[]{"UTF-16LE", "UTF-16BE", "UTF-32LE"}) {
            assertInstanceOf(FactReading.Malformed.class, FactHeader.of(GOOD.getBytes(Charset.forName(name))), name);
        }
        assertInstanceOf(FactReading.Malformed.class, FactHeader.of(utf8("\ufeff" + GOOD)));
    }

    @Test
    void a_fact_is_one_line_of_bounded_length() {
        assertMalformed("line", utf8(GOOD.replace("\"later\"", "\n\"later\"")));
        String padding = " ".repeat(FactHeader.FACT_BYTES_MAX - GOOD.length());
        assertInstanceOf(FactHeader.class, FactHeader.of(utf8(GOOD + padding)));
        assertMalformed("longer", utf8(GOOD + padding + " "));
    }

    @Test
    void no_bytes_whatever_throw() {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = utf8(GOOD);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            FactHeader.of(bytes);
        }
        FactHeader.of(utf8("[".repeat(FactHeader.FACT_BYTES_MAX)));
        FactHeader.of(utf8("{\"a\":".repeat(FactHeader.FACT_BYTES_MAX / 5)));
        FactHeader.of(new byte[0]);
    }

    private static void assertMalformed(String why, byte[] bytes) {
        FactReading.Malformed malformed = assertInstanceOf(FactReading.Malformed.class, FactHeader.of(bytes));
        assertTrue(malformed.why().contains(why), malformed.why());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
