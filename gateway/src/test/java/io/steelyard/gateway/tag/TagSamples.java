package io.steelyard.gateway.tag;

import java.util.List;

import io.steelyard.gateway.frame.Sample;

/** Frames of every reader dialect, published or computed, with what they say. */
final class TagSamples {

    private TagSamples() {}

    static List<Sample<TagValue>> of(TagDialect dialect) {
        return switch (dialect) {
            case RDM6300 -> List.of(
                    //          STX ten characters                XOR   ETX
                    Sample.hex("02 30 31 30 30 41 31 42 32 43 33 44 31 03", em4100("0100A1B2C3")),
                    Sample.text("\u00020063E9AE0024\u0003", em4100("0063E9AE00")));
            case ID_12LA -> List.of(
                    //          STX 0  C  0  0  0  6  2  1  A  5   8E    CR LF ETX
                    Sample.hex("02 30 43 30 30 30 36 32 31 41 35 38 45 0D 0A 03", em4100("0C000621A5")),
                    Sample.text("\u00020100A1B2C3D1\r\n\u0003", em4100("0100A1B2C3")));
            case EM_18 -> List.of( //
                    Sample.text("0100A1B2C3D1", em4100("0100A1B2C3")), //
                    Sample.text("0C000621A58E", em4100("0C000621A5")));
            case WL_134 -> List.of(
                    //          02 number, low digit first       country     d  a  reserved                      XOR inv 03
                    Sample.hex(
                            "02 31 42 38 36 45 44 41 33 30 30 43 39 30 30 30 30 30 30 30 30 30 30 30 30 30 30 74 8B 03",
                            bin("156000987654321")),
                    Sample.hex(
                            "02 31 42 38 36 45 44 41 33 30 30 43 39 30 30 30 31 30 30 30 30 30 30 30 30 30 30 75 8A 03",
                            animal("156000987654321")));
            case FDX_B -> List.of(
                    //          block                   CRC
                    Sample.hex("BE 78 A2 21 DA 1E 00 80 D6 0F", animal("123112233445566")),
                    Sample.hex("B1 68 DE 3A 00 27 00 00 9A B6", bin("156000987654321")),
                    // begins as a framed answer does
                    Sample.hex("02 00 00 00 00 21 00 00 88 52", bin("132000000000002")),
                    //          02 id st n  block                   CRC   XOR 03
                    Sample.hex("02 01 00 0A BE 78 A2 21 DA 1E 00 80 D6 0F D1 03", animal("123112233445566")),
                    //          02 id st n  number            count flags       XOR 03
                    Sample.hex("02 01 00 0C 11 22 33 44 55 66 01 23 00 00 00 10 4A 03", animal("123112233445566")),
                    Sample.hex("02 01 00 0C 11 22 33 44 55 66 01 23 00 00 00 00 5A 03", bin("123112233445566")),
                    //          02 id cm n  mode XOR 03
                    Sample.hex("02 01 A7 01 02 A7 03", status("command A7")),
                    Sample.hex("02 01 00 10 00 F4 8D 57 74 48 ED 1E 01 02 B6 FE 10 20 40 80 49 03", status("answer")));
            case PN532 -> List.of(
                    Sample.hex("00 00 FF 00 FF 00", status("acknowledged")),
                    Sample.hex("00 00 FF FF 00 00", status("not-acknowledged")),
                    //          00 00 FF n  LCS content     DCS 00
                    Sample.hex("00 00 FF 02 FE D4 02 2A 00", status("command 02")),
                    Sample.hex("00 00 FF 06 FA D5 03 32 01 06 07 E8 00", status("answer 03")),
                    Sample.hex("00 00 FF 04 FC D4 4A 01 00 E1 00", status("command 4A")),
                    Sample.hex("00 00 FF 03 FD D5 4B 00 E0 00", status("no-tag")),
                    //          00 00 FF n  LCS         no tg ATQA  SAK n UID         DCS 00
                    Sample.hex("00 00 FF 0C F4 D5 4B 01 01 00 04 08 04 DE AD BE EF 96 00", card("DEADBEEF")),
                    Sample.hex("00 00 FF 0F F1 D5 4B 01 01 00 44 00 07 04 A1 B2 C3 D4 E5 F6 CA 00",
                            card("04A1B2C3D4E5F6")),
                    // with an ATS of six bytes
                    Sample.hex("00 00 FF 15 EB D5 4B 01 01 03 44 20 07 04 A1 B2 C3 D4 E5 F6 06 75 77 81 02 80 B2 00",
                            card("04A1B2C3D4E5F6")));
            case R200 -> List.of(
                    //          BB ty cm length parameters         sum 7E
                    Sample.hex("BB 00 22 00 00 22 7E", status("command 22")),
                    Sample.hex("BB 00 27 00 03 22 27 10 83 7E", status("command 27")),
                    Sample.hex("BB 00 28 00 00 28 7E", status("command 28")),
                    Sample.hex("BB 00 B7 00 00 B7 7E", status("command B7")),
                    Sample.hex("BB 01 FF 00 01 15 16 7E", status("no-tag")),
                    //          BB ty cm length st PC    EPC                                 CRC   sum 7E
                    Sample.hex("BB 02 22 00 11 C8 34 00 E2 80 11 70 00 00 02 0A BC DE 12 34 28 5F 87 7E",
                            epc("E28011700000020ABCDE1234")));
            case RCP -> List.of(
                    //          BB ty cm length parameters   7E CRC
                    Sample.hex("BB 00 22 00 00 7E 54 73", status("command 22")),
                    Sample.hex("BB 00 36 00 05 02 00 00 00 00 7E 22 0D", status("command 36")),
                    Sample.hex("BB 01 35 00 01 00 7E CC 60", status("answer 35")),
                    Sample.hex("BB 02 38 00 01 1F 7E 30 B7", status("notice 38")),
                    Sample.hex("BB 01 FF 00 01 80 7E A2 EE", status("no-tag")),
                    //          BB ty cm length PC    EPC                                 7E CRC      (a public capture)
                    Sample.hex("BB 02 22 00 0E 30 00 E2 00 00 16 60 16 01 55 15 80 75 3D 7E 5C 46",
                            epc("E2000016601601551580753D")),
                    Sample.hex("BB 01 22 00 0E 30 00 33 74 25 7B F4 0C 0E 40 00 00 16 2E 7E 9A F4",
                            new TagValue.TagRead("epc", "3374257BF40C0E400000162E",
                                    "urn:epc:id:grai:0614141.12345.5678")));
            case UHF_READER18 -> List.of(
                    //          L  ad cm st CRC
                    Sample.hex("04 00 01 DB 4B", status("command 01")),
                    Sample.hex("05 00 01 FB F2 3D", status("no-tag")),
                    //          L  ad cm st n  EPC                                    CRC
                    Sample.hex("13 00 01 01 01 0C E2 80 68 94 00 00 40 0A 9D 22 A9 EB 68 CF",
                            epc("E28068940000400A9D22A9EB")),
                    //          L  ad cm st an n  EPC                                    st CRC     (a public capture)
                    Sample.hex("15 00 01 03 01 01 0C E2 80 68 94 00 00 40 0A 9D 22 A9 EB 5D F9 C3",
                            epc("E28068940000400A9D22A9EB")));
            case MERCURY -> List.of(
                    //          FF n  op CRC
                    Sample.hex("FF 00 03 1D 0C", status("command 03")),
                    Sample.hex("FF 00 04 1D 0B", status("command 04")),
                    Sample.hex("FF 00 22 04 00 84 E0", status("no-tag")),
                    //          FF n  op status data        CRC
                    Sample.hex("FF 04 03 00 00 DE AD BE EF 35 CD", status("answer 03")));
            case WIEGAND -> List.of( //
                    Sample.text("01010000110110010110000110\n", new TagValue.TagRead("wiegand-26", "161-45763")),
                    Sample.text("10000011100000000001010100\r\n", new TagValue.TagRead("wiegand-26", "007-00042")),
                    Sample.text("1000000001010000110110010110000111\n",
                            new TagValue.TagRead("wiegand-34", "00161-45763")),
                    Sample.text("0101\n", status("key 5")), //
                    Sample.text("10100101\r\n", status("key 5")));
            case SCANNER -> List.of( //
                    Sample.text("HZ-YH-0042-000017\r\n", text("HZ-YH-0042-000017")),
                    Sample.text("https://example.org/b?id=17\n", text("https://example.org/b?id=17")),
                    Sample.text("袋子 17\t", text("袋子 17")),
                    Sample.text("]Q1BAG17\r\n", text("]Q1BAG17")));
        };
    }

    static TagValue em4100(String code) {
        return new TagValue.TagRead("em4100", code);
    }

    static TagValue bin(String code) {
        return new TagValue.TagRead("iso11784", code);
    }

    static TagValue animal(String code) {
        return new TagValue.TagRead("iso11784-animal", code);
    }

    static TagValue card(String uid) {
        return new TagValue.TagRead("iso14443a", uid);
    }

    static TagValue epc(String code) {
        return new TagValue.TagRead("epc", code);
    }

    static TagValue text(String text) {
        return new TagValue.TagRead("text", text);
    }

    static TagValue status(String status) {
        return new TagValue.TagStatus(status);
    }
}
