package io.steelyard.sim.platform;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The platform's rules without its network: verifies facts, stores each exactly once by (gateway, journal, seq), and
 * acknowledges what it has. Pure: no I/O, no thread, no clock. One owner.
 *
 * <p>It is evidence for the judge as much as a platform, so it keeps everything that ever arrived, without a bound.
 * A key vouches for bytes; which gateway a key belongs to is not known here, so every trusted key may sign for any.
 */
public final class StandInPlatform {
    /** An acknowledgement lists at most this many gaps, the lowest; {@code through} is the promise, gaps are a hint. */
    public static final int MISSING_RANGES_MAX = 64;

    private record JournalName(String gateway, String journal) {}

    private final Map<String, PublicKey> trusted;
    private final KeyPair own;
    private final Map<JournalName, JournalCopy> journals = new LinkedHashMap<>();
    /** Once verified, a fact that comes again is compared instead: that is a hundred times cheaper. */
    private final Set<SignedFact> genuine = new HashSet<>();
    private final List<SignedFact> arrivals = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * A platform that has seen nothing.
     *
     * @param trusted the gateways' public keys by key id, copied
     * @param own the platform's Ed25519 key pair, signs acknowledgements
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

    /** Takes a fact from the wire. */
    public Verdict receive(SignedFact fact) {
        arrivals.add(fact);
        return keep(fact);
    }

    /** Notes a fact from the wire that must not be kept whatever it says, for instance because its topic lies. */
    public Verdict refuse(SignedFact fact, String why) {
        arrivals.add(fact);
        refusals.add(new Refusal(fact, why));
        return new Verdict.Refused(why);
    }

    /**
     * Takes back a fact stored in an earlier life, in the order stored. It is checked like any other but is no arrival.
     * With fewer facts than were once stored this is a platform that lost its memory back to that point.
     */
    public Verdict restore(SignedFact fact) {
        return keep(fact);
    }

    private Verdict keep(SignedFact fact) {
        Verdict verdict = judge(fact);
        if (verdict instanceof Verdict.Refused(String why)) {
            refusals.add(new Refusal(fact, why));
        }
        return verdict;
    }

    private Verdict judge(SignedFact fact) {
        PublicKey key = trusted.get(fact.keyId());
        if (key == null) {
            return new Verdict.Refused("unknown key " + fact.keyId());
        }
        if (!genuine.contains(fact) && !Signatures.genuine(fact.bytes(), fact.signature(), key)) {
            return new Verdict.Refused("bad signature by key " + fact.keyId());
        }
        genuine.add(fact);
        return switch (FactHeader.of(fact.bytes())) {
            case FactReading.Malformed(String why) -> new Verdict.Refused("malformed: " + why);
            case FactHeader header -> journals
                    .computeIfAbsent(new JournalName(header.gateway(), header.journal()), _ -> new JournalCopy())
                    .keep(header, fact, refusals);
        };
    }

    /** What the platform says it has of a journal, signed; empty when it never stored anything of it. */
    public Optional<SignedAck> ack(String gateway, String journal) {
        JournalCopy copy = journals.get(new JournalName(gateway, journal));
        if (copy == null || copy.isEmpty()) {
            return Optional.empty();
        }
        String missing = copy.missing(MISSING_RANGES_MAX).stream().map(gap -> "[" + gap[0] + "," + gap[1] + "]")
                .collect(Collectors.joining(","));
        String json = "{\"journal\":\"" + journal + "\",\"through\":" + copy.through() + ",\"missing\":[" + missing
                + "]}";
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        byte[] signature = Signatures.sign(payload, own.getPrivate());
        return Optional.of(new SignedAck(payload, signature, KeyFiles.keyId(own.getPublic()), copy.through()));
    }

    /** The journals of a gateway of which something is stored. */
    public List<String> journals(String gateway) {
        return journals.keySet().stream().filter(name -> name.gateway().equals(gateway)).map(JournalName::journal)
                .toList();
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

    /** What was not kept and why, in the order it was found out. */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }
}
