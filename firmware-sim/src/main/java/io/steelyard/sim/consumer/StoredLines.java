package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.SignedFact;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the consumer says that it stored: a line a fact, journal TAB seq TAB hexadecimal SHA-256 of the bytes. */
final class StoredLines {
    private static final int FIELDS = 3;

    private final Map<String, List<String>> hashesByName = new HashMap<>();

    /** Throws when a line is not one. */
    StoredLines(List<String> lines) throws IllegalArgumentException {
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(
                        "a line of what was stored is not journal, seq and SHA-256: " + line);
            }
            hashesByName.computeIfAbsent(fields[0] + "\t" + fields[1], _ -> new ArrayList<>()).add(fields[2]);
        }
    }

    /** What is wrong with what is stored of a journal. */
    List<String> faults(Sent sent) {
        List<String> faults = new ArrayList<>();
        String journal = sent.journal().id();
        for (long seq : sent.seqs()) {
            fault(hashesByName.getOrDefault(journal + "\t" + seq, List.of()), sent.journal().fact(seq))
                    .ifPresent(why -> faults.add("fact " + seq + " of journal " + journal + " " + why));
        }
        hashesByName.keySet().stream().filter(name -> name.startsWith(journal + "\t"))
                .map(name -> Long.parseLong(name.substring(journal.length() + 1)))
                .filter(seq -> !sent.seqs().contains(seq))
                .forEach(seq -> faults
                        .add("fact " + seq + " of journal " + journal + " is stored and was never sent by a gateway"));
        return faults;
    }

    private static Optional<String> fault(List<String> stored, SignedFact fact) {
        if (stored.isEmpty()) {
            return Optional.of("is not stored");
        }
        if (stored.stream().anyMatch(hash -> !hash.equalsIgnoreCase(sha256(fact.bytes())))) {
            return Optional.of("is stored with other bytes");
        }
        return stored.size() > 1 ? Optional.of("is stored " + stored.size() + " times") : Optional.empty();
    }

    /** The line of a fact. */
    static String line(SignedFact fact) {
        return FactHeader.of(fact.bytes()) instanceof FactHeader header
                ? header.journal() + "\t" + header.seq() + "\t" + sha256(fact.bytes())
                : "?\t0\t" + sha256(fact.bytes());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
