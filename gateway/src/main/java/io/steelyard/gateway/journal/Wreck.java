package io.steelyard.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A damaged database read without SQLite, page image by page image, its write-ahead log included: one bad page costs the rows on it
 * and no others. What comes out is believed for its signature only. Never writes. One owner.
 */
final class Wreck implements AutoCloseable {
    /** The root page of the table {@code delivery}, which stays one page; see {@link JournalFile#create}. */
    static final int DELIVERY_PAGE = 4;

    private final @Nullable FileChannel database;
    private final @Nullable FileChannel log;
    private final List<LogFrames.Frame> frames;
    private final int believed;
    private final long pages;
    /** The newest image in the log of a page: of those whose checksum holds, and of all. */
    private final Map<Integer, Long> sound = new HashMap<>();
    private final Map<Integer, Long> any = new HashMap<>();

    private Wreck(@Nullable FileChannel database, @Nullable FileChannel log) throws IOException {
        this.database = database;
        this.log = log;
        var read = log == null ? LogFrames.NONE : LogFrames.of(log);
        this.frames = read.frames();
        this.believed = read.believed();
        this.pages = database == null ? 0 : Math.ceilDiv(database.size(), LeafPage.PAGE_BYTES);
        for (int index = 0; index < frames.size(); index++) {
            any.put(frames.get(index).page(), pages + index);
            if (frames.get(index).sound()) {
                sound.put(frames.get(index).page(), pages + index);
            }
        }
    }

    /** Either of the database and its log may be missing. */
    static Wreck open(Path file) throws IOException {
        return new Wreck(channel(file), channel(file.resolveSibling(file.getFileName() + JournalFile.LOG)));
    }

    private static @Nullable FileChannel channel(Path file) throws IOException {
        return Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ) : null;
    }

    /** How many page images there are: those of the database, then those of the log. */
    long images() {
        return pages + frames.size();
    }

    /** Whether that image may be of a commit that was never finished. */
    boolean inDoubt(long image) {
        return image >= pages && frames.get((int) (image - pages)).standing() == LogFrames.Standing.LAST;
    }

    /** The rows on an image that look like facts. */
    List<LeafPage.Cell> facts(long image) {
        return LeafPage.cells(bytes(image)).stream().filter(cell -> new Row(cell.local()).isFact()).toList();
    }

    /** A row's fact, if it reads, bears the gateway's signature, and names the gateway and the row's number. */
    Optional<Fact> fact(LeafPage.Cell cell, String gateway, PublicKey key) {
        var whole = fact(record(cell, sound), cell.rowid(), gateway, key);
        return whole.isPresent() || cell.overflow() == 0
                ? whole
                : fact(record(cell, any), cell.rowid(), gateway, key); // the checksum itself may be what is damaged
    }

    private static Optional<Fact> fact(byte[] record, long rowid, String gateway, PublicKey key) {
        return new Row(record).fact(rowid).filter(fact -> FactHeader.read(fact.bytes())
                .filter(header -> header.seq() == fact.seq() && header.gateway().equals(gateway)).isPresent()
                && FactSigner.verifies(key, fact.bytes(), fact.signature()));
    }

    /** The newest fact that was committed behind a bad place in the log, where SQLite does not look; 0 if none. */
    long hidden(String gateway, PublicKey key) {
        long newest = 0;
        for (int index = believed; index < frames.size(); index++) {
            if (frames.get(index).standing() == LogFrames.Standing.COMMITTED) {
                for (var cell : facts(pages + index)) {
                    newest = cell.rowid() > newest && fact(cell, gateway, key).isPresent() ? cell.rowid() : newest;
                }
            }
        }
        return newest;
    }

    /** The platform had committed the facts through this number; empty when that does not read. */
    OptionalLong watermark() {
        for (long image = images() - 1; image >= 0; image--) {
            boolean delivery = image < pages
                    ? image == DELIVERY_PAGE - 1
                    : frames.get((int) (image - pages)).page() == DELIVERY_PAGE;
            var through = delivery ? watermark(LeafPage.cells(bytes(image))) : OptionalLong.empty();
            if (through.isPresent()) {
                return through; // the newest that is consistent; an older one only lets more be rescued
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong watermark(List<LeafPage.Cell> cells) {
        if (cells.size() != 1) {
            return OptionalLong.empty();
        }
        var numbers = new Row(cells.getFirst().local()).numbers();
        boolean consistent = numbers.size() == 2 && numbers.get(0) >= 0 && numbers.get(1) == ~numbers.get(0);
        return consistent ? OptionalLong.of(numbers.get(0)) : OptionalLong.empty();
    }

    private byte[] record(LeafPage.Cell cell, Map<Integer, Long> logged) {
        byte[] record = Arrays.copyOf(cell.local(), cell.payloadBytes());
        int page = cell.overflow();
        for (int at = cell.local().length; at < record.length && page > 0;) {
            byte[] more = bytes(logged.getOrDefault(page, page - 1L));
            int length = Math.min(record.length - at, more.length - Integer.BYTES);
            System.arraycopy(more, Integer.BYTES, record, at, length);
            at += length;
            page = ByteBuffer.wrap(more).getInt();
        }
        return record;
    }

    /** An image, in zeros where the disk does not give it: a bad sector costs the rows on it and no others. */
    private byte[] bytes(long image) {
        boolean inLog = image >= pages;
        var channel = inLog ? log : database;
        long at = inLog && image < images()
                ? frames.get((int) (image - pages)).at()
                : image * LeafPage.PAGE_BYTES;
        var bytes = ByteBuffer.allocate(LeafPage.PAGE_BYTES);
        try {
            while (channel != null && bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
                continue;
            }
        } catch (IOException unreadable) {
            return new byte[LeafPage.PAGE_BYTES];
        }
        return bytes.array();
    }

    @Override
    public void close() {
        for (var channel : new ArrayList<>(Arrays.asList(database, log))) {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException gone) {
                continue; // it only read
            }
        }
    }
}
