package io.steelyard.gateway.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The URI beside the hex; bits laid out by hand from the tag data standard. */
final class EpcTest {

    @ParameterizedTest
    @CsvSource({
            // the published two
            "3074257BF7194E4000001A85, sgtin:0614141.812345.6789",
            "3374257BF40C0E400000162E, grai:0614141.12345.5678",
            // partition 0 to 6, each with another filter
            "3000393243F1664000000001, sgtin:061414112345.9.1", "30242DC1CFF4588000000008, sgtin:06141411234.98.8",
            "3048249B0CC3F6C00000000F, sgtin:0614141123.987.15", "306C3A91AE09A50000000016, sgtin:061414112.9876.22",
            "30902EDAF1E073400000001D, sgtin:06141411.98765.29", "30B4257BF7C4818000000024, sgtin:0614141.987654.36",
            "30D83BF9A5AD0FC00000002B, sgtin:061414.9876543.43",
            "33E0393243F1643FFFFFFFFF, grai:061414112345..274877906943",
            "33C42DC1CFF4423FFFFFFFFE, grai:06141411234.8.274877906942",
            "33A8249B0CC315FFFFFFFFFD, grai:0614141123.87.274877906941",
            "338C3A91AE00DB3FFFFFFFFC, grai:061414112.876.274877906940",
            "33702EDAF1888F7FFFFFFFFB, grai:06141411.8765.274877906939",
            "3354257BF45599BFFFFFFFFA, grai:0614141.87654.274877906938",
            "33383BF98357FFFFFFFFFFF9, grai:061414.876543.274877906937"})
    void a_gs1_code_of_96_bits_has_the_uri_of_the_standard(String hex, String uri) {
        assertEquals("urn:epc:id:" + uri, read(hex).uri());
        assertEquals(hex, read(hex).code());
    }

    @ParameterizedTest
    @CsvSource({
            // partition 7; company of 13 digits in the room for 12; item of 8 digits in the room for 7
            "303C00004000004000000001", "3063A3529440004000000001", "307800006625A00000000001",
            // an asset type where there is room for none
            "336000000000044000000001",
            // another header, and a code of another length
            "310000000000000000000000", "E20000166016015515808053", "3074257BF7194E4000001A8500000000", "3074"})
    void what_is_no_such_code_keeps_its_hex_and_has_no_uri(String hex) {
        assertNull(read(hex).uri());
        assertEquals(hex, read(hex).code());
    }

    @Test
    void the_bytes_around_a_code_do_not_count() {
        byte[] bytes = HexFormat.of().parseHex("30" + "3074257BF7194E4000001A85" + "FF");
        assertEquals("urn:epc:id:sgtin:0614141.812345.6789", Epc.read(bytes, 1, 13).uri());
    }

    private static TagValue.TagRead read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Epc.read(bytes, 0, bytes.length);
    }
}
