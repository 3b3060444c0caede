package io.steelyard.gateway.field;

import io.steelyard.gateway.config.AnswersFile;
import io.steelyard.gateway.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a provisioning is, in a file of its folder: the answers under the questions' keys, what was heard under {@code heard-},
 * what was done under {@code done-}. Each entry is on the disk before the next step begins, so a provisioning may end anywhere.
 */
final class ProvisionProgress {
    static final String NAME = "provision.toml";
    private static final String HEARD = "heard-";
    private static final String DONE = "done-";
    private static final String COMMENT = "How far `steelyard provision` is in this folder; correct an answer or remove it, and run"
            + " it again.";

    private final Path file;
    private final TreeMap<String, String> entries;

    private ProvisionProgress(Path file, Map<String, String> entries) {
        this.file = file;
        this.entries = new TreeMap<>(entries);
    }

    /** What was put off is open again, and where nothing was heard it is listened to again: the device may be plugged in by now. */
    static ProvisionProgress read(Path folder) throws ConfigException, IOException {
        var file = folder.resolve(NAME);
        var progress = new ProvisionProgress(file, AnswersFile.read(file, false));
        progress.entries.values().removeIf(Answers.LATER::equals);
        progress.entries.entrySet().removeIf(one -> one.getKey().startsWith(HEARD) && one.getValue().isEmpty());
        return progress;
    }

    Answers answers() {
        return new Answers(entries.entrySet().stream()
                .filter(one -> !one.getKey().startsWith(HEARD) && !one.getKey().startsWith(DONE))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    void answer(String key, String answer) throws IOException {
        write(key, answer);
    }

    /** What was heard, by the key of the question. */
    Map<String, String> heard() {
        return entries.entrySet().stream().filter(one -> one.getKey().startsWith(HEARD))
                .collect(Collectors.toMap(one -> one.getKey().substring(HEARD.length()), Map.Entry::getValue));
    }

    /** What was heard of devices, and said of them, is asked for again. */
    void forgetDevices() throws IOException {
        entries.keySet().removeIf(key -> key.startsWith("device-") || key.startsWith(HEARD));
        AnswersFile.write(file, COMMENT, entries);
    }

    /** @param what empty when only a person can tell; it is not listened for again in this run */
    void heard(String key, Optional<String> what) throws IOException {
        write(HEARD + key, what.orElse(""));
    }

    Optional<String> done(String step) {
        return Optional.ofNullable(entries.get(DONE + step));
    }

    void done(String step, String how) throws IOException {
        write(DONE + step, how);
    }

    private void write(String key, String value) throws IOException {
        entries.put(key, value);
        AnswersFile.write(file, COMMENT, entries);
    }
}
