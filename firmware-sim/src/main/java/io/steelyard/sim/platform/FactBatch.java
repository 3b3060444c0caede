package io.steelyard.sim.platform;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Consecutive facts of one journal as they travel on {@code …/facts/backfill}: gzip over the facts joined by line feeds,
 * where every fact but the first says {@code "prev":""}. What stood there is the hash of the fact before, so the receiver
 * puts it in again; if it rebuilds one byte wrongly, the signature of the last fact fails. Whether the lines are facts at
 * all is not asked here.
 *
 * @param facts with the exact bytes as journaled, 1 to {@link #FACTS_MAX}; each vouched for by the next, the last by the message
 */
public record FactBatch(List<SignedFact> facts) implements BatchReading {
    /** Most facts of one batch. */
    public static final int FACTS_MAX = 100;
    /** Longest batch before gzip. */
    public static final int PLAIN_BYTES_MAX = 256 * 1024;

    private static final byte[] EMPTY_PREV = "\"prev\":\"\"".getBytes(StandardCharsets.US_ASCII);
    /** Where the link goes: before the last quote. */
    private static final int LINK_OFFSET = EMPTY_PREV.length - 1;
    private static final int LINK_CHARS = 43;

    /** Unpacks and rebuilds. Never throws, and never unpacks more than is allowed, whatever the payload is. */
    static BatchReading of(byte[] payload) {
        byte[] plain;
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            plain = gzip.readNBytes(PLAIN_BYTES_MAX + 1);
        } catch (IOException e) {
            return new BatchReading.Unreadable("not whole gzip: " + e.getMessage());
        }
        if (plain.length > PLAIN_BYTES_MAX) {
            return new BatchReading.Unreadable("longer than " + PLAIN_BYTES_MAX + " bytes when unpacked");
        }
        return rebuild(plain);
    }

    /** Packs facts as a gateway does: whole bytes in, payload out. */
    public static byte[] pack(List<byte[]> facts) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < facts.size(); i++) {
                byte[] fact = facts.get(i);
                if (i > 0) {
                    gzip.write('\n');
                }
                int prev = i == 0 ? -1 : indexOf(fact, "\"prev\":\"".getBytes(StandardCharsets.US_ASCII));
                if (prev < 0) {
                    gzip.write(fact);
                } else {
                    gzip.write(fact, 0, prev + LINK_OFFSET);
                    gzip.write(fact, prev + LINK_OFFSET + LINK_CHARS, fact.length - prev - LINK_OFFSET - LINK_CHARS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing fails in memory", e);
        }
        return packed.toByteArray();
    }

    private static BatchReading rebuild(byte[] plain) {
        List<SignedFact> facts = new ArrayList<>(FACTS_MAX);
        int start = 0;
        while (start <= plain.length) {
            int end = start;
            while (end < plain.length && plain[end] != '\n') {
                end++;
            }
            if (facts.size() == FACTS_MAX) {
                return new BatchReading.Unreadable("more than " + FACTS_MAX + " facts");
            }
            byte[] line = Arrays.copyOfRange(plain, start, end);
            facts.add(SignedFact.vouchedForByTheNext(facts.isEmpty() ? line : linked(line, facts.getLast())));
            start = end + 1;
        }
        return new FactBatch(facts);
    }

    /** The first empty prev is the fact's own: quotes inside a text are escaped, and data comes after it. */
    private static byte[] linked(byte[] line, SignedFact before) {
        int at = indexOf(line, EMPTY_PREV);
        if (at < 0) {
            return line;
        }
        byte[] link = before.link().getBytes(StandardCharsets.US_ASCII);
        byte[] fact = new byte[line.length + link.length];
        System.arraycopy(line, 0, fact, 0, at + LINK_OFFSET);
        System.arraycopy(link, 0, fact, at + LINK_OFFSET, link.length);
        System.arraycopy(line, at + LINK_OFFSET, fact, at + LINK_OFFSET + link.length, line.length - at - LINK_OFFSET);
        return fact;
    }

    private static int indexOf(byte[] bytes, byte[] sought) {
        for (int at = 0; at <= bytes.length - sought.length; at++) {
            if (bytes[at] == sought[0] && Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
                return at;
            }
        }
        return -1;
    }
}
