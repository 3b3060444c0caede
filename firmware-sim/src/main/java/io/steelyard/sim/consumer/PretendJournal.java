package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.SignedFact;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A journal that no gateway has: its facts are chained, signed and worded like those of one. Mutable, one owner. */
final class PretendJournal {
    /** What facts say that are of no interest but for their place. */
    static final String AT = "2026-11-21T08:05:12.341Z";
    static final String LINK_UP = "{\"device\":\"bay-1-scale\",\"event\":\"link-up\",\"address\":\"tcp://scale:1\"}";

    private final String gateway;
    private final KeyPair key;
    private final String id = UUID.randomUUID().toString();
    private final List<SignedFact> facts = new ArrayList<>();

    PretendJournal(String gateway, KeyPair key) {
        this.gateway = gateway;
        this.key = key;
    }

    String id() {
        return id;
    }

    /** The fact of that number, which was written before. */
    SignedFact fact(long seq) {
        return facts.get((int) seq - 1);
    }

    /** Writes so many facts of no interest. */
    List<SignedFact> write(int count) {
        List<SignedFact> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            written.add(write("device", AT, LINK_UP));
        }
        return written;
    }

    SignedFact write(String type, String at, String data) {
        return write(type, at, data, "");
    }

    /** @param more further properties, each with a comma before it */
    SignedFact write(String type, String at, String data, String more) {
        SignedFact fact = sign(json(facts.size() + 1, type, at, data, more), key);
        facts.add(fact);
        return fact;
    }

    /** The fact that would stand under that number if another thing had happened; not written. */
    SignedFact another(long seq) {
        return sign(json(seq, "device", AT, "{\"device\":\"bay-9-scale\",\"event\":\"link-lost\"}", ""), key);
    }

    /** The same fact, signed by somebody else. */
    static SignedFact signedBy(KeyPair stranger, SignedFact fact) {
        return SignedFact.signedBy(stranger, fact.bytes());
    }

    /** The fact with a byte changed and its old signature. */
    static SignedFact altered(SignedFact fact) {
        byte[] bytes = new String(fact.bytes(), StandardCharsets.UTF_8).replace("bay-1", "bay-2")
                .getBytes(StandardCharsets.UTF_8);
        return new SignedFact(bytes, fact.signature(), fact.keyId());
    }

    private static SignedFact sign(String json, KeyPair key) {
        return SignedFact.signedBy(key, json.getBytes(StandardCharsets.UTF_8));
    }

    private String json(long seq, String type, String at, String data, String more) {
        String prev = seq == 1 ? FactHeader.NO_PREVIOUS : fact(seq - 1).link();
        String uuid = "0193%s-%s-7%s-8000-%012x".formatted(id.substring(0, 4), id.substring(4, 8), id.substring(9, 12),
                seq);
        return "{\"id\":\"" + uuid + "\",\"type\":\"" + type + "\",\"gateway\":\""
                + gateway + "\",\"journal\":\"" + id + "\",\"seq\":" + seq + ",\"prev\":\"" + prev + "\",\"at\":\"" + at
                + "\",\"clock\":{\"trusted\":true,\"boot\":\"consumer-test\",\"uptimeMs\":" + seq
                + "},\"software\":\"steelyard consumer-test\",\"data\":" + data + more + "}";
    }
}
