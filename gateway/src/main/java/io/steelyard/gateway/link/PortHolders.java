package io.steelyard.gateway.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which programs have which files open, as {@code /proc} told at one moment.
 *
 * @param holders every open file that could be seen
 * @param complete whether all programs could be looked into; only root may look into those of others
 */
public record PortHolders(List<Holder> holders, boolean complete) {
    private static final Pattern PROCESS = Pattern.compile("\\d+");
    /** What the daemon's process was started with; the program itself is only "java". */
    private static final String DAEMON = "gateway.jar";

    /**
     * @param path what is open
     * @param program its short name
     */
    public record Holder(String path, String program, long pid) {}

    /** @param root the file system's root, or a made-up one */
    public static PortHolders look(Path root) {
        var proc = root.resolve("proc");
        var holders = new ArrayList<Holder>();
        boolean complete = Files.exists(proc.resolve("1")); // /proc can hide the processes of others altogether
        try (var processes = Files.newDirectoryStream(proc, PortHolders::isProcess)) {
            for (var process : processes) {
                complete &= look(process, holders);
            }
        } catch (IOException unreadable) {
            complete = false;
        }
        return new PortHolders(holders, complete);
    }

    private static boolean isProcess(Path path) {
        return PROCESS.matcher(String.valueOf(path.getFileName())).matches();
    }

    /** False if it may not be looked into. */
    private static boolean look(Path process, List<Holder> holders) {
        try (var descriptors = Files.list(process.resolve("fd"))) {
            descriptors.map(PortHolders::target).filter(target -> target.startsWith("/dev/")).distinct()
                    .forEach(target -> holders.add(new Holder(target, program(process),
                            Long.parseLong(String.valueOf(process.getFileName())))));
            return true;
        } catch (IOException | UncheckedIOException forbidden) {
            return !Files.exists(process); // one that has ended holds nothing
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static String program(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).contains(DAEMON)
                    ? "steelyard"
                    : Files.readString(process.resolve("comm")).strip();
        } catch (IOException ended) {
            return "a program";
        }
    }

    /** Who has a file open, by its real path. */
    public List<Holder> of(String path) {
        return holders.stream().filter(holder -> holder.path().equals(path)).toList();
    }
}
