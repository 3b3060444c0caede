package io.steelyard.gateway.journal;

import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.random.RandomGenerator;

/**
 * The folder that a gateway owns: journal, keys, lock. One daemon at a time.
 *
 * <pre>
 *   journal.db (-wal, -shm)   the facts, and the version of this folder, see {@link JournalFile}
 *   chain.head                a second copy of how far it goes, see {@link ChainHead}
 *   gateway.key, gateway.pub  the signing key, made at the first start; gateway.pub is what a verifier needs
 *   calendar.floor            a date that today cannot be before, see {@link io.steelyard.gateway.run.CalendarFloor}
 *   token.key                 turns people's codes into tokens
 *   scale.checks              until when each scale's last check counts
 *   bin.books                 what the facts say of a bin, for when the old ones are removed, see {@code BinBooks}
 *   cards.list, cards.age     a bin's list of cards and how old it is, see {@code cardfile.CardDesk}
 *   daemon.lock               held while a daemon runs; holds its process id
 *   journal.condemned, journal.db.damaged-…   see {@link Quarantine}
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
    /** The public half of the gateway's signing key. */
    public static final String PUBLIC_KEY = "gateway.pub";
    private static final String PRIVATE_KEY = "gateway.key";
    private static final String TOKEN_KEY = "token.key";
    private static final String LOCK = "daemon.lock";
    private static final int TOKEN_KEY_BYTES = 32;
    /** Words of a line of {@code /proc/locks}: {@code 1: POSIX ADVISORY WRITE 10963 fe:00:2156329 0 EOF}. */
    private static final int LOCK_OWNER = 4;
    private static final int LOCKED_FILE = 5;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A journal, and what became of the one that was there if it could not be gone on with. */
    public record Opened(Journal journal, Optional<Quarantined> quarantined) {}

    /** A journal moved aside: where to, and what was wrong with it. */
    public record Quarantined(Path aside, String reason) {}

    /** Makes the folder if needed and locks it against a second daemon. */
    public static DataFolder lock(Path folder) throws JournalException {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!locked(channel)) {
                var holder = Files.readString(folder.resolve(LOCK)).strip();
                channel.close();
                throw new JournalException("lock data folder " + folder + ": another daemon, process " + holder
                        + ", is using it; stop that one or name another folder");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new DataFolder(folder, channel);
        } catch (IOException failed) {
            throw new JournalException("open data folder " + folder + ": " + failed.getMessage()
                    + "; check that the daemon's user may write there", failed);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /** Whether a folder has a journal in it, damaged or not. */
    public static boolean holdsJournal(Path folder) {
        return Files.exists(folder.resolve(JournalFile.NAME));
    }

    /** The files that nobody but the daemon's user may read; those that are there. */
    public static List<Path> secrets(Path folder) {
        return Stream.of(PRIVATE_KEY, TOKEN_KEY).map(folder::resolve).filter(Files::exists).toList();
    }

    /** A key that is gone though its others are there. */
    public static Optional<Path> missing(Path folder) {
        var keys = Stream.of(PRIVATE_KEY, PUBLIC_KEY, TOKEN_KEY).map(folder::resolve).toList();
        return keys.stream().noneMatch(Files::exists)
                ? Optional.empty()
                : keys.stream().filter(key -> !Files.exists(key)).findFirst();
    }

    /** Why the journal was condemned in service, if it was: the next start moves it aside. */
    public static Optional<String> condemned(Path folder) {
        try {
            return Quarantine.condemned(folder);
        } catch (IOException unreadable) {
            return Optional.empty(); // reading the journal tells
        }
    }

    /** Damaged journals that were moved aside and are not rescued to their end yet. */
    public static List<Path> unsalvaged(Path folder) {
        try {
            return Quarantine.wrecks(folder);
        } catch (IOException absent) {
            return List.of();
        }
    }

    /**
     * The process of the daemon that holds this folder, as the kernel's list of locks tells. Takes no lock: a daemon that starts
     * just then must not find one.
     *
     * @param root the file system's root, or a made-up one
     */
    public static OptionalLong holder(Path folder, Path root) {
        var file = folder.resolve(LOCK);
        try {
            var place = ":" + Files.getAttribute(file, "unix:ino");
            var owners = Files.readAllLines(root.resolve("proc/locks")).stream().map(line -> line.strip().split("\\s+"))
                    .filter(lock -> lock.length > LOCKED_FILE && lock[LOCKED_FILE].endsWith(place))
                    .map(lock -> Long.parseLong(lock[LOCK_OWNER])).toList();
            long self = ProcessHandle.current().pid();
            if (owners.contains(self)) {
                return OptionalLong.of(self); // unread: when a process closes a file, the kernel ends all its locks on it
            }
            long pid = Long.parseLong(Files.readString(file).strip());
            return owners.contains(pid) ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (IOException | NumberFormatException noDaemon) {
            return OptionalLong.empty();
        }
    }

    /** The signing key; made at the first start. */
    public FactSigner signer() throws JournalException {
        var privateFile = folder.resolve(PRIVATE_KEY);
        var publicFile = folder.resolve(PUBLIC_KEY);
        try {
            if (!Files.exists(privateFile)) {
                var pair = KeyPairGenerator.getInstance(FactSigner.ALGORITHM).generateKeyPair();
                PemFile.write(publicFile, pair.getPublic()); // the private half last: its presence means both are there
                PemFile.write(privateFile, pair.getPrivate());
            }
            return new FactSigner(PemFile.readPrivate(privateFile), PemFile.readPublic(publicFile));
        } catch (IOException | GeneralSecurityException failed) {
            throw new JournalException("read signing key " + privateFile + ": " + failed.getMessage()
                    + "; restore both key files, or remove both to start under a new identity", failed);
        }
    }

    /** The key that turns people's codes into tokens; made at the first start. */
    public byte[] tokenKey() throws JournalException {
        var file = folder.resolve(TOKEN_KEY);
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[TOKEN_KEY_BYTES];
                new SecureRandom().nextBytes(key);
                PemFile.writeSecret(file, key);
            }
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new JournalException("read token key " + file + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Opens the journal; one that is damaged, or was condemned in service, is moved aside, never deleted, and a new one begun under
     * a new identity.
     */
    public Opened open(String gateway, String software, FactSigner signer, Time time, RandomGenerator random,
            Connections connections) throws JournalException {
        var encoder = new FactEncoder(gateway, software, signer, time, random);
        var file = folder.resolve(JournalFile.NAME);
        try {
            refuseCondemned(file);
            return new Opened(Journal.open(file, gateway, connections, encoder, random), Optional.empty());
        } catch (DamagedJournalException damaged) {
            var quarantined = new Quarantined(quarantine(file, time), damaged.found());
            return new Opened(Journal.open(file, gateway, connections, encoder, random), Optional.of(quarantined));
        }
    }

    private void refuseCondemned(Path file) throws JournalException {
        try {
            var reason = Quarantine.condemned(folder);
            if (reason.isPresent()) {
                throw new DamagedJournalException(
                        "open journal " + file + ": it was condemned before: " + reason.get());
            }
        } catch (IOException failed) {
            throw new JournalException("open journal " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static Path quarantine(Path file, Time time) throws JournalException {
        try {
            return Quarantine.moveAside(file, time);
        } catch (IOException failed) {
            throw new JournalException("move damaged journal " + file + " aside: " + failed.getMessage(), failed);
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException gone) {
            return; // the lock ends with the process at the latest
        }
    }
}
