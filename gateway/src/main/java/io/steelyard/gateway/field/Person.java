package io.steelyard.gateway.field;

import java.io.IOException;
import java.util.Optional;

/** Who provisions, or the script in their place. */
public interface Person {
    /** Shows a sentence. */
    void tell(String sentence);

    /** Asks and waits. An empty text takes the proposal; nothing means that nobody answers any more. */
    Optional<String> answer(String question, Optional<String> proposal) throws IOException;
}
