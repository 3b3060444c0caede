package io.steelyard.gateway.field;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that only a person knows.
 *
 * @param key its name in a file of answers
 * @param text what is asked
 * @param proposal what an empty answer means; without one there must be an answer
 * @param fault why an answer cannot be used: "must be …"; empty if it can
 */
record Question(String key, String text, Optional<String> proposal, Function<String, Optional<String>> fault) {
    /** One whose answer must be of a kind. */
    static Question of(String key, String text, Optional<String> proposal, Predicate<String> usable, String remedy) {
        return new Question(key, text, proposal,
                answer -> usable.test(answer) ? Optional.empty() : Optional.of(remedy));
    }
}
