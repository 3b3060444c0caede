package io.steelyard.gateway.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The user whose rights count: the one that the daemon runs as, or would. Who asks the doctor is often another, and may do more.
 *
 * @param groups the numbers of all its groups
 */
record Account(String name, long uid, Set<Long> groups) {
    private static final String UNIT = "etc/systemd/system/steelyard.service";
    private static final int OTHERS_READ_WRITE = 06;
    private static final int GROUP_SHIFT = 3;
    private static final int OWNER_SHIFT = 6;

    /** The running daemon's; else that of the service manager's unit; else whoever asks. */
    static Account find(Path root, OptionalLong daemon) {
        if (daemon.isPresent()) {
            var running = ofProcess(root, root.resolve("proc/" + daemon.getAsLong() + "/status"));
            if (running.isPresent()) {
                return running.get();
            }
        }
        return ofUnit(root).or(() -> ofProcess(root, Path.of("/proc/self/status")))
                .orElseGet(() -> new Account(System.getProperty("user.name"), 0, Set.of()));
    }

    private static Optional<Account> ofProcess(Path root, Path status) {
        var numbers = new TreeSet<Long>();
        var uid = OptionalLong.empty();
        for (var line : lines(status)) {
            var words = line.split("\\s+");
            switch (words[0]) {
                case "Uid:" -> uid = OptionalLong.of(Long.parseLong(words[2])); // the effective one
                case "Gid:", "Groups:" -> Arrays.stream(words).skip(1).map(Long::parseLong).forEach(numbers::add);
                default -> {
                    // of other things
                }
            }
        }
        if (uid.isEmpty()) {
            return Optional.empty();
        }
        long user = uid.getAsLong();
        return Optional.of(new Account(entries(root, "passwd").filter(entry -> entry[2].equals(Long.toString(user)))
                .map(entry -> entry[0]).findFirst().orElse("user " + user), user, numbers));
    }

    private static Optional<Account> ofUnit(Path root) {
        var unit = lines(root.resolve(UNIT));
        return value(unit, "User=").flatMap(name -> entries(root, "passwd").filter(entry -> entry[0].equals(name))
                .findFirst().map(entry -> {
                    var supplementary = value(unit, "SupplementaryGroups=").map(words -> List.of(words.split("\\s+")))
                            .orElse(List.of());
                    var numbers = new TreeSet<>(Set.of(Long.parseLong(entry[3])));
                    entries(root, "group").filter(group -> supplementary.contains(group[0]) || isMember(group, name))
                            .forEach(group -> numbers.add(Long.parseLong(group[2])));
                    return new Account(name, Long.parseLong(entry[2]), numbers);
                }));
    }

    private static boolean isMember(String[] group, String name) {
        return group.length > 3 && List.of(group[3].split(",")).contains(name);
    }

    private static Optional<String> value(List<String> unit, String key) {
        return unit.stream().filter(line -> line.startsWith(key)).map(line -> line.substring(key.length()).strip())
                .filter(value -> !value.isEmpty()).findFirst();
    }

    /** The name of a group, where it has one. */
    static Optional<String> groupName(Path root, long gid) {
        return entries(root, "group").filter(group -> group[2].equals(Long.toString(gid))).map(group -> group[0])
                .findFirst();
    }

    private static Stream<String[]> entries(Path root, String table) {
        return lines(root.resolve("etc").resolve(table)).stream().map(line -> line.split(":"))
                .filter(entry -> entry.length >= 3 + (table.equals("passwd") ? 1 : 0));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** May it read and write there? */
    boolean mayUse(Path node) throws IOException {
        int asked = uid == number(node, "uid")
                ? OTHERS_READ_WRITE << OWNER_SHIFT
                : groups.contains(number(node, "gid"))
                        ? OTHERS_READ_WRITE << GROUP_SHIFT
                        : OTHERS_READ_WRITE;
        return uid == 0 || (number(node, "mode") & asked) == asked;
    }

    /** The act that lets it use a device. */
    String admission(Path root, Path node) throws IOException {
        long gid = number(node, "gid");
        int asked = OTHERS_READ_WRITE << GROUP_SHIFT;
        boolean groupMay = gid != 0 && (number(node, "mode") & asked) == asked;
        return groupName(root, gid).filter(_ -> groupMay)
                .map(joined -> "run: sudo usermod -aG " + joined + " " + name
                        + " && sudo systemctl restart steelyard (without the service: log in again)")
                .orElse("only root may; give it to a group: write SUBSYSTEM==\"tty\", GROUP=\"dialout\", MODE=\"0660\" into"
                        + " /etc/udev/rules.d/70-steelyard.rules and run: sudo udevadm trigger");
    }

    private static long number(Path node, String attribute) throws IOException {
        return Files.getAttribute(node, "unix:" + attribute) instanceof Number number ? number.longValue() : 0;
    }
}
