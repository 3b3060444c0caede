package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.Salvage;
import io.steelyard.sim.platform.SignedFact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A consumer written from the contract's page, which answers at once; it may be told what to be careless about. */
final class PlainConsumer implements Line {
    private static final int PLAIN_BYTES_MAX = 256 * 1024;
    private static final int LARGE_BYTES = 16 * 1024;
    private static final Set<String> TYPES = Set.of("weighing", "device", "config", "clock", "salvaged");

    private record Kept(FactHeader header, SignedFact fact) {}

    private final Set<Carelessness> careless;
    private final String gatewayKeyId;
    private final KeyPair gatewayKey;
    private final KeyPair own;
    private final Map<String, Kept> stored = new HashMap<>();
    private final Map<String, Integer> messages = new HashMap<>();
    private final List<String> storedLines = new ArrayList<>();
    private final Queue<Heard> heard = new ArrayDeque<>();
    private @Nullable Heard retained;
    private boolean dead;

    PlainConsumer(Set<Carelessness> careless, KeyPair gatewayKey, KeyPair own) {
        this.careless = careless;
        this.gatewayKey = gatewayKey;
        this.gatewayKeyId = SignedFact.signedBy(gatewayKey, new byte[0]).keyId();
        this.own = own;
    }

    List<String> storedLines() {
        return storedLines;
    }

    private boolean is(Carelessness one) {
        return careless.contains(one);
    }

    @Override
    public void publish(String topic, byte[] payload, Map<String, String> properties, String contentType) {
        if (dead) {
            return;
        }
        byte[] signature = Base64.getDecoder().decode(properties.getOrDefault("signature", ""));
        SignedFact envelope = new SignedFact(payload, signature, properties.getOrDefault("keyid", ""));
        String gateway = topic.split("/", -1)[3];
        if (topic.endsWith("/backfill")) {
            batch(gateway, envelope);
        } else if (is(Carelessness.BELIEVES_FORGED) || trusts(envelope)) {
            take(gateway, envelope);
        }
    }

    private boolean trusts(SignedFact fact) {
        boolean known = fact.keyId().equals(gatewayKeyId);
        return known
                ? SignedFact.isGenuine(fact.bytes(), fact.signature(), gatewayKey.getPublic())
                : is(Carelessness.BELIEVES_STRANGERS) && fact.isSigned();
    }

    private void batch(String gateway, SignedFact envelope) {
        List<byte[]> facts = is(Carelessness.KNOWS_NO_BATCHES) ? List.of() : unpacked(envelope.bytes());
        if (facts.isEmpty()) {
            return;
        }
        SignedFact last = new SignedFact(facts.getLast(), envelope.signature(), envelope.keyId());
        if (is(Carelessness.BELIEVES_BATCHES) || trusts(last)) {
            facts.forEach(fact -> take(gateway, SignedFact.vouchedForByTheNext(fact)));
        }
    }

