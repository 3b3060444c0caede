package io.steelyard.gateway.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class QuestionTest {

    @Test
    void a_question_is_written_as_manuals_write_it() {
        assertEquals("SI CR LF", Question.text("SI\r\n").toString());
        assertEquals("LF W CR", Question.text("\nW\r").toString());
        assertEquals("STX AB03 ETX", Question.text("\u0002AB03\u0003").toString());
        assertEquals("ESC P CR LF", Question.text("\u001bP\r\n").toString());
        assertEquals("BB 00 7E", Question.hex("BB 00 7E").toString());
        assertEquals("F7 03", Question.binary(new byte[]{(byte) 0xF7, 3}).toString());
    }

    @Test
    void its_bytes_are_its_own() {
        var question = Question.hex("BB 00 7E");
        question.bytes()[0] = 0;
        assertArrayEquals(new byte[]{(byte) 0xBB, 0, 0x7E}, question.bytes());
        assertArrayEquals(new byte[]{0x1B, 'P', '\r', '\n'}, Question.text("\u001bP\r\n").bytes());
    }
}
