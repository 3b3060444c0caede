package io.steelyard.gateway.cardfile;

import io.steelyard.gateway.bin.Cards;
import io.steelyard.gateway.cards.CardRules;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.journal.WholeFile;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import io.steelyard.gateway.uplink.DesiredDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows who the bearer of a card is without asking anybody: holds the platform's newest list, keeps it over restarts, and how long
 * ago the platform was last heard to say it. Judges on any thread; hears and keeps on the uplink's.
 *
 * <p>In the data folder: {@value #LIST}, the list with its signature, which is verified anew at each start, and
 * {@value KeptAge#NAME}. The list is written first: a power cut between both leaves a list that seems older than it is.
 */
public final class CardDesk implements Cards, DesiredDocuments {
    static final String LIST = "cards.list";
    static final String ASIDE = "cards.list.damaged";
    /** The largest document and a line before it. */
    private static final long FILE_BYTES_MAX = BYTES_MAX + 1024L;

    private final Path folder;
    private final String gateway;
    private final CardRules rules;
    private final Time time;
    private final Commits journal;
    private final Consumer<String> complaints;

    /** Swapped whole. */
    private volatile Optional<InForce> inForce = Optional.empty();
    /** Of the list in force: the journal does not have it yet, nor will by itself. */
    private volatile boolean unnoted;
    // of the uplink's thread
    private long highest;
    /** What the file holds. */
    private Optional<SignedList> kept = Optional.empty();
    private long lookDueNanos = Long.MIN_VALUE;
    private String told = "";
    private boolean keepingFails;

    /** @param aged how long ago the platform was heard, at the moment {@code atNanos} */
    private record InForce(SignedList signed, Duration aged, long atNanos) {
        Duration heardAgo(long nowNanos) {
            return aged.plusNanos(nowNanos - atNanos);
        }
    }

    private CardDesk(Path folder, String gateway, CardRules rules, Time time, Commits journal,
            Consumer<String> complaints) {
        this.folder = folder;
        this.gateway = gateway;
        this.rules = rules;
        this.time = time;
        this.journal = journal;
        this.complaints = complaints;
    }

    /**
     * Takes up the list that is kept, if it is whole; one that is not is moved aside, told, and waited for anew.
     *
     * @param folder the data folder
     * @param gateway the only one whose lists count
     * @param platform whose signature makes a list one
     * @param journal notes which list took effect
     * @param complaints told one sentence each
     */
    public static CardDesk open(Path folder, String gateway, PublicKey platform, CardRules rules, Time time,
            Commits journal, Consumer<String> complaints) {
        var desk = new CardDesk(folder, gateway, rules, time, journal, complaints);
        desk.takeUp(platform);
        return desk;
    }

    private void takeUp(PublicKey platform) {
        var age = KeptAge.read(folder);
        highest = age.map(KeptAge::number).orElse(0L);
        var file = folder.resolve(LIST);
        if (!Files.exists(file)) {
            return;
        }
        try {
            kept = Files.size(file) > FILE_BYTES_MAX
                    ? Optional.empty()
                    : SignedList.ofFile(Files.readAllBytes(file), gateway, platform);
            if (kept.isEmpty()) {
                Files.move(file, folder.resolve(ASIDE), StandardCopyOption.REPLACE_EXISTING);
                complaints.accept("read " + file + ": it is damaged, or not signed by the platform for " + gateway
                        + "; it is kept as " + ASIDE + " and no card is known until the platform says its list again");
                return;
            }
            highest = Math.max(highest, kept.get().list().number());
            begin(kept.get(), age.map(known -> known.now(time)).orElseGet(this::tooLong));
        } catch (IOException failed) {
            complaints.accept("read " + file + ": " + failed.getMessage()
                    + "; no card is known until the platform says its list again; check the data folder");
        }
    }

    /** Nobody knows how old the list is: too old, until the platform is heard. */
    private Duration tooLong() {
        complaints.accept("read " + folder.resolve(KeptAge.NAME)
                + ": it does not say how old the list of cards is; nobody counts as a resident until the platform says it again");
        return rules.heardWithin().plusNanos(KeptAge.KEPT_NANOS);
    }

    private void begin(SignedList list, Duration aged) {
        inForce = Optional.of(new InForce(list, aged, time.monotonicNanos()));
        unnoted = true;
    }

    /** By the code as the reader's pattern lets it through. */
    @Override
    public Standing judge(String code) {
        return inForce
                .map(now -> now.signed().list().judge(now.signed().mark(code), now.heardAgo(time.monotonicNanos()),
                        rules))
                .orElse(rules.unknown().standing());
    }

    @Override
    public Optional<Edition> edition() {
        return inForce.map(now -> new Edition(now.signed().list().version(),
                now.heardAgo(time.monotonicNanos()).toHours()));
    }

    /** Notes in the journal which list is in force, once for each and at each start. Where it cannot be now it is tried again. */
    public void note() {
        var now = inForce;
        if (now.isEmpty() || !unnoted) {
            return;
        }
        unnoted = false;
        var data = FactData.text("document", CardsDocument.NAME)
                .and(FactData.text("version", now.get().signed().list().version()))
                .and(FactData.text("sha256", now.get().signed().sha256()));
        boolean offered = journal.offer(new Draft(FactType.CONFIG, time.monotonicNanos(), data),
                new Commits.Completion() {
                    @Override
                    public void committed(long atNanos, long seq, String id) {
                        // as it should be
                    }

                    @Override
                    public void failed(long atNanos, String reason) {
                        unnoted = true;
                    }
                });
        if (!offered) {
            unnoted = true;
        }
    }

    @Override
    public List<String> names() {
        return List.of(CardsDocument.NAME);
    }

    @Override
    public boolean heard(String document, byte[] payload, byte[] signature) {
        var read = SignedList.read(payload, signature, gateway);
        read.ifPresent(this::judgeEdition);
        return read.isPresent();
    }

    private void judgeEdition(SignedList heard) {
        var now = inForce.map(InForce::signed);
        long number = heard.list().number();
        if (now.isPresent() && number == now.get().list().number()) {
            if (Arrays.equals(heard.payload(), now.get().payload())) {
                inForce = Optional.of(new InForce(now.get(), Duration.ZERO, time.monotonicNanos()));
            } else {
                tell("the platform says two lists of cards with the number " + number
                        + "; the first stays in force; give the new one a higher number");
            }
        } else if (number < highest) {
            tell("the platform says list of cards " + number + ", which is older than " + highest
                    + "; it changes nothing; give a new one a higher number");
        } else {
            highest = number;
            begin(heard, Duration.ZERO);
            keep();
            note();
        }
    }

    private void tell(String sentence) {
        if (!sentence.equals(told)) {
            told = sentence;
            complaints.accept(sentence);
        }
    }

    @Override
    public void look(long nowNanos) {
        if (nowNanos >= lookDueNanos) {
            keep();
            note();
        }
    }

    /** A list that cannot be kept is in force all the same, and tried again: whom it refuses is refused now. */
    private void keep() {
        long nowNanos = time.monotonicNanos();
        lookDueNanos = nowNanos + KeptAge.KEPT_NANOS;
        var now = inForce;
        if (now.isEmpty()) {
            return;
        }
        var list = Optional.of(now.get().signed());
        try {
            if (!kept.equals(list)) {
                WholeFile.writeSecret(folder.resolve(LIST), list.get().file());
                kept = list;
            }
            new KeptAge(highest, now.get().heardAgo(nowNanos).toNanos(), nowNanos, time.boot()).write(folder);
            keepingFails = false;
        } catch (IOException failed) {
            if (!keepingFails) {
                keepingFails = true;
                complaints.accept("keep the list of cards in " + folder + ": " + failed.getMessage()
                        + "; it is in force until the next start; check the data folder");
            }
        }
    }
}
