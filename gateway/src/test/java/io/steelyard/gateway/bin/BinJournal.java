package io.steelyard.gateway.bin;

import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.ledger.BinLedger;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commits that number what they are given, hold it against the contract, tell the ledger, and then whoever offered it. */
final class BinJournal implements Commits {
    static final String ID = "910a2dec-8902-5cc1-beeb-8da1658eec67";
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper READER = JsonMapper.builder().build();

    private record Waiting(Draft draft, Completion whenDone) {}

    private final List<byte[]> facts = new ArrayList<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Consumer<String> log;
    private BinLedger ledger = new BinLedger();
    private boolean refuses;

    BinJournal(Consumer<String> log) {
        this.log = log;
    }

    void refuses(boolean refuses) {
        this.refuses = refuses;
    }

    @Override
    public boolean offer(Draft draft, Completion whenDone) {
        if (refuses) {
            return false;
        }
        waiting.add(new Waiting(draft, whenDone));
        return true;
    }

    boolean waits() {
        return !waiting.isEmpty();
    }

    /** The oldest draft that waits is durable. */
    void commits(long nowNanos) {
        var next = waiting.remove();
        long seq = write(next.draft());
        next.whenDone().committed(nowNanos, seq, id(seq));
    }

    /** The oldest draft that waits is durable, and nobody lives to hear it. */
    void commitsUnheard() {
        write(waiting.remove().draft());
    }

    private long write(Draft draft) {
        long seq = facts.size() + 1L;
        var type = draft.type().text();
        var fact = ("{\"id\":\"" + id(seq) + "\",\"type\":\"" + type + "\",\"gateway\":\"g\",\"journal\":\"" + ID
                + "\",\"seq\":" + seq + ",\"prev\":\"" + "A".repeat(43)
                + "\",\"at\":\"2026-11-21T08:00:00.000Z\",\"clock\":{\"trusted\":true,\"boot\":\"b\",\"uptimeMs\":1},"
                + "\"software\":\"s\",\"data\":" + text(draft.data()) + "}").getBytes(StandardCharsets.UTF_8);
        Contract.assertFits("fact", fact);
        facts.add(fact);
        ledger.add(fact);
        log.accept("wrote " + type + json(fact).path("data").path("event").asString("").transform(
                event -> event.isEmpty() ? "" : " " + event));
        return seq;
    }

    private static String id(long seq) {
        return "01a1fd1e-97b8-7f61-9afc-%012d".formatted(seq);
    }

    private static String text(FactData data) {
        var out = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            data.writeTo(json);
            json.writeEndObject();
        }
        return out.toString();
    }

    void fails(long nowNanos) {
        waiting.remove().whenDone().failed(nowNanos, "the disk is full");
    }

    /** The process ends: what waits is lost. The next one folds the facts anew. */
    BinLedger restarts() {
        waiting.clear();
        return fold(0);
    }

    /** What is known from the facts after that number. */
    BinLedger fold(int after) {
        ledger = new BinLedger();
        facts.subList(after, facts.size()).forEach(ledger::add);
        return ledger;
    }

    BinLedger ledger() {
        return ledger;
    }

    /** All facts. */
    List<JsonNode> facts() {
        return facts.stream().map(BinJournal::json).toList();
    }

    /** The {@code data} of the facts of that type. */
    List<JsonNode> data(String type) {
        return facts().stream().filter(fact -> fact.get("type").asString().equals(type)).map(fact -> fact.get("data"))
                .toList();
    }

    private static JsonNode json(byte[] fact) {
        return READER.readTree(fact);
    }
}
