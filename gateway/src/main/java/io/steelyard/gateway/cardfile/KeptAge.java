package io.steelyard.gateway.cardfile;

import io.steelyard.gateway.journal.WholeFile;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long the machine had run since the platform was last heard to say its list, in a file of one line:
 * {@code number agedNanos atNanos boot}. No calendar: a wrong date neither ends nor prolongs anybody's day. Within a boot nothing
 * of that time is lost, however often the daemon starts; a power cut counts as one whole {@link #KEPT_NANOS}, so that cutting it
 * again and again keeps no list young.
 *
 * @param number the highest edition that was ever in force
 * @param agedNanos when it was written
 * @param atNanos monotonic time at which it was written
 * @param boot of that time
 */
record KeptAge(long number, long agedNanos, long atNanos, String boot) {
    static final String NAME = "cards.age";
    /** From one writing to the next. */
    static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final int WORDS = 4;

    /** Empty when there is none, or none that reads. */
    static Optional<KeptAge> read(Path folder) {
        try {
            var words = Files.readString(folder.resolve(NAME), StandardCharsets.US_ASCII).strip().split(" ", -1);
            if (words.length != WORDS) {
                return Optional.empty();
            }
            var age = new KeptAge(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]),
                    words[3]);
            return Optional.of(age).filter(read -> read.number > 0 && read.agedNanos >= 0);
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve(NAME), (number + " " + agedNanos + " " + atNanos + " " + boot + "\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** How long ago it is by now that the platform was heard, at least. */
    Duration now(Time time) {
        long sinceNanos = boot.equals(time.boot()) ? Math.max(0, time.monotonicNanos() - atNanos) : KEPT_NANOS;
        return Duration.ofNanos(agedNanos).plusNanos(sinceNanos);
    }
}
