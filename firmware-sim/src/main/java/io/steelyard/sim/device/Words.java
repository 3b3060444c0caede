package io.steelyard.sim.device;

import java.nio.charset.StandardCharsets;

/** What a scale says, given what it displays. */
@FunctionalInterface
interface Words {
    /** Silence. */
    Words NONE = _ -> new byte[0];

    byte[] of(Shown shown);

    /** The same whatever is displayed. */
    static Words text(String text) {
        return _ -> bytes(text);
    }

    /** One byte a character, up to FF. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
