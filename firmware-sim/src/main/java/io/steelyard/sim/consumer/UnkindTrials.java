package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.SignedFact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What bad lines, broken gateways and somebody else do. */
final class UnkindTrials {
    private static final int BOMB_BYTES = 16 * 1024 * 1024;
    private static final int JUNK_BYTES = 200 * 1024;
    private static final int SIGNATURE_BYTES = 64;

    private UnkindTrials() {}

    static List<Trial> all() {
        return List.of(new Trial("broken-batch",
                "a batch with a changed byte, and half a batch; its facts come singly then", stage -> {
                    PretendJournal journal = stage.journal();
                    List<SignedFact> facts = journal.write(10);
                    List<SignedFact> broken = new ArrayList<>(facts);
                    broken.set(3, PretendJournal.altered(facts.get(3)));
                    stage.batch(broken, facts.getLast());
                    stage.whatever("/facts/backfill", new byte[]{0x1f, (byte) 0x8b, 8, 0}, facts.getLast(),
                            "application/gzip");
                    stage.pause();
                    stage.live(facts);
                    stage.settles(journal);
                }), new Trial("oversized", "200 kB on a live topic, and a batch that unpacks to 16 MiB", stage -> {
                    PretendJournal journal = stage.journal();
                    SignedFact first = journal.write(1).getFirst();
                    stage.whatever("/facts/live/device", new byte[JUNK_BYTES], first, "application/json");
                    stage.whatever("/facts/backfill", bomb(), first, "application/gzip");
                    stage.live(first);
                    stage.settles(journal);
                }), new Trial("forged", "a changed byte under the old signature, no signature, 64 zero bytes as one",
                        stage -> {
                            PretendJournal journal = stage.journal();
                            journal.write(5);
                            stage.live(journal.fact(1));
                            stage.whatever(Stage.ROOT, PretendJournal.altered(journal.fact(2)));
                            stage.whatever(Stage.ROOT, SignedFact.vouchedForByTheNext(journal.another(3).bytes()));
                            stage.whatever(Stage.ROOT,
                                    new SignedFact(journal.another(4).bytes(), new byte[SIGNATURE_BYTES],
                                            journal.fact(1).keyId()));
                            stage.pause();
                            honest(stage, journal, 5);
                        }),
                new Trial("stranger", "another key's signature, under its own name and under the gateway's", stage -> {
                    PretendJournal journal = stage.journal();
                    journal.write(4);
                    KeyPair stranger = KeyFiles.newPair();
                    SignedFact strangers = PretendJournal.signedBy(stranger, journal.another(2));
                    stage.live(journal.fact(1));
                    stage.whatever(Stage.ROOT, strangers);
                    stage.whatever(Stage.ROOT,
                            new SignedFact(PretendJournal.signedBy(stranger, journal.another(3)).bytes(),
                                    PretendJournal.signedBy(stranger, journal.another(3)).signature(),
                                    journal.fact(1).keyId()));
                    stage.pause();
                    honest(stage, journal, 4);
                }), new Trial("foreign-topic", "a genuine fact on the topic of another gateway", stage -> {
                    PretendJournal journal = stage.journal();
                    journal.write(3);
                    stage.live(journal.fact(1));
                    stage.whatever("steelyard/v1/" + Stage.CITY + "/another-gateway", journal.fact(2));
                    stage.pause();
                    honest(stage, journal, 3);
                }), new Trial("malformed", "half a fact, no fact and no text at all, well signed", stage -> {
                    PretendJournal journal = stage.journal();
                    journal.write(2);
                    for (String junk : List.of("", "{", "[]", "{\"seq\":\"one\"}", "\u0000\u00ff")) {
                        SignedFact signed = stage.signed(junk.getBytes(StandardCharsets.ISO_8859_1));
                        stage.whatever("/facts/live/device", signed.bytes(), signed, "application/json");
                    }
                    stage.live(journal.fact(1));
                    stage.live(journal.fact(2));
                    stage.settles(journal);
                }), new Trial("other-bytes", "another fact, well signed, under a number that is taken", stage -> {
                    PretendJournal journal = stage.journal();
                    journal.write(4);
                    stage.live(List.of(journal.fact(1), journal.fact(2), journal.fact(3)));
                    stage.pause();
                    stage.whatever(Stage.ROOT, journal.another(2));
                    stage.whatever(Stage.ROOT, journal.another(3));
                    stage.pause();
                    stage.settles(journal);
                    stage.live(journal.fact(4));
                    stage.settles(journal);
                }), new Trial("salvage", "a fact saved out of an older journal, and one that only pretends to be",
                        stage -> {
                            PretendJournal old = stage.journal();
                            old.write(6);
                            stage.live(List.of(old.fact(1), old.fact(2), old.fact(3)));
                            stage.settles(old);
                            PretendJournal journal = stage.journal();
                            stage.came(old.fact(4));
                            stage.live(journal.write(Salvaged.TYPE, PretendJournal.AT,
                                    Salvaged.data(old, old.fact(4), 4)));
                            stage.live(journal.write(Salvaged.TYPE, PretendJournal.AT,
                                    Salvaged.data(old, PretendJournal.altered(old.fact(5)), 5)));
                            stage.settles(journal);
                            stage.live(old.fact(6));
                            stage.pause();
                            stage.settles(old);
                            stage.live(old.fact(5));
                            stage.settles(old);
                        }));
    }

    /** What a salvaged fact says. */
    private static final class Salvaged {
        static final String TYPE = "salvaged";

        static String data(PretendJournal old, SignedFact fact, long seq) {
            String text = new String(fact.bytes(), StandardCharsets.UTF_8).replace("\"", "\\\"");
            return "{\"journal\":\"" + old.id() + "\",\"seq\":" + seq + ",\"fact\":\"" + text + "\",\"signature\":\""
                    + Base64.getEncoder().encodeToString(fact.signature()) + "\",\"keyid\":\"" + fact.keyId() + "\"}";
        }
    }

    /** Everything from fact 2 on as it really is; the last one first, so that what was believed in between is told. */
    private static void honest(Stage stage, PretendJournal journal, int last) throws IOException, InterruptedException {
        stage.live(journal.fact(last));
        stage.pause();
        for (int seq = 2; seq < last; seq++) {
            stage.live(journal.fact(seq));
        }
        stage.settles(journal);
    }

    private static byte[] bomb() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[BOMB_BYTES]);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing fails in memory", e);
        }
        return packed.toByteArray();
    }
}
