package io.steelyard.sim.script;

import io.steelyard.sim.device.Em4100;
import io.steelyard.sim.device.Gen2Tag;
import io.steelyard.sim.device.Pn532Reader;
import io.steelyard.sim.device.Transponder;
import java.util.function.Predicate;

/** What a reader's codes look like in a script. */
enum CodeForm {
    TEXT(_ -> true, 0, "write any text"),
    CARD(Em4100::isCode, 10, "write ten hex digits, as \"0100A1B2C3\""),
    TRANSPONDER(Transponder::isCode, 15,
            "write fifteen digits, country and number, as \"156000987654321\""),
    UID(Pn532Reader::isUid, 8,
            "write 8, 14 or 20 hex digits, as \"04A1B2C3\""),
    EPC(Gen2Tag::isEpc, 24,
            "write 1 to 31 words of four hex digits, as \"E28011700000020ABCDE1234\"");

    private static final int NUMBER_DIGITS = 4;

    private final Predicate<String> fits;
    private final int usualDigits;
    private final String remedy;

    CodeForm(Predicate<String> fits, int usualDigits, String remedy) {
        this.fits = fits;
        this.usualDigits = usualDigits;
        this.remedy = remedy;
    }

    boolean fits(String code) {
        return fits.test(code);
    }

    /** What to write instead of a code that does not fit. */
    String remedy() {
        return remedy;
    }

    /** How long the codes are that are made of a prefix and a number; 0 if that does not matter. */
    int usualDigits() {
        return usualDigits;
    }

    /** The prefix and a number, padded to the usual length. */
    String numbered(String prefix, int number) {
        int digits = this == TEXT ? NUMBER_DIGITS : usualDigits - prefix.length();
        return prefix + ("%0" + Math.max(digits, 1) + "d").formatted(number);
    }
}
