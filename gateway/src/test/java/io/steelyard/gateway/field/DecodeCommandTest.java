package io.steelyard.gateway.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.tag.TagDialect;
import picocli.CommandLine;

final class DecodeCommandTest {

    private static final String YAOHUA = "02 2B 30 30 30 37 33 35 32 31 38 03\n";

    /** What one run answered. */
    private record Run(int exitCode, String out, String err) {}

    @Test
    void a_reading_is_one_line_of_json() {
        //                               STX A  B  C  weight            tare              CR CHK
        assertEquals("""
                {"kind":"reading","value":"7.35","unit":"kg","stable":true,"mode":"gross","capturable":true,"flags":[]}
                """, hex("toledo-continuous", "02 2C 30 20 30 30 30 37 33 35 30 30 30 30 30 30 0D 26").out());
        assertEquals(
                """
                        {"kind":"reading","value":"5.85","unit":"kg","stable":false,"mode":"net","capturable":true,"flags":["motion"]}
                        """,
                hex("toledo-continuous", "02 2C 39 20 30 30 30 35 38 35 30 30 30 31 35 30 0D 14").out());
    }

    @Test
    void what_the_scale_does_not_say_is_null() {
        assertEquals("""
                {"kind":"reading","value":"7.35","unit":null,"stable":null,"mode":null,"capturable":true,"flags":[]}
                """, hex("yaohua-continuous-0", YAOHUA).out());
    }

    @Test
    void the_alibi_number_is_printed_where_there_is_one() {
        assertEquals("""
                {"kind":"reading","value":"7.35","unit":"kg","stable":true,"mode":"gross","capturable":true,"flags":[],\
                "alibi":"00012-000345"}
                {"kind":"reading","value":"7.35","unit":"kg","stable":false,"mode":"gross","capturable":true,\
                "flags":["motion"]}
                """, text("dini-argeo", "PIDST,1,      7.35kg,        0.00kg,00012-000345\r\n"
                + "PIDUS,1,      7.35kg,        0.00kg,NO\r\n").out());
    }

    @Test
    void a_dialect_that_is_known_but_refused_says_why_in_one_sentence() {
        assertEquals(new Run(2, "",
                "decode: the dialect \"dialog-06\" is known but not spoken: its record 11 is a challenge"
                        + " that only software under an agreement with the scale's maker can answer; use another output of the"
                        + " scale.\n"),
                text("dialog-06", ""));
    }

    @Test
    void a_status_reply_tag_and_garbage_are_lines_too() {
        assertEquals("""
                {"kind":"status","status":"overload","flags":["overload"]}
                """, text("mt-sics", "S +\r\n").out());
        assertEquals("""
                {"kind":"status","status":"no-tag"}
                """, hex("r200", "BB 01 FF 00 01 15 16 7E").out());
        assertEquals("""
                {"kind":"reply","id":"I4","status":"A","parameters":"\\"0123456789\\""}
                {"kind":"reply","error":"ES"}
                """, text("mt-sics", "I4 A \"0123456789\"\r\nES\r\n").out());
        assertEquals("""
                {"kind":"reply","type":"01","command":"B7","parameters":"07D0"}
                """, hex("r200", "BB 01 B7 00 02 07 D0 91 7E").out());
        assertEquals("""
                {"kind":"tag","scheme":"em4100","code":"0100A1B2C3"}
                {"kind":"garbage","bytes":5,"reason":"incomplete"}
                """, text("rdm6300", "\u00020100A1B2C3D1\u0003\u00020100").out());
    }

    @Test
    void a_gs1_coded_tag_shows_its_uri_too() {
        //                BB ty cm length PC    EPC                                 7E CRC
        assertEquals(
                """
                        {"kind":"tag","scheme":"epc","code":"3074257BF7194E4000001A85","uri":"urn:epc:id:sgtin:0614141.812345.6789"}
                        """,
                hex("rcp", "BB 02 22 00 0E 30 00 30 74 25 7B F7 19 4E 40 00 00 1A 85 7E 16 16").out());
    }

    @Test
    void a_code_outside_ascii_is_escaped_so_no_terminal_can_alter_it() {
        assertEquals("""
                {"kind":"tag","scheme":"text","code":"\\u888B 17"}
                """, text("scanner", "袋 17\r\n").out());
    }

    @Test
    void reading_to_the_end_is_success_even_if_all_is_garbage() {
        Run run = text("mt-sics", "???");
        assertEquals(new Run(0, "{\"kind\":\"garbage\",\"bytes\":3,\"reason\":\"noise\"}\n", ""), run);
        assertEquals(new Run(0, "", ""), text("mt-sics", ""));
    }