    private List<byte[]> unpacked(byte[] payload) {
        byte[] plain;
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            plain = gzip.readNBytes(is(Carelessness.UNPACKS_WITHOUT_A_BOUND) ? Integer.MAX_VALUE : PLAIN_BYTES_MAX + 1);
        } catch (IOException _) {
            return List.of();
        }
        dead = is(Carelessness.UNPACKS_WITHOUT_A_BOUND) && plain.length > PLAIN_BYTES_MAX;
        List<byte[]> facts = new ArrayList<>();
        for (String line : plain.length > PLAIN_BYTES_MAX
                ? new String[0]
                : new String(plain, StandardCharsets.UTF_8).split("\n", -1)) {
            String link = facts.isEmpty() ? "" : SignedFact.vouchedForByTheNext(facts.getLast()).link();
            facts.add(line.replaceFirst("\"prev\":\"\"", "\"prev\":\"" + link + "\"").getBytes(StandardCharsets.UTF_8));
        }
        return facts;
    }

    private void take(String gateway, SignedFact fact) {
        if (!(FactHeader.of(fact.bytes()) instanceof FactHeader header)) {
            dead = is(Carelessness.DIES_OF_MALFORMED);
            return;
        }
        boolean elsewhere = !header.gateway().equals(gateway) && !is(Carelessness.BELIEVES_THE_FACT_AND_NOT_THE_TOPIC);
        String text = new String(fact.bytes(), StandardCharsets.UTF_8);
        if (elsewhere || letsGo(header, fact, text)) {
            return;
        }
        messages.merge(header.journal(), 1, Integer::sum);
        keep(header, fact);
        acknowledge(header);
        if (header.type().equals(Salvage.TYPE) && !is(Carelessness.KNOWS_NO_SALVAGE)) {
            Salvage.inner(fact.bytes()).filter(inner -> is(Carelessness.BELIEVES_WHAT_IS_SALVAGED) || trusts(inner))
                    .ifPresent(inner -> take(gateway, inner));
        }
    }

    private boolean letsGo(FactHeader header, SignedFact fact, String text) {
        int year = Integer.parseInt(header.at().substring(0, 4));
        return is(Carelessness.LETS_GO_ODD_DATES) && (year < 2000 || year > 2030)
                || is(Carelessness.LETS_GO_UNKNOWN_TYPES) && !TYPES.contains(header.type())
                || is(Carelessness.LETS_GO_UNKNOWN_EVENTS) && text.contains("\"sang\"")
                || is(Carelessness.READS_THE_LAST_SEQ_IT_FINDS) && text.contains("\"seq\":99")
                || is(Carelessness.LETS_GO_LARGE_FACTS) && fact.bytes().length > LARGE_BYTES
                || is(Carelessness.LETS_GO_WHAT_COMES_BEHIND_A_GAP) && header.seq() > prefix(header.journal(), 1) + 1;
    }

    private void keep(FactHeader header, SignedFact fact) {
        String key = is(Carelessness.KEYS_BY_TIME)
                ? header.journal() + Instant.parse(header.at())
                : (is(Carelessness.FORGETS_THE_JOURNAL) ? "" : header.journal()) + "/" + header.seq();
        Kept known = stored.get(key);
        boolean another = known != null && !Arrays.equals(known.fact().bytes(), fact.bytes());
        if (known == null || another && is(Carelessness.OVERWRITES)) {
            stored.put(key, new Kept(header, fact));
        }
        if (known == null || is(Carelessness.STORES_DUPLICATES)) {
            storedLines.add(header.journal() + "\t" + header.seq() + "\t" + StoredLines.sha256(fact.bytes()));
        }
    }

    private Map<Long, SignedFact> journal(String journal) {
        Map<Long, SignedFact> facts = new TreeMap<>();
        stored.values().stream().filter(kept -> kept.header().journal().equals(journal))
                .forEach(kept -> facts.put(kept.header().seq(), kept.fact()));
        return facts;
    }

    private long prefix(String journal, long first) {
        Map<Long, SignedFact> facts = journal(journal);
        long next = first;
        while (facts.containsKey(next)) {
            next++;
        }
        return next - 1;
    }

    private void acknowledge(FactHeader header) {
        Map<Long, SignedFact> facts = journal(header.journal());
        long highest = facts.keySet().stream().mapToLong(seq -> seq).max().orElse(0);
        long lowest = facts.keySet().stream().mapToLong(seq -> seq).min().orElse(1);
        long through = is(Carelessness.ACKNOWLEDGES_EVERY_MESSAGE)
                ? messages.getOrDefault(header.journal(), 0)
                : is(Carelessness.ACKNOWLEDGES_THE_HIGHEST)
                        ? highest
                        : prefix(header.journal(), is(Carelessness.STARTS_WHERE_IT_BEGINS) ? lowest : 1);
        SignedFact last = facts.get(through);
        byte[] payload = ("{\"journal\":\"" + header.journal() + "\",\"through\":" + through
                + (last == null ? "" : ",\"link\":\"" + last.link() + "\"") + "}").getBytes(StandardCharsets.UTF_8);
        SignedFact signed = SignedFact.signedBy(is(Carelessness.SIGNS_WITH_ANOTHER_KEY) ? gatewayKey : own, payload);
        retained = new Heard(payload, Base64.getEncoder().encodeToString(signed.signature()));
        heard.add(retained);
    }

    @Override
    public Optional<Heard> hear(long waitMillis) {
        return Optional.ofNullable(heard.poll());
    }

    @Override
    public Optional<Heard> retained() {
        return is(Carelessness.DOES_NOT_RETAIN) ? Optional.empty() : Optional.ofNullable(retained);
    }
}
