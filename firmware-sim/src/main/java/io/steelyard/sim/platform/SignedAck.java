package io.steelyard.sim.platform;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The platform's word that it has committed facts, as it travels on the retained topic {@code …/ack}. Equal when all
 * is equal byte by byte. Do not change the arrays.
 *
 * @param payload <code>{"journal":"…","through":n,"seen":h,"missing":[[a,b],…],"link":"…"}</code> in UTF-8; no
 *        {@code link} when n is 0
 * @param signature Ed25519 over {@code payload} by the platform
 * @param keyId names the platform's key
 * @param through the highest n such that facts 1 to n are stored and their chain is verified
 */
public record SignedAck(byte[] payload, byte[] signature, String keyId, long through) {
    /** Says and signs what a journal's copy has and lacks; of {@code doubted} only what no gap names already. */
    static SignedAck of(String journal, JournalCopy copy, List<SeqRange> doubted, int rangesMax, KeyPair platform) {
        List<SeqRange> missing = copy.gaps().missing(rangesMax + 1);
        long seen = copy.gaps().highest();
        if (missing.size() > rangesMax) {
            // What lies beyond the last gap that can be listed is not spoken of: nothing unlisted may count as there.
            seen = missing.removeLast().first() - 1;
        } else {
            doubted.stream().limit(rangesMax - missing.size()).forEach(missing::add);
        }
        String ranges = missing.stream().map(SeqRange::json).collect(Collectors.joining(","));
        String link = copy.through() == 0 ? "" : ",\"link\":\"" + copy.link() + "\"";
        byte[] payload = ("{\"journal\":\"" + journal + "\",\"through\":" + copy.through() + ",\"seen\":" + seen
                + ",\"missing\":[" + ranges + "]" + link + "}").getBytes(StandardCharsets.UTF_8);
        return new SignedAck(payload, Signatures.sign(payload, platform.getPrivate()),
                KeyFiles.keyId(platform.getPublic()), copy.through());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedAck ack && Arrays.equals(payload, ack.payload)
                && Arrays.equals(signature, ack.signature) && keyId.equals(ack.keyId) && through == ack.through;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(payload), Arrays.hashCode(signature), keyId, through);
    }
}
