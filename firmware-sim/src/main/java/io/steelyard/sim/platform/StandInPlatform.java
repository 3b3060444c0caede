package io.steelyard.sim.platform;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The platform's rules without its network: verifies facts, stores each exactly once by (gateway, journal, seq), and
 * acknowledges what it has. Pure: no I/O, no thread, no clock. One owner.
 *
 * <p>It is evidence for the judge as much as a platform, so it keeps everything that ever arrived, without a bound.
 * A key vouches for bytes; which gateway a key belongs to is not known here, so every trusted key may sign for any.
 */
public final class StandInPlatform {
    /** An acknowledgement lists at most this many gaps, the lowest; {@code through} is the promise, gaps are a hint. */
    public static final int MISSING_RANGES_MAX = 100;

    private final Map<String, PublicKey> trusted;
    private final KeyPair own;
    private final Map<JournalName, JournalCopy> journals = new LinkedHashMap<>();
    private final Doubts doubts = new Doubts();
    private final List<SignedFact> arrivals = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * A platform that has seen nothing.
     *
     * @param trusted the gateways' public keys by key id, copied
     * @param own the platform's Ed25519 key pair, signs acknowledgements and commands
     */
    public StandInPlatform(Map<String, PublicKey> trusted, KeyPair own) {
        this.trusted = new HashMap<>(trusted);
        this.own = own;
    }

    /** Trusts one more gateway key from now on. */
    public void trust(PublicKey key) {
        trusted.put(KeyFiles.keyId(key), key);
    }

    public boolean trusts(String keyId) {
        return trusted.containsKey(keyId);
    }

    /** Takes a fact from the wire. What it salvaged arrives with it. */
    public Verdict receive(SignedFact fact) {
        arrivals.add(fact);
        return judge(fact);
    }

    /** Notes a fact from the wire that must not be kept whatever it says, for instance because its topic lies. */
    public Verdict refuse(SignedFact fact, String why) {
        arrivals.add(fact);
        return refused(fact, why);
    }

    /**
     * Takes a batch from the wire, whole or not at all. One that is refused is listed in {@code missing}, so that its facts
     * come one by one and the bad one can be told.
     *
     * @param gateway on whose topic it came
     * @param payload see {@link FactBatch}
     * @param signature of the last fact
     */
    public BatchVerdict receiveBatch(String gateway, byte[] payload, byte[] signature, String keyId) {
        return switch (FactBatch.of(payload)) {
            case BatchReading.Unreadable(String why) -> {
                refuse(new SignedFact(payload, signature, keyId), "batch " + why);
                yield new BatchVerdict.Refused("batch " + why);
            }
            case FactBatch(List<SignedFact> unsigned) -> {
                List<SignedFact> facts = signedByTheLast(unsigned, signature, keyId);
                arrivals.addAll(facts);
                yield judge(gateway, facts);
            }
        };
    }

    /**
     * Takes back facts stored in an earlier life, in the order stored. They are checked like any others but are no
     * arrivals; one without a signature counts only if the next one is its successor and is genuine. With fewer facts than
     * were once stored this is a platform that lost its memory back to that point.
     */
    public void restore(List<SignedFact> facts) {
        List<SignedFact> run = new ArrayList<>();
        for (SignedFact fact : facts) {
            run.add(fact);
            if (fact.isSigned()) {
                restoreRun(run);
                run.clear();
            }
        }
        run.forEach(fact -> refused(fact, "no signed fact follows that vouches for it"));
    }

    private void restoreRun(List<SignedFact> run) {
        if (run.size() == 1) {
            judge(run.getFirst());
        } else if (FactHeader.of(run.getFirst().bytes()) instanceof FactHeader first) {
            judge(first.gateway(), run);
        }
    }

    private Verdict judge(SignedFact fact) {
        PublicKey key = trusted.get(fact.keyId());
        if (key == null) {
            return refused(fact, "unknown key " + fact.keyId());
        }
        FactReading reading = FactHeader.of(fact.bytes());
        boolean known = reading instanceof FactHeader header && copy(header).keeps(header, fact);
        if (!known && !Signatures.genuine(fact.bytes(), fact.signature(), key)) {
            return refused(fact, "bad signature by key " + fact.keyId());
        }
        return switch (reading) {
            case FactReading.Malformed(String why) -> refused(fact, "malformed: " + why);
            case FactHeader header -> keep(header, fact);
        };
    }

