package io.steelyard.gateway.journal;

import io.steelyard.gateway.run.ModelTime;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What the journal's tests share: a published key, still time, journals and what an auditor finds in them. */
final class Bench {
    static final String GATEWAY = "hz-yuhang-0042";
    static final String SOFTWARE = "steelyard test";

    /** RFC 8032, 7.1, test 1. */
    private static final String SECRET_KEY = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    /** RFC 8410: what stands before the 32 key bytes in PKCS #8 and X.509. */
    private static final String PKCS_8 = "302e020100300506032b657004220420";
    private static final String X_509 = "302a300506032b6570032100";

    final ModelTime time = new ModelTime();
    final FactSigner signer = signer();
    private final Path folder;
    private long seed;

    Bench(Path folder) {
        this.folder = folder;
    }

    static FactSigner signer() {
        try {
            var keys = KeyFactory.getInstance(FactSigner.ALGORITHM);
            return new FactSigner(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(PKCS_8 + SECRET_KEY))),
                    keys.generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(X_509 + PUBLIC_KEY))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a published key", impossible);
        }
    }

    Path file() {
        return folder.resolve(JournalFile.NAME);
    }

    FactEncoder encoder() {
        return new FactEncoder(GATEWAY, SOFTWARE, signer, time, new SplittableRandom(++seed));
    }

    /** One whose ids do not depend on what went before. */
    FactEncoder sameEncoder() {
        return new FactEncoder(GATEWAY, SOFTWARE, signer, time, new SplittableRandom(0));
    }

    Journal open() throws JournalException {
        return open(Connections.DISK);
    }

    Journal open(Connections connections) throws JournalException {
        return open(GATEWAY, connections);
    }

    Journal open(String gateway, Connections connections) throws JournalException {
        return Journal.open(file(), gateway, connections, encoder(), new SplittableRandom(++seed));
    }

    /** As the daemon does: a damaged journal is moved aside. */
    DataFolder.Opened openFolder() throws JournalException {
        try (var data = DataFolder.lock(folder)) {
            return data.open(GATEWAY, SOFTWARE, signer, time, new SplittableRandom(++seed), Connections.DISK);
        }
    }

    Draft draft(String text) {
        return new Draft(FactType.WEIGHING, time.monotonicNanos(), json -> json.writeStringProperty("text", text));
    }

    List<Draft> drafts(String... texts) {
        return List.of(texts).stream().map(this::draft).toList();
    }

    /** Every fact in the file, read by a reader of its own. */
    List<Fact> facts() throws JournalException {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            return reader.after(0, Integer.MAX_VALUE);
        }
    }

    /** The texts of the drafts in the file, in order. */
    List<String> texts() throws JournalException {
        return facts().stream().map(Bench::text).toList();
    }

    static String text(Fact fact) {
        var json = new String(fact.bytes(), StandardCharsets.UTF_8);
        return json.replaceFirst(".*\"text\":\"(.*)\"}}", "$1");
    }

    /** The first fault that an auditor finds in the file. */
    Optional<String> fault() throws JournalException {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            return fault(reader.id(), reader.pruned(), reader.after(0, Integer.MAX_VALUE));
        }
    }

    static Optional<String> fault(String journal, Pruned begin, List<Fact> facts) {
        var audit = new Audit(signer().publicKey(), journal, begin);
        return facts.stream().map(audit::check).flatMap(Optional::stream).findFirst();
    }
}
