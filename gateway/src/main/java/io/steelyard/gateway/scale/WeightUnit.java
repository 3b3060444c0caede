package io.steelyard.gateway.scale;

import java.util.Arrays;
import java.util.Optional;

/** The units the gateway weighs in. Any other unit is refused, never converted. */
public enum WeightUnit {
    /** 1 kg. */
    KILOGRAM("kg", "KGM"),
    /** 0.001 kg. */
    GRAM("g", "GRM"),
    /** The international avoirdupois pound. */
    POUND("lb", "LBR"),
    /** 1000 kg. */
    TONNE("t", "TNE");

    private final String text;
    private final String unece;

    WeightUnit(String text, String unece) {
        this.text = text;
        this.unece = unece;
    }

    /** The unit as people and most devices write it: kg, g, lb, t. */
    public String text() {
        return text;
    }

    /** The code of UN/ECE Recommendation 20, as facts carry it: KGM, GRM, LBR, TNE. */
    public String unece() {
        return unece;
    }

    /** The unit of that code of UN/ECE Recommendation 20. */
    public static Optional<WeightUnit> ofUnece(String code) {
        return Arrays.stream(values()).filter(unit -> unit.unece.equals(code)).findFirst();
    }

    /** The unit written exactly so by a device. */
    static Optional<WeightUnit> written(String text) {
        for (WeightUnit unit : values()) {
            if (unit.text.equals(text)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
