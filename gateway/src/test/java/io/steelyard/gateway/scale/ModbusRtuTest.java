package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.steelyard.gateway.field.Transcripts;
import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.DialectLaws;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Sample;

final class ModbusRtuTest {

    /** The documented module asked for its weight alone, as the document's own examples do. */
    private static final RegisterMap WEIGHT_ONLY = weightOnly(0x50, true, true);
    private static final RegisterMap NET_ONLY = weightOnly(0x52, true, true);

    @Test
    void the_published_exchanges_are_their_weights() {
        //                                     ad 03 register registers CRC
        assertEquals("01 03 00 50 00 02 C4 1A", hex(question(WEIGHT_ONLY)));
        assertEquals("01 03 00 52 00 02 65 DA", hex(question(NET_ONLY)));
        //                                                    ad 03 n  digits      CRC
        assertEquals(List.of(number("132")), values(WEIGHT_ONLY, "01 03 04 00 00 00 84 FA 50"));
        assertEquals(List.of(number("-15889")), values(NET_ONLY, "01 03 04 FF FF C1 EF EA 0B"));
        assertEquals(List.of(number("735")), values(WEIGHT_ONLY, "01 03 04 00 00 02 DF BA CB"));
    }

    @Test
    void every_law_holds_for_another_map_too() {
        String rest = "\"unit\":null,\"stable\":null,\"mode\":null,\"capturable\":true,\"flags\":[]}";
        var laws = new DialectLaws<>(() -> new Decoder<>(new ModbusRtu(1, WEIGHT_ONLY)), Transcripts::scaleLine,
                List.of(Sample.hex("01 03 04 00 00 00 84 FA 50", "{\"kind\":\"reading\",\"value\":\"132\"," + rest),
                        Sample.hex("01 03 04 FF FF C1 EF EA 0B",
                                "{\"kind\":\"reading\",\"value\":\"-15889\"," + rest)),
                List.of(new byte[0], new byte[]{1, 3}, new byte[]{1, 3, 4, 0}, new byte[]{-1, 0}), true, false, true);
        laws.everySampleIsWhatItsTranscriptSays();
        laws.everySplitOfASampleIsTheSame();
        laws.anySplittingOfANoisyStreamIsTheSameList();
        laws.noiseBetweenSamplesLosesNone();
        laws.aChangedByteIsNeverAnotherValue();
        laws.aFlippedBitIsNeverAnotherValue();
        laws.theFrameAfterADamagedOneIsRead();
        laws.noiseNeverThrows();
    }

    @Test
    void the_map_says_sign_word_order_and_width() {
        assertEquals(List.of(number("4294951407")),
                values(weightOnly(0x50, false, true), "01 03 04 FF FF C1 EF EA 0B"));
        assertEquals(List.of(number("8650752")), values(weightOnly(0x50, true, false), "01 03 04 00 00 00 84 FA 50"));
        var oneWord = new RegisterMap(new RegisterMap.Word(8, 1, true, true), new RegisterMap.Point.Fixed(3), null);
        assertEquals(List.of(ScaleValues.reading("2.050", null, Truth.UNKNOWN, Mode.UNKNOWN, true)),
                values(oneWord, "01 03 02 08 02 3E 45"));
    }

    @Test
    void each_status_bit_is_its_flag() {
        assertEquals(block("7.35", Truth.YES), status(0x0002));
        assertEquals(block("735", Truth.YES), status(0x0000));
        assertEquals(block("7.35", Truth.NO, Flag.MOTION), status(0x0022));
        assertEquals(block("7.35", Truth.YES, Flag.OUT_OF_RANGE), status(0x0042));
        assertEquals(block("7.35", Truth.YES, Flag.ZERO), status(0x0082));
        assertEquals(block("7.35", Truth.YES, Flag.OVERLOAD), status(0x0202));
        assertEquals(block("7.35", Truth.YES), status(0x0D1A));
    }

    @Test
    void a_bit_may_also_say_that_the_weight_is_stable() {
        var still = new RegisterMap(new RegisterMap.Word(9, 1, true, true), new RegisterMap.Point.Fixed(0),
                new RegisterMap.Status(8, 0, 1, Map.of(Flag.HOLD, 2)));
        assertEquals(block("735", Truth.YES), twoRegisters(still, 1));
        assertEquals(block("735", Truth.NO, Flag.MOTION), twoRegisters(still, 0));
        assertEquals(block("735", Truth.YES, Flag.HOLD), twoRegisters(still, 3));
        var both = new RegisterMap(still.weight(), still.point(), new RegisterMap.Status(8, 4, 1, Map.of()));
        assertEquals(block("735", Truth.YES), twoRegisters(both, 1));
        assertEquals(block("735", Truth.NO, Flag.MOTION), twoRegisters(both, 5));
        assertEquals(block("735", Truth.NO, Flag.MOTION), twoRegisters(both, 0));
        var neither = new RegisterMap(still.weight(), still.point(), new RegisterMap.Status(8, 0, 0, Map.of()));
        assertEquals(block("735", Truth.UNKNOWN), twoRegisters(neither, 0));
    }

    @Test
    void more_decimals_than_a_weight_can_have_are_refused() {
        var whole = new RegisterMap(new RegisterMap.Word(9, 1, true, true), new RegisterMap.Point.Mask(8, 0xFFFF),
                null);
        assertEquals(List.of(number("0.0000735")), twoRegisters(whole, 7));
        assertEquals(List.of(), twoRegisters(whole, 8));
    }

