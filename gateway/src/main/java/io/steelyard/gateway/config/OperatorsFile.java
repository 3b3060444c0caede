package io.steelyard.gateway.config;

import io.steelyard.gateway.kiosk.Operator.Role;
import io.steelyard.gateway.kiosk.Operator;
import io.steelyard.gateway.kiosk.PinHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the file of who may sign in at the kiosk: every fault at once. {@code steelyard operator} writes it. */
public final class OperatorsFile {
    /** More than the staff of any site. */
    public static final int OPERATORS_MAX = 200;
    static final int DISPLAY_MAX = 40;
    private static final int BADGE_MAX = 128;
    private static final String HEAD = """
            # Who may sign in at the kiosk; `steelyard operator` adds somebody or changes a PIN. The daemon reads it at its start.
            # role = "technician" for who may also check and set up; badge = "..." is the code that a reader with reads = "operator" reads.
            """;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
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

    /**
     * Somebody to write.
     *
     * @param pin replaces that of somebody who is there already, of whom nothing else may be given
     */
    public record Written(String name, Optional<String> display, Optional<String> role, Optional<String> badge,
            PinHash pin) {
        private String toml() {
            return "\n[[operator]]\nname = " + quoted(name) + line("display", display) + line("role", role)
                    + line("badge", badge) + "\npin = " + quoted(pin.toString()) + "\n";
        }

        private static String line(String key, Optional<String> value) {
            return value.map(text -> "\n" + key + " = " + quoted(text)).orElse("");
        }

        private static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    /**
     * Adds an operator, or changes a PIN; all else in the file stays as it is. A power cut leaves the old file or the new one.
     *
     * @return whether the operator is new
     * @throws ConfigException when the file has faults, or would have: it is then left alone
     */
    public static boolean write(Path file, Written written) throws ConfigException, IOException {
        var text = Files.exists(file) ? Files.readString(file) : HEAD;
        var known = Files.exists(file)
                ? read(file).stream().filter(one -> one.name().equals(written.name())).findFirst()
                : Optional.<Operator>empty();
        boolean more = written.display().isPresent() || written.role().isPresent() || written.badge().isPresent();
        if (known.isPresent() && more) {
            throw new ConfigException(List.of(file + ": " + written.name()
                    + " is there already; only the PIN is changed here, the rest with an editor"));
        }
        var next = known.map(one -> text.replace(one.pin().toString(), written.pin().toString()))
                .orElseGet(() -> text + written.toml());
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(aside, OWNER_ONLY);
        try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(next.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        try {
            read(aside);
        } catch (ConfigException faults) {
            Files.delete(aside);
            throw faults;
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        return known.isEmpty();
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
