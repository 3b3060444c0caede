package io.steelyard.sim.script;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of devices that a script can set up. */
public enum Kind {
    YAOHUA_CONTINUOUS_0("yaohua-continuous-0", Role.SCALE, 9600),
    MT_SICS("mt-sics", Role.SCALE, 9600),
    TOLEDO_CONTINUOUS(
            "toledo-continuous", Role.SCALE, 9600),
    RDM6300("rdm6300", Role.FIELD_READER,
            9600),
    R200("r200", Role.FIELD_READER, 115_200),
    SCANNER("scanner", Role.SCANNER, 9600);

    /** What can be done to a device. */
    enum Role {
        SCALE,
        FIELD_READER,
        SCANNER
    }

    private final String word;
    private final Role role;
    private final int usualBaud;

    Kind(String word, Role role, int usualBaud) {
        this.word = word;
        this.role = role;
        this.usualBaud = usualBaud;
    }

    /** As a script writes it. */
    public String word() {
        return word;
    }

    Role role() {
        return role;
    }

    int usualBaud() {
        return usualBaud;
    }

    static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "));
    }
}