    /** The answer to a question for registers 8 and 9, with 735 in the latter. */
    private static List<ScaleValue> twoRegisters(RegisterMap map, int first) {
        var answer = ByteBuffer.allocate(9).put((byte) 1).put((byte) 3).put((byte) 4).putShort((short) first)
                .putShort((short) 735);
        int check = Check.modbus(answer.array(), 0, 7);
        return values(map, answer.order(ByteOrder.LITTLE_ENDIAN).putShort((short) check).array());
    }

    @Test
    void a_transmitter_is_not_asked_again_before_it_can_have_answered() {
        assertEquals(Duration.ofMillis(100), askEvery(new RegisterMap.Status(0x52, 1, 0, Map.of())));
        assertEquals(Duration.ofMillis(250), askEvery(new RegisterMap.Status(0x08, 1, 0, Map.of())));
        assertEquals(Duration.ofMillis(400), askEvery(new RegisterMap.Status(0x50 + 124, 1, 0, Map.of())));
    }

    private static Duration askEvery(RegisterMap.Status status) {
        return new ModbusRtu(1, new RegisterMap(WEIGHT_ONLY.weight(), WEIGHT_ONLY.point(), status)).protocol()
                .askEvery();
    }

    @Test
    void whatever_the_map_the_gateway_only_reads() {
        for (int register : new int[]{0, 5, 7, 0x50, 0xFFFE}) {
            byte[] bytes = question(weightOnly(register, true, true));
            assertEquals(0x03, bytes[1]);
            assertEquals(0, Check.modbus(bytes, 0, bytes.length));
        }
    }

    @Test
    void a_refusal_is_a_reply_and_a_damaged_frame_is_not_believed() {
        //                          ad 83 ex CRC
        assertEquals(List.of(ScaleValues.refusal("address", "01", "error-code", "83", "exception-code", "02")),
                values(WEIGHT_ONLY, "01 83 02 C0 F1"));
        assertEquals(List.of("5 bad-checksum"), garbage("01 83 02 C0 F0"));
        assertEquals(List.of("9 bad-checksum"), garbage("01 03 04 00 00 00 85 FA 50"));
        assertEquals(List.of("3 incomplete"), garbage("01 03 04"));
    }

    @Test
    void an_answer_of_another_address_is_not_this_scales_weight() {
        byte[] other = HexFormat.ofDelimiter(" ").parseHex("02 03 04 00 00 00 84 00 00");
        int check = Check.modbus(other, 0, 7);
        other[7] = (byte) check;
        other[8] = (byte) (check >> 8);
        assertEquals(List.of(ScaleValues.reply("address", "02", "function-code", "03", "byte-count", "04",
                "register-values", "00000084")), values(WEIGHT_ONLY, other));
    }

    @Test
    void a_question_that_could_begin_an_answer_is_told_by_silence() {
        var high = weightOnly(0x0450, true, true);
        byte[] question = question(high);
        assertEquals(List.of(ScaleValues.reply("address", "01", "function-code", "03", "starting-address", "0450",
                "quantity-of-registers", "0002")), values(WEIGHT_ONLY, question));
    }

    private static RegisterMap weightOnly(int register, boolean signed, boolean highWordFirst) {
        return new RegisterMap(new RegisterMap.Word(register, 2, signed, highWordFirst),
                new RegisterMap.Point.Fixed(0), null);
    }

    private static byte[] question(RegisterMap map) {
        return new ModbusRtu(1, map).protocol().question().orElseThrow().bytes();
    }

    private static ScaleValue number(String value) {
        return ScaleValues.reading(value, null, Truth.UNKNOWN, Mode.UNKNOWN, true);
    }

    private static List<ScaleValue> block(String value, Truth stable, Flag... flags) {
        boolean capturable = Set.of(flags).stream().noneMatch(Flag::forbidsCapture);
        return List.of(ScaleValues.reading(value, null, stable, Mode.UNKNOWN, capturable, flags));
    }

    private static List<ScaleValue> status(int status) {
        return values(RegisterMap.DOCUMENTED_MODULE, block(status, 735));
    }

    /** The answer to the one question: registers 0008 to 0051, with status in the first and weight in the last two. */
    private static byte[] block(int status, int weight) {
        var block = ByteBuffer.allocate(153).put((byte) 1).put((byte) 3).put((byte) 148).putShort((short) status);
        block.position(147).putInt(weight);
        int check = Check.modbus(block.array(), 0, 151);
        return block.order(ByteOrder.LITTLE_ENDIAN).putShort((short) check).array();
    }

    private static List<ScaleValue> values(RegisterMap map, String hex) {
        return values(map, HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    private static List<ScaleValue> values(RegisterMap map, byte[] bytes) {
        return decoded(map, bytes).stream().<ScaleValue>mapMulti((decoded, found) -> {
            if (decoded instanceof Decoded.Value<ScaleValue>(ScaleValue value, byte[] _)) {
                found.accept(value);
            }
        }).toList();
    }

    private static List<String> garbage(String hex) {
        return decoded(WEIGHT_ONLY, HexFormat.ofDelimiter(" ").parseHex(hex)).stream()
                .<String>mapMulti((decoded, found) -> {
                    if (decoded instanceof Decoded.Garbage<ScaleValue>(int bytes, Reason reason)) {
                        found.accept(bytes + " " + reason.text());
                    }
                }).toList();
    }

    private static List<Decoded<ScaleValue>> decoded(RegisterMap map, byte[] bytes) {
        var decoder = new Decoder<>(new ModbusRtu(1, map));
        var found = decoder.feed(bytes, bytes.length);
        found.addAll(decoder.quiet());
        return found;
    }

    private static String hex(byte[] request) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(request);
    }
}
