package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.uplink.Waiting;
import io.steelyard.gateway.weighing.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Finds out how everything stands. Any thread; reads the journal while something waits. */
public final class StandingWatch {
    private final JournalLoop journal;
    private final UplinkMark uplink;
    private final LostReaders readers;
    private final Function<String, Optional<String>> overdue;
    private final Time time;
    private final JournalReader reader; // guarded by this

    /** @param overdue what is to be said of a station whose scale is to be checked again */
    public StandingWatch(JournalLoop journal, JournalReader reader, UplinkMark uplink, LostReaders readers,
            Function<String, Optional<String>> overdue, Time time) {
        this.journal = journal;
        this.reader = reader;
        this.uplink = uplink;
        this.readers = readers;
        this.overdue = overdue;
        this.time = time;
    }

    Standing look(List<View> stations, Optional<BinView> bin) {
        long head = journal.head();
        long acknowledged = journal.acknowledged();
        return new Standing(head, acknowledged, oldestWaitingMillis(acknowledged, head), uplink.word(), uplink.text(),
                troubles(stations, bin));
    }

    /** The centre has the facts through this number. */
    long acknowledged() {
        return journal.acknowledged();
    }

    private synchronized OptionalLong oldestWaitingMillis(long acknowledged, long head) {
        try {
            var age = Waiting.of(acknowledged, head, reader, time).millis();
            return age.isEmpty()
                    ? age
                    : OptionalLong.of(TimeUnit.SECONDS.toMillis(TimeUnit.MILLISECONDS.toSeconds(age.getAsLong())));
        } catch (JournalException unreadable) {
            return OptionalLong.empty(); // the journal's own loop complains of it
        }
    }

    /** Of the whole bin, then of its compartments, if it is not the same; one that is full only wants its crew. */
    private static List<Trouble> troubles(BinView bin) {
        var troubles = new ArrayList<Trouble>();
        bin.trouble().filter(why -> bin.compartments().stream().noneMatch(part -> part.trouble().equals(bin.trouble())))
                .ifPresent(why -> troubles.add(Trouble.stop(why.code().text(), why.text(), bin.bin())));
        for (var part : bin.compartments()) {
            part.trouble().ifPresent(why -> troubles.add(new Trouble(why.code().text(),
                    why.code() == Sentence.Code.FULL ? Trouble.Severity.WARN : Trouble.Severity.STOP, why.text(),
                    Optional.of(part.name()))));
        }
        return troubles;
    }

    private List<Trouble> troubles(List<View> stations, Optional<BinView> bin) {
        var troubles = new ArrayList<Trouble>();
        for (var view : stations) {
            view.fault().ifPresent(
                    why -> troubles.add(Trouble.stop(why.code().text(), why.text(), view.station())));
            overdue.apply(view.station()).ifPresent(why -> troubles.add(new Trouble("check-overdue",
                    Trouble.Severity.WARN, why + "; have it checked with a reference mass",
                    Optional.of(view.station()))));
        }
        bin.ifPresent(view -> troubles.addAll(troubles(view)));
        troubles.addAll(readers.troubles());
        journal.disk().ifPresent(disk -> troubles.add(disk.refusing()
                ? new Trouble("disk-reserve", Trouble.Severity.STOP, disk.sentence(), Optional.empty())
                : Trouble.warn("disk-short", disk.sentence())));
        if (journal.rescuing()) {
            troubles.add(Trouble.warn("journal-rescued",
                    "what a damaged journal holds is being rescued; go on weighing and do not switch off"));
        }
        if (!time.wallTrusted()) {
            troubles.add(Trouble.warn("clock", "nobody vouches for this machine's date and time; records say so and are"
                    + " put right later; connect it to a time server"));
        }
        switch (uplink.word()) {
            case "offline" -> troubles.add(Trouble.warn("uplink-offline", uplink.text() + "; weighing goes on"));
            case "stalled" -> troubles.add(Trouble.warn("uplink-stalled", uplink.text()));
            case "fork" -> troubles.add(Trouble.warn("uplink-fork", uplink.text()));
            default -> {
                // the centre is reached
            }
        }
        return troubles;
    }

    synchronized void close() {
        reader.close();
    }
}
