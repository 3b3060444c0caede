package io.steelyard.gateway.journal;

import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rescues what the platform did not acknowledge out of journals that were moved aside: each such fact that reads becomes a fact of
 * type {@code salvaged} in this journal, and so is delivered like any other. How far it came is in the same commit, so a crash costs
 * nothing and doubles nothing. It ends with a {@code device} fact that names what could not be read.
 *
 * <p>A wreck counts as done only once the platform has acknowledged that last fact; then a file beside it says so. Should this journal
 * be damaged before, the next one salvages both.
 */
final class Salvage implements Chore {
    /** Page images looked at, and facts written, in one step. */
    private static final int IMAGES_MAX = 64;
    static final int FACTS_MAX = 16;
    private static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final String PROGRESS = "SELECT through, rescued, ended FROM salvage WHERE file=?";
    private static final String ADVANCE = "INSERT INTO salvage VALUES (?, ?, ?, ?)"
            + " ON CONFLICT(file) DO UPDATE SET through=excluded.through, rescued=excluded.rescued, ended=excluded.ended";

    /** What the journal knows of a wreck: salvaged through this number, so many facts, ended by that one of this journal or 0. */
    private record Progress(long through, long rescued, long ended) {
        static final Progress NONE = new Progress(0, 0, 0);
    }

    /** A wreck being salvaged. */
    private static final class Work {
        final Path file;
        final Wreck wreck;
        final boolean watermarkRead;
        final long after;
        final WreckIndex index;
        final Unreadable unreadable;
        final Optional<ChainHead> head;
        Progress progress;
        long imagesIndexed;
        String journal = "";

        Work(Path file, Wreck wreck, Progress progress) {
            this.file = file;
            this.wreck = wreck;
            this.progress = progress;
            var watermark = wreck.watermark();
            this.watermarkRead = watermark.isPresent();
            this.after = watermark.orElse(0);
            this.index = new WreckIndex(wreck, after);
            this.unreadable = new Unreadable(after);
            this.head = ChainHead.read(Quarantine.headOf(file));
        }

        String name() {
            return String.valueOf(file.getFileName());
        }
    }

    private final Journal journal;
    private final Path folder;
    private final String gateway;
    private final PublicKey key;
    private final Time time;
    private final BooleanSupplier room;
    private final Consumer<String> people;
    /** Changed by the journal's thread, looked at by any. */
    private volatile @Nullable Work work;

    /**
     * @param room whether the disk has any; facts of today go before those of yesterday
     * @param people told how it ended
     */
    Salvage(Journal journal, Path folder, String gateway, PublicKey key, Time time, BooleanSupplier room,
            Consumer<String> people) {
        this.journal = journal;
        this.folder = folder;
        this.gateway = gateway;
        this.key = key;
        this.time = time;
        this.room = room;
        this.people = people;
    }

    /** Whether a damaged journal is being rescued at this moment. Any thread. */
    boolean rescuing() {
        return work != null;
    }

    @Override
    public long step(long nowNanos) throws JournalException {
        var going = work;
        try {
            if (going == null) {
                return begin();
            }
            return room.getAsBoolean() ? goOn(going) : LOOK_NANOS;
        } catch (JournalException failed) {
            end(); // the next step goes by what the file says
            throw failed;
        }
    }

    private long begin() throws JournalException {
        try {
            for (var file : Quarantine.wrecks(folder)) {
                var progress = progress(file);
                if (progress.ended() == 0) {
                    work = new Work(file, Wreck.open(file), progress);
                    return 0;
                }
                if (progress.ended() <= journal.acknowledged()) {
                    Quarantine.done(file);
                }
            }
            return LOOK_NANOS;
        } catch (IOException failed) {
            throw new JournalException("salvage what lies in " + folder + ": " + failed.getMessage()
                    + "; check that the daemon's user may read it", failed);
        }
    }

    private long goOn(Work going) throws JournalException {
        if (going.imagesIndexed < going.wreck.images()) {
            long to = Math.min(going.wreck.images(), going.imagesIndexed + IMAGES_MAX);
            while (going.imagesIndexed < to) {
                going.index.add(going.imagesIndexed++);
            }
            if (to == going.wreck.images()) {
                going.index.finish();
            }
            return 0;
        }
        return rescue(going);
    }

