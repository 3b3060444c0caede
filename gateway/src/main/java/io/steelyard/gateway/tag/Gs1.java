package io.steelyard.gateway.tag;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GS1 element strings, as on a returnable bag with a GRAI: a row of application identifiers with their data.
 *
 * <pre>
 * symbology   ]C1 GS1-128, ]d2 GS1 DataMatrix, ]Q3 GS1 QR, ]e0 GS1 DataBar; taken off where the scanner sends it
 * element     identifier, two to four digits, and data
 * 1D          stands for FNC1: behind an element of open length that is not the last; behind others it may stand
 *
 * length fixed by the first two digits, these included:
 *   00 20   01 02 03 16   04 18   11..19 8   20 4   31..36 10   41 16
 *
 * check digit, the last of the digits named, weights 3 1 3 1 … from the right of it:
 *   00 SSCC 18   01 02 03 GTIN 14   410..417 location 13   8003 GRAI 0 and 13, then a serial
 * </pre>
 *
 * <p>Document: GS1 General Specifications, sections 7.8 (processing) and 7.9 (check digits), from memory; the
 * symbology identifiers and 1D as in public scanner manuals and GSCN 16-477.
 */
final class Gs1 {

    static final char SEPARATOR = '\u001D';

    private static final Set<String> SYMBOLOGIES = Set.of("]C1", "]d2", "]Q3", "]e0");
    private static final int SYMBOLOGY_CHARACTERS = 3;

    private static final int GROUP_CHARACTERS = 2;
    private static final Map<String, Integer> FIXED_CHARACTERS_BY_GROUP = Map.ofEntries(Map.entry("00", 20),
            Map.entry("01", 16), Map.entry("02", 16), Map.entry("03", 16), Map.entry("04", 18), Map.entry("11", 8),
            Map.entry("12", 8), Map.entry("13", 8), Map.entry("14", 8), Map.entry("15", 8), Map.entry("16", 8),
            Map.entry("17", 8), Map.entry("18", 8), Map.entry("19", 8), Map.entry("20", 4), Map.entry("31", 10),
            Map.entry("32", 10), Map.entry("33", 10), Map.entry("34", 10), Map.entry("35", 10), Map.entry("36", 10),
            Map.entry("41", 16));

    private static final int SSCC_DIGITS = 18;
    private static final int GTIN_DIGITS = 14;
    private static final int LOCATION_IDENTIFIER_CHARACTERS = 3;
    private static final int LOCATION_DIGITS = 13;
    private static final String GRAI = "8003";
    private static final int GRAI_DIGITS = 14;

    private Gs1() {}

    /** The element string without its symbology identifier; empty when it is none or a check digit is wrong. */
    static Optional<String> elementString(String text) {
        boolean named = text.length() >= SYMBOLOGY_CHARACTERS
                && SYMBOLOGIES.contains(text.substring(0, SYMBOLOGY_CHARACTERS));
        String elements = named ? text.substring(SYMBOLOGY_CHARACTERS) : text;
        int at = 0;
        do {
            int end = elementEnd(elements, at);
            if (!isElement(elements.substring(at, end))) {
                return Optional.empty();
            }
            boolean separated = end < elements.length() && elements.charAt(end) == SEPARATOR;
            if (separated && end + 1 == elements.length()) {
                return Optional.empty(); // an element is missing: the rest was lost
            }
            at = separated ? end + 1 : end;
        } while (at < elements.length());
        return Optional.of(elements);
    }

    private static int elementEnd(String elements, int at) {
        Integer fixed = FIXED_CHARACTERS_BY_GROUP.get(group(elements.substring(at)));
        if (fixed != null) {
            return Math.min(elements.length(), at + fixed);
        }
        int separator = elements.indexOf(SEPARATOR, at);
        return separator < 0 ? elements.length() : separator;
    }

    private static String group(String element) {
        return element.substring(0, Math.min(GROUP_CHARACTERS, element.length()));
    }

    private static boolean isElement(String element) {
        String group = group(element);
        Integer fixed = FIXED_CHARACTERS_BY_GROUP.get(group);
        if (fixed != null && (element.length() != fixed || !areDigits(element))) {
            return false;
        }
        return switch (group) {
            case "00" -> checkDigitFits(element, GROUP_CHARACTERS, SSCC_DIGITS);
            case "01", "02", "03" -> checkDigitFits(element, GROUP_CHARACTERS, GTIN_DIGITS);
            case "41" -> checkDigitFits(element, LOCATION_IDENTIFIER_CHARACTERS, LOCATION_DIGITS);
            case "80" -> element.length() > GRAI.length()
                    && (!element.startsWith(GRAI) || isGrai(element.substring(GRAI.length())));
            default -> element.length() > GROUP_CHARACTERS && areDigits(group);
        };
    }

    private static boolean isGrai(String data) {
        return data.startsWith("0") && checkDigitFits(data, 0, GRAI_DIGITS);
    }

    private static boolean checkDigitFits(String element, int from, int digits) {
        if (element.length() < from + digits || !areDigits(element.substring(from, from + digits))) {
            return false;
        }
        int sum = 0;
        for (int fromRight = 0; fromRight < digits; fromRight++) {
            int digit = element.charAt(from + digits - 1 - fromRight) - '0';
            sum += fromRight % 2 == 0 ? digit : 3 * digit;
        }
        return sum % 10 == 0;
    }

    private static boolean areDigits(String text) {
        return text.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}
