package io.steelyard.sim.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Playback.Portion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TranscriptTest {
    private static final LineRate LINE = LineRate.eightN1(1000); // ten bits: 10 ms a byte

    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_the_device_said_comes_at_its_times() throws ScriptException {
        assertEquals(List.of("0 02 2B 30", "104211 32 31", "86400000000 03"), fromDevice("""
                # a scale
                @0 < 02 2b 30   # STX + 0
                @0.104211 < 32  31
                => {"kind":"reading","value":"# no comment but the end of this line"}

                @0.200000 > 53 49 0D 0A
                @86400 < 03
                """));
    }

    @Test
    void what_has_no_time_follows_byte_by_byte_at_the_line_s_rate() throws ScriptException {
        assertEquals(List.of("10000 02", "20000 2B", "500000 30", "510000 31", "520000 32"), fromDevice("""
                < 02 2B
                @0.5 < 30
                < 31
                > 53
                < 32
                """));
    }

    @Test
    void a_time_that_the_line_has_passed_already_waits_for_it() throws ScriptException {
        assertEquals(List.of("10000 02", "20000 2B", "20000 30"), fromDevice("< 02 2B\n@0.015 < 30\n"));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_its_line() {
        assertEquals(List.of(
                "line 2: \"0G\": write each byte as two hex digits, parted by spaces, as \"02 2B 30\"",
                "line 3: \"022B\": write each byte as two hex digits, parted by spaces, as \"02 2B 30\"",
                "line 4: \"\": write each byte as two hex digits, parted by spaces, as \"02 2B 30\"",
                "line 5: \"@0.4\": write a time no earlier than the one before it",
                "line 6: \"@0.1234567\": write seconds with at most six decimals, as \"@0.104211\"",
                "line 7: \"@-1\": write seconds with at most six decimals, as \"@0.104211\"",
                "line 8: \"@0.6 02 2B\": write < for bytes from the device or > for bytes to it, before the bytes",
                "line 9: \"02 2B\": write < for bytes from the device or > for bytes to it, before the bytes"),
                faultsOf("""
                        @0.5 < 02
                        @0.5 < 02 0G
                        > 022B
                        <   # nothing
                        @0.4 < 02
                        @0.1234567 < 02
                        @-1 < 02
                        @0.6 02 2B
                        02 2B
                        """));
    }

    @Test
    void a_recording_in_which_the_device_said_nothing_cannot_be_played() {
        assertEquals(List.of("file: missing: write at least one line of bytes from the device, as \"< 02 2B 30\""),
                faultsOf("@0.1 > 53 49\n"));
    }

    @Test
    void a_file_is_read() throws IOException, ScriptException {
        Path file = Files.writeString(folder.resolve("scale.txt"), "< 02\n");
        assertEquals(List.of("10000 02"), told(Transcript.read(file)));
    }

    @Test
    void a_file_that_is_too_large_is_not_read() throws IOException {
        Path file = Files.write(folder.resolve("huge.txt"), new byte[Transcript.FILE_BYTES_MAX + 1]);
        assertThrows(IOException.class, () -> Transcript.read(file));
    }

    private static List<String> fromDevice(String text) throws ScriptException {
        return told(Transcript.parse(text));
    }

    /** Microseconds and bytes. */
    private static List<String> told(Transcript transcript) {
        return transcript.fromDevice(LINE).stream().map(TranscriptTest::told).toList();
    }

    private static String told(Portion portion) {
        return portion.atNanos() / 1_000 + " " + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(portion.bytes());
    }

    private static List<String> faultsOf(String text) {
        return assertThrows(ScriptException.class, () -> Transcript.parse(text)).faults().stream()
                .map(ScriptFault::toString).toList();
    }
}