    private long rescue(Work going) throws JournalException {
        var facts = new ArrayList<Fact>();
        long through = going.progress.through();
        boolean more = true;
        for (int groups = 0; more && groups < IMAGES_MAX && facts.size() < FACTS_MAX; groups++) {
            var found = going.index.next(cell -> going.wreck.fact(cell, gateway, key));
            more = !found.isEmpty();
            for (var one : found.entrySet()) {
                note(going, one.getKey(), one.getValue());
                if (one.getKey() > going.progress.through()) {
                    one.getValue().ifPresent(facts::add);
                }
            }
        }
        if (!facts.isEmpty()) {
            through = facts.getLast().seq();
            write(going, facts.stream().map(fact -> rescued(going.journal, fact)).toList(),
                    new Progress(through, going.progress.rescued() + facts.size(), 0));
        }
        return more ? 0 : close(going);
    }

    private static void note(Work going, long seq, Optional<Fact> fact) {
        if (fact.isEmpty()) {
            going.unreadable.damaged(seq);
            return;
        }
        going.unreadable.read(seq);
        if (going.journal.isEmpty()) {
            going.journal = FactHeader.read(fact.get().bytes()).orElseThrow().journal();
        }
    }

    private Draft rescued(String old, Fact fact) {
        return new Draft(FactType.SALVAGED, time.monotonicNanos(), json -> {
            json.writeStringProperty("journal", old);
            json.writeNumberProperty("seq", fact.seq());
            json.writeStringProperty("fact", new String(fact.bytes(), StandardCharsets.UTF_8));
            json.writeStringProperty("signature", Base64.getEncoder().encodeToString(fact.signature()));
            json.writeStringProperty("keyid", fact.keyId());
        });
    }

    private long close(Work going) throws JournalException {
        going.head.filter(head -> going.journal.isEmpty() || going.journal.equals(head.journal()))
                .ifPresent(head -> going.unreadable.known(head.seq()));
        var ranges = going.unreadable.end();
        var done = new Progress(going.progress.through(), going.progress.rescued(), journal.head() + 1);
        write(going, List.of(new Draft(FactType.DEVICE, time.monotonicNanos(), ended(going, ranges))), done);
        people.accept("salvaged " + going.name() + ": " + done.rescued() + " facts that the centre had not acknowledged"
                + " are rescued" + lost(ranges)
                + "; the file is kept" + (ranges.isEmpty() && done.rescued() > 0
                        ? ""
                        : ", send it to the platform's operator"));
        end();
        return 0;
    }

    private static String lost(List<Unreadable.Range> ranges) {
        if (ranges.isEmpty()) {
            return "";
        }
        return ", of fact " + ranges.getFirst()
                + (ranges.size() > 1 ? " and " + (ranges.size() - 1) + " ranges more" : "")
                + " nothing reads";
    }

    private static FactData ended(Work going, List<Unreadable.Range> ranges) {
        return json -> {
            json.writeStringProperty("device", "journal");
            json.writeStringProperty("event", "salvaged");
            json.writeStringProperty("file", going.name());
            if (!going.journal.isEmpty()) {
                json.writeStringProperty("journal", going.journal);
            }
            json.writeNumberProperty("rescued", going.progress.rescued());
            if (going.watermarkRead) {
                json.writeNumberProperty("after", going.after);
            }
            json.writeNumberProperty("seen", going.unreadable.seen());
            Unreadable.write(json, ranges);
        };
    }

    private void write(Work going, List<Draft> drafts, Progress progress) throws JournalException {
        journal.commit(drafts, 0, open -> advance(open, going.name(), progress));
        going.progress = progress;
    }

    private static void advance(Connection open, String file, Progress progress) throws SQLException {
        try (var advance = open.prepareStatement(ADVANCE)) {
            advance.setString(1, file);
            advance.setLong(2, progress.through());
            advance.setLong(3, progress.rescued());
            advance.setLong(4, progress.ended());
            advance.executeUpdate();
        }
    }

    private Progress progress(Path file) throws JournalException {
        return journal.ask("look how far the salvage came in journal", open -> {
            try (var select = open.prepareStatement(PROGRESS)) {
                select.setString(1, String.valueOf(file.getFileName()));
                try (var rows = select.executeQuery()) {
                    return rows.next()
                            ? new Progress(rows.getLong(1), rows.getLong(2), rows.getLong(3))
                            : Progress.NONE;
                }
            }
        });
    }

    private void end() {
        if (work != null) {
            work.wreck.close();
            work = null;
        }
    }
}
