package io.steelyard.sim.history;

import io.steelyard.sim.history.Fact.Unreadable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a part of a fact says. Null and missing are the same here: which of them is written is the contract's business.
 *
 * @param scalars texts and numbers by dotted path, elements of lists by their index
 * @param prefix of the part, ending with a dot; empty for the whole
 */
record Content(Map<String, String> scalars, String prefix) {
    /** Digits as a scale shows them; an exponent could make the judge compute for ever. */
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,9}([.][0-9]{1,9})?");

    Optional<String> text(String path) {
        return Optional.ofNullable(scalars.get(prefix + path));
    }

    String needed(String path) throws Unreadable {
        return text(path).orElseThrow(() -> new Unreadable("it has no " + prefix + path));
    }

    boolean says(String path, String word) {
        return text(path).filter(word::equals).isPresent();
    }

    Optional<BigDecimal> decimal(String path) throws Unreadable {
        Optional<String> digits = text(path);
        if (digits.isPresent() && !PLAIN_DECIMAL.matcher(digits.get()).matches()) {
            throw new Unreadable("its " + prefix + path + " is not a plain decimal: " + digits.get());
        }
        return digits.map(BigDecimal::new);
    }

    BigDecimal neededDecimal(String path) throws Unreadable {
        needed(path);
        return decimal(path).orElseThrow();
    }

    /** The number of a count or of milliseconds; 0 where it says none. */
    long number(String path) throws Unreadable {
        try {
            return Long.parseLong(text(path).orElse("0"));
        } catch (NumberFormatException e) {
            throw new Unreadable("its " + prefix + path + " is not a whole number");
        }
    }

    /** The elements of a list of objects that have a name, up to the first that has none. */
    List<Content> named(String list) {
        List<Content> elements = new ArrayList<>();
        for (var next = element(list, 0); next.text("name").isPresent(); next = element(list, elements.size())) {
            elements.add(next);
        }
        return elements;
    }

    private Content element(String list, int index) {
        return new Content(scalars, prefix + list + "." + index + ".");
    }
}