    @Test
    void hex_may_be_written_any_way_that_keeps_bytes_whole() {
        String expected = hex("yaohua-continuous-0", YAOHUA).out();
        assertEquals(expected, hex("yaohua-continuous-0", YAOHUA.replace(" ", "")).out());
        assertEquals(expected, hex("yaohua-continuous-0", YAOHUA.toLowerCase(Locale.ROOT)).out());
        assertEquals(expected, hex("yaohua-continuous-0", "\t\r\n" + YAOHUA.replace(" ", "\r\n")).out());
    }

    @Test
    void bad_hex_is_one_sentence_with_offset_and_character() {
        assertEquals(new Run(2, "", "decode: offset 3 of the input is 'x', where --hex needs a hex digit.\n"),
                hex("scanner", "41 x1"));
        assertEquals(new Run(2, "", "decode: offset 1 of the input is the byte 0x20, where --hex needs a hex digit.\n"),
                hex("scanner", "4 1"));
        assertEquals(
                new Run(2, "", "decode: offset 4 of the input is its end, half way through a byte,"
                        + " where --hex needs a hex digit.\n"),
                hex("scanner", "41 4"));
    }

    @Test
    void what_came_before_bad_hex_is_still_shown() {
        Run run = hex("yaohua-continuous-0", YAOHUA + "zz");
        assertEquals(hex("yaohua-continuous-0", YAOHUA).out(), run.out());
        assertEquals(2, run.exitCode());
    }

    @Test
    void an_unknown_dialect_is_one_sentence_with_all_names() {
        Run run = text("toledo", "");
        assertEquals(2, run.exitCode());
        assertEquals("", run.out());
        assertEquals(
                "decode: there is no dialect \"toledo\"; the dialects are "
                        + String.join(", ", DecodeCommand.DialectNames.all()) + ".\n",
                run.err());
    }

    @Test
    void help_lists_every_dialect() {
        Run run = run(new byte[0], "--help");
        assertEquals(0, run.exitCode());
        for (ScaleDialect dialect : ScaleDialect.values()) {
            assertTrue(run.out().contains(dialect.wireName()), run.out());
        }
        for (TagDialect dialect : TagDialect.values()) {
            assertTrue(run.out().contains(dialect.wireName()), run.out());
        }
    }

    @Test
    void a_value_is_printed_before_the_input_ends() {
        StringWriter out = new StringWriter();
        InputStream live = new InputStream() {
            private final byte[] line = "S S 7.35 kg\r\n".getBytes(StandardCharsets.US_ASCII);
            private boolean sent;

            @Override
            public int read() {
                throw new AssertionError("read in blocks");
            }

            @Override
            public int read(byte[] bytes, int from, int count) {
                if (sent) {
                    assertTrue(out.toString().contains("\"7.35\""), "the value waits for the end of the input");
                    return -1;
                }
                System.arraycopy(line, 0, bytes, from, line.length);
                sent = true;
                return line.length;
            }
        };
        assertEquals(0, run(new DecodeCommand(live), out, "--dialect", "mt-sics").exitCode());
    }

    @Test
    void a_failing_input_or_output_is_said() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };
        assertEquals(new Run(3, "", "decode: reading standard input failed: unplugged.\n"),
                run(new DecodeCommand(failing), new StringWriter(), "--dialect", "scanner"));
        StringWriter err = new StringWriter();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("closed pipe");
            }
        };
        int exitCode = new CommandLine(
                new DecodeCommand(new ByteArrayInputStream("a\n".getBytes(StandardCharsets.US_ASCII))))
                .setOut(new PrintWriter(closed)).setErr(new PrintWriter(err)).execute("--dialect", "scanner");
        assertEquals(3, exitCode);
        assertEquals("decode: writing standard output failed: its reader is gone.\n", err.toString());
    }

    private static Run hex(String dialect, String hex) {
        return run(hex.getBytes(StandardCharsets.US_ASCII), "--dialect", dialect, "--hex");
    }

    private static Run text(String dialect, String text) {
        return run(text.getBytes(StandardCharsets.UTF_8), "--dialect", dialect);
    }

    private static Run run(byte[] input, String... arguments) {
        return run(new DecodeCommand(new ByteArrayInputStream(input)), new StringWriter(), arguments);
    }

    private static Run run(DecodeCommand command, StringWriter out, String... arguments) {
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
