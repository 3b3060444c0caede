package io.steelyard.gateway.tag;

import static io.steelyard.gateway.tag.TagValues.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steelyard.gateway.tag.ScannerSettings.Encoding;
import io.steelyard.gateway.tag.ScannerSettings.Terminator;

/** GS1 element strings; {@code |} stands for the separator 1D. */
final class Gs1Test {

    private static final ScannerSettings GS1 = new ScannerSettings(Terminator.ANY, Encoding.UTF_8, "", true);

    @ParameterizedTest
    @ValueSource(strings = {
            // GTIN; GTIN with a lot; lot before GTIN; a separator where none is needed
            "0109521101530018", "010952110153001810AB-1", "10AB-1|0109521101530018", "0109521101530018|10AB-1",
            // GRAI with and without a serial; SSCC; location; a date and a count; an internal number
            "80030061414112345" + "2" + "5678", "80030061414112345" + "2", "00106141411234567897", "4140614141000012",
            "112611213012", "91BAG"})
    void an_element_string_whose_check_digits_fit_is_taken(String elements) {
        assertEquals(Optional.of(separated(elements)), Gs1.elementString(separated(elements)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // each check digit one off
            "0109521101530019", "80030061414112345" + "3" + "5678", "00106141411234567898", "4140614141000013",
            // behind a good element, and before one
            "10AB-1|0109521101530019", "0109521101530019|10AB-1",
            // a GRAI whose first digit is not 0, or cut short; an 80nn of nothing
            "80031061414112345" + "9" + "5678", "80030061414112345", "8003", "8020",
            // a date cut short or with letters
            "112611", "11AB1213",
            // cut short; letters where digits are; no identifier; an empty element; nothing behind a separator
            "010952110153001", "01A9521101530018", "0112", "BAG-0001", "A", "10", "1", "10AB||21C", "|10AB", "10AB|",
            "0109521101530018|"})
    void what_is_no_element_string_or_has_a_wrong_check_digit_is_refused(String text) {
        assertEquals(Optional.empty(), Gs1.elementString(separated(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"]C1", "]d2", "]Q3", "]e0", ""})
    void the_same_code_in_another_symbology_is_the_same_code(String symbology) {
        assertEquals(Optional.of("0109521101530018"), Gs1.elementString(symbology + "0109521101530018"));
        assertEquals(Optional.empty(), Gs1.elementString(symbology));
    }

    @Test
    void a_symbology_without_elements_is_no_element_string() {
        assertEquals(Optional.empty(), Gs1.elementString("]Q10109521101530018"));
    }

    @Test
    void a_wrong_check_digit_is_a_bad_field_only_where_gs1_is_set() {
        assertEquals(List.of("21 bad-field"), shown(GS1, "]d20109521101530019\r\n"));
        assertEquals(List.of("12 bad-field"), shown(GS1, "BAG-000017\r\n"));
        assertEquals(List.of(text("]d20109521101530019"), text("BAG-000017")),
                shown(ScannerSettings.USUAL, "]d20109521101530019\r\nBAG-000017\r\n"));
    }

    @Test
    void the_separator_is_allowed_only_where_gs1_is_set() {
        String line = separated("]d210AB-1|0109521101530018\r\n");
        assertEquals(List.of(new TagValue.TagRead("gs1", separated("10AB-1|0109521101530018"))), shown(GS1, line));
        assertEquals(List.of("28 bad-field"), shown(ScannerSettings.USUAL, line));
        assertEquals(List.of("5 bad-field"), shown(GS1, "10\u001C1\n"));
    }

    @Test
    void a_prefix_of_the_site_comes_off_before_the_symbology() {
        ScannerSettings both = new ScannerSettings(Terminator.ANY, Encoding.UTF_8, "#", true);
        assertEquals(List.of(new TagValue.TagRead("gs1", "0109521101530018")), shown(both, "#]Q30109521101530018\r"));
    }

    private static String separated(String text) {
        return text.replace('|', '\u001D');
    }

    private static List<Object> shown(ScannerSettings settings, String stream) {
        return TagFieldsTest.shown(TagDialect.SCANNER.newDecoder(settings), stream.getBytes(StandardCharsets.UTF_8));
    }
}
