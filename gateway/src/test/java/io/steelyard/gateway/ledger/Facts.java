package io.steelyard.gateway.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal written by hand: each fact a minute after the one before, from 08:00 on. */
final class Facts {
    static final String JOURNAL = "910a2dec-8902-5cc1-beeb-8da1658eec67";
    private static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");
    private static final long SECONDS_APART = 60;

    private final List<byte[]> facts = new ArrayList<>();

    long weighing(String net, String material, String unpaid, String points) {
        return add("weighing", weight(net) + booked(material, unpaid, points));
    }

    long manual(String net, String material, String points) {
        return add("manual", weight(net) + booked(material, "0.00", points));
    }

    private static String weight(String net) {
        return "\"station\":\"bay-1\",\"net\":\"" + net + "\",\"unit\":\"KGM\",";
    }

    private static String booked(String material, String unpaid, String points) {
        return "\"bag\":\"B-" + material + "\",\"household\":null,\"material\":\"" + material + "\",\"unpaid\":\""
                + unpaid
                + "\",\"operator\":null,\"points\":{\"value\":\"" + points
                + "\",\"perKilogram\":\"1.00\",\"tariff\":\"t\"}";
    }

    long makeVoid(long seq) {
        return add("void", reference("refers", JOURNAL, seq));
    }

    long makeVoid(String journal, long seq) {
        return add("void", reference("refers", journal, seq));
    }

    long correction(long seq, String material, String unpaid, String points) {
        return add("correction", reference("refers", JOURNAL, seq) + "," + booked(material, unpaid, points));
    }

    long opened() {
        return add("shift", "\"event\":\"opened\",\"operator\":\"w\"");
    }

    long closed(long opened) {
        return add("shift", "\"event\":\"closed\",\"operator\":null," + reference("opened", JOURNAL, opened));
    }

    long device() {
        return add("device", "\"device\":\"bay-1-scale\",\"event\":\"link-up\"");
    }

    private static String reference(String name, String journal, long seq) {
        return "\"" + name + "\":{\"journal\":\"" + journal + "\",\"seq\":" + seq + ",\"id\":\"id-" + seq + "\"}";
    }

    private long add(String type, String data) {
        long seq = facts.size() + 1L;
        facts.add(("{\"id\":\"id-" + seq + "\",\"type\":\"" + type + "\",\"journal\":\"" + JOURNAL + "\",\"seq\":" + seq
                + ",\"at\":\"" + BEGIN.plusSeconds(seq * SECONDS_APART) + "\",\"data\":{" + data + "}}")
                .getBytes(StandardCharsets.UTF_8));
        return seq;
    }

    List<byte[]> all() {
        return facts;
    }
}
