package io.steelyard.gateway.config;

import io.steelyard.gateway.kiosk.Operator.Role;
import io.steelyard.gateway.kiosk.Operator;
import io.steelyard.gateway.kiosk.PinHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the file of who may sign in at the kiosk: every fault at once. {@code steelyard operator} writes it. */
public final class OperatorsFile {
    /** More than the staff of any site. */
    public static final int OPERATORS_MAX = 200;
    static final int DISPLAY_MAX = 40;
    private static final int BADGE_MAX = 128;
    private static final PinHash STAND_IN = new PinHash(0, 0, "", "");

    private OperatorsFile() {}

    /**
     * @throws ConfigException listing every fault
     * @throws IOException when it cannot be read
     */
    public static List<Operator> read(Path file) throws ConfigException, IOException {
        var toml = TomlFile.read(file);
        var operators = new ArrayList<Operator>();
        var names = new HashSet<String>();
        var badges = new HashSet<String>();
        for (var section : toml.root().sections("operator")) {
            var operator = operator(section);
            if (!operator.name().isEmpty() && !names.add(operator.name())) {
                section.fault("name", "is used twice; every operator needs their own");
            }
            operator.badge().filter(badge -> !badges.add(badge))
                    .ifPresent(_ -> section.fault("badge", "is used twice; a badge says who somebody is"));
            operators.add(operator);
        }
        if (operators.size() > OPERATORS_MAX) {
            toml.root().fault("operator", "is there more than " + OPERATORS_MAX + " times; remove who has left");
        }
        toml.root().finish();
        toml.refuseFaults();
        return operators;
    }

    private static Operator operator(Section section) {
        var name = section.parsed("name", "the name that records have a token of, as in \"w1\"",
                text -> Optional.of(text).filter(ConfigFile.NAME.asMatchPredicate()), ConfigFile.NAME_REMEDY, "");
        var display = section.parsedOr("display", name,
                text -> Optional.of(text).filter(shown -> !shown.isBlank() && shown.length() <= DISPLAY_MAX),
                "must be 1 to " + DISPLAY_MAX + " characters");
        var role = section.parsedOr("role", Role.CLERK,
                text -> Arrays.stream(Role.values()).filter(one -> one.word().equals(text)).findFirst(),
                "must be clerk or technician");
        var badge = section.parsedOr("badge", Optional.<String>empty(),
                text -> text.isEmpty() || text.length() > BADGE_MAX
                        ? Optional.empty()
                        : Optional.of(Optional.of(text)),
                "must be the badge's code, 1 to " + BADGE_MAX + " characters");
        var pin = section.parsed("pin", "the hash of their PIN; steelyard operator writes it", PinHash::parse,
                "is no Argon2id hash that this gateway computes; write it with: steelyard operator", STAND_IN);
        section.finish();
        return new Operator(name, display, role, badge, pin);
    }
}
