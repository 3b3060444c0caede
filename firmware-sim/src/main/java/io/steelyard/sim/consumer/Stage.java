package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.FactBatch;
import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.SignedFact;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where a trial is played: it sends, it listens, and it notes what the consumer did wrong. One owner. */
final class Stage {
    static final String CITY = "consumer-test";
    static final String GATEWAY = "consumer-test-0001";
    static final String ROOT = "steelyard/v1/" + CITY + "/" + GATEWAY;

    private static final long STARTS_MILLIS_MAX = 60_000;
    private static final long ASK_MILLIS = 2_000;

    /**
     * How long is waited.
     *
     * @param patienceMillis for an acknowledgement that must come
     * @param pauseMillis for one that must not
     */
    record Waits(long patienceMillis, long pauseMillis) {}

    private final Line line;
    private final KeyPair gatewayKey;
    private final PublicKey consumerKey;
    private final Waits waits;
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    Stage(Line line, KeyPair gatewayKey, PublicKey consumerKey, Waits waits) {
        this.line = line;
        this.gatewayKey = gatewayKey;
        this.consumerKey = consumerKey;
        this.waits = waits;
    }

    /** Sends a fact again and again until somebody answers, or patience ends: the consumer may only just be starting. */
    void awaitsConsumer() throws IOException, InterruptedException {
        PretendJournal journal = journal();
        SignedFact first = journal.write(1).getFirst();
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STARTS_MILLIS_MAX);
        Optional<Line.Heard> answer = Optional.empty();
        while (answer.isEmpty() && millisTo(untilNanos) > 0) {
            live(first);
            answer = line.hear(ASK_MILLIS);
        }
        answer.ifPresent(this::heard);
    }

    /** What was found since last asked, each sentence once. */
    List<String> takeFaults() {
        List<String> found = faults.stream().distinct().toList();
        faults.clear();
        return found;
    }

    /** What was really sent, of all journals so far. */
    List<Sent> everything() {
        return List.copyOf(sent.values());
    }

    PretendJournal journal() {
        PretendJournal journal = new PretendJournal(GATEWAY, gatewayKey);
        sent.put(journal.id(), new Sent(journal));
        return journal;
    }

    /** Any bytes under the gateway's own signature. */
    SignedFact signed(byte[] bytes) {
        return SignedFact.signedBy(gatewayKey, bytes);
    }

    /** Sends a written fact by itself. */
    void live(SignedFact fact) throws IOException, InterruptedException {
        came(fact);
        whatever(ROOT, fact);
    }

    void live(List<SignedFact> facts) throws IOException, InterruptedException {
        for (SignedFact fact : facts) {
            live(fact);
        }
    }

    /** Sends written facts as one batch. */
    void batch(List<SignedFact> facts) throws IOException, InterruptedException {
        facts.forEach(this::came);
        batch(facts, facts.getLast());
    }

    /** Sends as a batch what need not be one; it counts as nothing. */
    void batch(List<SignedFact> facts, SignedFact signer) throws IOException, InterruptedException {
        whatever("/facts/backfill", FactBatch.pack(facts.stream().map(SignedFact::bytes).toList()), signer,
                "application/gzip");
    }

    /** Sends a fact that counts as nothing, however it looks. */
    void whatever(String root, SignedFact fact) throws IOException, InterruptedException {
        Map<String, String> properties = new LinkedHashMap<>();
        String type = "device";
        if (FactHeader.of(fact.bytes()) instanceof FactHeader header) {
            type = header.type();
            properties.putAll(
                    Map.of("specversion", "1.0", "id", header.id(), "source", "/steelyard/" + CITY + "/" + GATEWAY,
                            "type", "io.steelyard." + type + ".v1", "time", header.at()));
        }
        properties.putAll(vouching(fact));
        line.publish(root + "/facts/live/" + type, fact.bytes(), properties, "application/json");
    }

    /** Sends any bytes under the signature of a fact. */
    void whatever(String topic, byte[] payload, SignedFact signer, String contentType)
            throws IOException, InterruptedException {
        line.publish(ROOT + topic, payload, vouching(signer), contentType);
    }

    private static Map<String, String> vouching(SignedFact fact) {
        return fact.isSigned()
                ? Map.of("signature", Base64.getEncoder().encodeToString(fact.signature()), "keyid", fact.keyId())
                : Map.of();
    }

    /** A fact that was salvaged counts as sent. */
    void came(SignedFact fact) {
        if (FactHeader.of(fact.bytes()) instanceof FactHeader header) {
            Sent book = sent.get(header.journal());
            if (book != null) {
                book.add(header.seq());
            }
        }
    }

    /** Gives the consumer time to say what it should not. */
    void pause() throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waits.pauseMillis());
        do {
            line.hear(millisTo(untilNanos)).ifPresent(this::heard);
        } while (millisTo(untilNanos) > 0);
        drain();
    }

    /** Waits until the consumer says that it has what it was sent of a journal, and notes when it does not. */
    void settles(PretendJournal journal) throws IOException, InterruptedException {
        Sent book = sent(journal);
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waits.patienceMillis());
        drain();
        while (!book.isSettled() && millisTo(untilNanos) > 0) {
            line.hear(millisTo(untilNanos)).ifPresent(this::heard);
        }
        book.unsettled().ifPresent(faults::add);
    }

    /** Notes when nobody who comes later finds the word on this journal. */
    void isRetained(PretendJournal journal) throws IOException, InterruptedException {
        Optional<AckWord> kept = line.retained().flatMap(heard -> AckWord.of(heard.payload()));
        if (kept.filter(word -> word.journal().equals(journal.id())).isEmpty()) {
            faults.add("its acknowledgement is not retained: a gateway that comes back does not find it");
        }
    }

    private void drain() throws IOException, InterruptedException {
        for (var next = line.hear(0); next.isPresent(); next = line.hear(0)) {
            heard(next.get());
        }
    }

    private void heard(Line.Heard heard) {
        if (!genuine(heard)) {
            faults.add("an acknowledgement of it was not signed with platform.key: a gateway ignores it");
            return;
        }
        Optional<AckWord> word = AckWord.of(heard.payload());
        if (word.isEmpty()) {
            faults.add("an acknowledgement of it is not what the contract says");
            return;
        }
        Sent book = sent.get(word.get().journal());
        if (book != null) {
            faults.addAll(book.faults(word.get()));
        } else if (word.get().through() > 0) {
            faults.add("it acknowledged facts of journal " + word.get().journal() + ", which nobody has");
        }
    }

    private boolean genuine(Line.Heard heard) {
        try {
            return SignedFact.isGenuine(heard.payload(), Base64.getDecoder().decode(heard.signature()), consumerKey);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Sent sent(PretendJournal journal) {
        Sent book = sent.get(journal.id());
        if (book == null) {
            throw new IllegalArgumentException("a journal of another stage: " + journal.id());
        }
        return book;
    }

    private static long millisTo(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime()));
    }
}