    private BatchVerdict judge(String gateway, List<SignedFact> facts) {
        List<FactHeader> headers = new ArrayList<>(facts.size());
        Optional<String> fault = Optional.empty();
        for (int i = 0; i < facts.size() && fault.isEmpty(); i++) {
            switch (FactHeader.of(facts.get(i).bytes())) {
                case FactReading.Malformed(String why) ->
                    fault = Optional.of("fact " + (i + 1) + " is malformed: " + why);
                case FactHeader header -> {
                    fault = BatchRules.misplaced(gateway, headers, header);
                    headers.add(header);
                }
            }
        }
        SignedFact last = facts.getLast();
        if (fault.isEmpty()) {
            fault = vouchedFor(last).or(() -> BatchRules.contradiction(copy(headers.getFirst()), headers, facts));
        }
        if (fault.isPresent()) {
            if (!headers.isEmpty() && trusts(last.keyId()) && headers.getFirst().gateway().equals(gateway)) {
                FactHeader first = headers.getFirst();
                doubts.add(JournalName.of(first), new SeqRange(first.seq(), first.seq() + facts.size() - 1));
            }
            String why = "batch refused: " + fault.get();
            refused(last, why);
            return new BatchVerdict.Refused(why);
        }
        List<Verdict> verdicts = new ArrayList<>(facts.size());
        for (int i = 0; i < facts.size(); i++) {
            verdicts.add(keep(headers.get(i), facts.get(i)));
        }
        return new BatchVerdict.Taken(facts, verdicts);
    }

    private Optional<String> vouchedFor(SignedFact last) {
        PublicKey key = trusted.get(last.keyId());
        if (key == null) {
            return Optional.of("unknown key " + last.keyId());
        }
        return Signatures.genuine(last.bytes(), last.signature(), key)
                ? Optional.empty()
                : Optional.of("the signature by key " + last.keyId() + " does not fit its last fact as rebuilt");
    }

    private Verdict keep(FactHeader header, SignedFact fact) {
        Verdict verdict = journals.computeIfAbsent(JournalName.of(header), _ -> new JournalCopy()).keep(header, fact,
                refusals);
        if (verdict instanceof Verdict.Refused(String why)) {
            refusals.add(new Refusal(fact, why));
        } else if (!(verdict instanceof Verdict.Duplicate) && header.type().equals(Salvage.TYPE)) {
            Salvage.inner(fact.bytes()).ifPresentOrElse(this::receive,
                    () -> refused(fact, "it holds no salvaged fact that can be read"));
        }
        return verdict;
    }

    private Verdict.Refused refused(SignedFact fact, String why) {
        refusals.add(new Refusal(fact, why));
        return new Verdict.Refused(why);
    }

    private JournalCopy copy(FactHeader header) {
        return journals.getOrDefault(JournalName.of(header), new JournalCopy());
    }

    private static List<SignedFact> signedByTheLast(List<SignedFact> unsigned, byte[] signature, String keyId) {
        List<SignedFact> facts = new ArrayList<>(unsigned);
        facts.set(facts.size() - 1, new SignedFact(facts.getLast().bytes(), signature, keyId));
        return facts;
    }

    /** What the platform says it has of a journal, signed; empty when there is nothing to say of it. */
    public Optional<SignedAck> ack(String gateway, String journal) {
        JournalName name = new JournalName(gateway, journal);
        JournalCopy copy = journals.getOrDefault(name, new JournalCopy());
        List<SeqRange> doubted = doubts.beyond(name, copy.gaps());
        return copy.isEmpty() && doubted.isEmpty()
                ? Optional.empty()
                : Optional.of(SignedAck.of(journal, copy, doubted, MISSING_RANGES_MAX, own));
    }

    /** Asks a gateway for facts of a journal once more. They come as batches, and are duplicates like any others. */
    public SignedCommand replay(String journal, SeqRange range) {
        return SignedCommand.replay(journal, range, own);
    }

    /** Says which cards a gateway is to know; signed, to be published retained. */
    public CardsDocument cards(CardsDocument.Edition edition, Collection<String> allow, Collection<String> deny,
            Collection<String> crew) {
        return CardsDocument.of(edition, allow, deny, crew, own);
    }

    /** The journals of a gateway of which there is something to say, see {@link #ack}. */
    public List<String> journals(String gateway) {
        return Stream.concat(journals.keySet().stream(), doubts.journals().stream())
                .filter(name -> name.gateway().equals(gateway)).map(JournalName::journal).distinct()
                .filter(journal -> ack(gateway, journal).isPresent()).toList();
    }

    /** What is stored of a journal, by sequence; facts held behind a gap included. */
    public List<SignedFact> stored(String gateway, String journal) {
        JournalCopy copy = journals.get(new JournalName(gateway, journal));
        return copy == null ? List.of() : copy.stored();
    }

    /** All that is stored, journal by journal, by sequence within each. */
    public List<SignedFact> stored() {
        return journals.values().stream().flatMap(copy -> copy.stored().stream()).toList();
    }

    /** Everything received, in order of arrival, the duplicates and the refused too. */
    public List<SignedFact> arrivals() {
        return List.copyOf(arrivals);
    }

    /** What was not kept and why, in the order it was found out; of a batch, its last fact stands for all. */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** The refusals after the first so many. */
    List<Refusal> refusals(int known) {
        return List.copyOf(refusals.subList(known, refusals.size()));
    }
}
