package io.steelyard.gateway.doctor;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How long each of some writes took until the device said that it was on the medium. Everything durable rests on that word, so a
 * word that comes too fast is named.
 *
 * @param fileSystem its type, as {@code ext4}
 * @param device what it lies on, as {@code /dev/mmcblk0p2}
 */
public record SyncProfile(String fileSystem, String device, List<Long> nanos) {
    private static final Set<String> VOLATILE = Set.of("tmpfs", "ramfs");
    private static final Pattern CARD = Pattern.compile("/dev/mmcblk.*");
    /**
     * To program one page takes flash a few hundred microseconds; faster than this is memory, which may have a battery of its own
     * in a server's drive and never has in a card.
     */
    private static final long PLAUSIBLE_NANOS_MIN = TimeUnit.MICROSECONDS.toNanos(100);
    /** A person at the pan waits for each of them. */
    private static final long PATIENT_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int PER_CENT = 100;
    private static final int NEARLY_ALL = 99;

    public SyncProfile {
        nanos = nanos.stream().sorted().toList();
    }

    Finding finding(String folder) {
        if (VOLATILE.contains(fileSystem)) {
            return Finding.wrong(Code.SYNC_VOLATILE, "",
                    folder + " is in memory (" + fileSystem + "): a power cut takes every weighing",
                    "name a folder on a card or disk in gateway.data");
        }
        if (at(NEARLY_ALL) > PATIENT_NANOS_MAX) {
            return Finding.wrong(Code.SYNC_STALLS, "", told() + ": each weighing waits as long",
                    "replace the card by a new one of the class A1 or A2, or of an industrial kind; meanwhile end what else"
                            + " writes, `iotop -o` names it");
        }
        if (at(PER_CENT / 2) < PLAUSIBLE_NANOS_MIN) {
            var remedy = "put the data folder on a card or drive that keeps its word; try it with a power cut before trusting it";
            var evidence = told() + ": no flash writes so fast, it says \"written\" before it is";
            return CARD.matcher(device).matches()
                    ? Finding.wrong(Code.SYNC_IMPLAUSIBLE, "", evidence, remedy)
                    : Finding.mind(Code.SYNC_IMPLAUSIBLE, "", evidence,
                            remedy + "; a drive whose cache has a battery may be so fast and honest");
        }
        return Finding.well(Code.SYNC, "", told());
    }

    private String told() {
        return device + " (" + fileSystem + ") takes " + millis(at(PER_CENT / 2)) + " for a write with sync, at p99 "
                + millis(at(NEARLY_ALL)) + ", of " + nanos.size();
    }

    private static String millis(long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        return micros < 10_000 ? micros / 1000 + "." + micros % 1000 / 100 + " ms" : micros / 1000 + " ms";
    }

    /** The nearest rank. */
    private long at(int perCent) {
        return nanos.isEmpty() ? 0 : nanos.get(Math.ceilDiv(nanos.size() * perCent, PER_CENT) - 1);
    }
}
