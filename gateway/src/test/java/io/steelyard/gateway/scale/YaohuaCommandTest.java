package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Reply;

final class YaohuaCommandTest {

    //                                       STX ad cmd sign six digits      dec XOR   ETX
    private static final String GROSS_OF_A = "02 41 42 2B 30 30 33 34 38 30 33 31 34 03";
    private static final String GROSS_OF_C = "02 43 42 2B 30 30 33 34 38 30 33 31 36 03";

    @Test
    void only_the_address_that_is_asked_says_a_weight() {
        assertEquals(List.of("3.480", "reply of C"), values(1, GROSS_OF_A + " " + GROSS_OF_C));
        assertEquals(List.of("reply of A", "3.480"), values(3, GROSS_OF_A + " " + GROSS_OF_C));
    }

    private static List<String> values(int address, String hex) {
        var settings = new ScaleSettings(address, ScaleSettings.USUAL.registers(), ScaleSettings.USUAL.calibration());
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        return ScaleDialect.YAOHUA_COMMAND.newDecoder(settings).feed(bytes, bytes.length).stream()
                .map(decoded -> switch (decoded) {
                    case Decoded.Value<ScaleValue>(ScaleValue.Reading reading, byte[] _) ->
                        reading.value().toPlainString();
                    case Decoded.Value<ScaleValue>(ScaleValue.ScaleStatus status, byte[] _) -> status.status();
                    case Decoded.Value<ScaleValue>(ScaleValue.ScaleReply(Reply reply), byte[] _) ->
                        "reply of " + reply.fields().get("address");
                    case Decoded.Garbage<ScaleValue> garbage -> garbage.reason().text();
                }).toList();
    }
}
