package io.steelyard.gateway;

import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.uplink.Message;
import io.steelyard.sim.platform.SeqRange;
import io.steelyard.sim.platform.SignedAck;
import io.steelyard.sim.platform.SignedCommand;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.platform.StandInPlatform;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The platform over a bad day: restored from an old backup, so that it lacks what it once had and said to have; silent; asking for
 * facts again; saying old things, things of other journals and of facts that do not exist.
 */
final class WorldPlatform {
    private static final double BACKUP = 0.001;
    private static final double FORGETS = 0.000_1;
    private static final long FUTURE = 1_000;
    private static final long NEAR_FUTURE = 5;

    private final Map<String, PublicKey> gateways;
    private final KeyPair own;
    private final String gateway;
    private final Fate fate;
    private final boolean mayForget;
    private StandInPlatform now;
    private List<SignedFact> backup = List.of();
    private final List<SignedFact> arrivedEarlier = new ArrayList<>();
    private final List<SignedAck> said = new ArrayList<>();
    private final Map<String, Long> promised = new HashMap<>();
    private int forgot;

    /** @param mayForget only where the gateway keeps all, for what is pruned cannot be sent again */
    WorldPlatform(Map<String, PublicKey> gateways, KeyPair own, String gateway, Fate fate, boolean mayForget) {
        this.gateways = gateways;
        this.own = own;
        this.gateway = gateway;
        this.fate = fate;
        this.mayForget = mayForget;
        this.now = new StandInPlatform(gateways, own);
    }

    /** Trusts one more gateway key from now on. */
    void trust(PublicKey key) {
        now.trust(key);
    }

    void step() {
        if (fate.strikes(BACKUP)) {
            backup = now.stored();
        }
        if (mayForget && fate.strikes(FORGETS)) {
            forget();
        }
    }

    /** From now on it has what its last backup has. */
    void forget() {
        forgot++;
        arrivedEarlier.addAll(now.arrivals());
        now = new StandInPlatform(gateways, own);
        now.restore(backup);
    }

    /** Its state now is what it will be put back to. */
    void backUp() {
        backup = now.stored();
    }

    void receive(Message message) {
        var properties = message.userProperties();
        byte[] signature = Base64.getDecoder().decode(properties.get("signature"));
        var keyId = String.valueOf(properties.get("keyid"));
        if (message.topic().endsWith("/facts/backfill")) {
            now.receiveBatch(gateway, message.payload(), signature, keyId);
        } else {
            now.receive(new SignedFact(message.payload(), signature, keyId));
        }
    }

    /** What it now says of each journal. */
    List<SignedAck> acks() {
        return now.journals(gateway).stream().flatMap(journal -> now.ack(gateway, journal).stream().peek(ack -> {
            Contract.assertFits("acknowledgement", ack.payload());
            promised.merge(journal, ack.through(), Math::max);
            said.add(ack);
        })).toList();
    }

    /** Something that it said before, genuine and out of date. */
    Optional<SignedAck> repeated() {
        return said.isEmpty() ? Optional.empty() : Optional.of(said.get((int) fate.nanos(0, said.size() - 1L)));
    }

    /** Of facts that nobody has seen yet, and genuine: a copy of this card runs elsewhere, or the platform is out of its mind. */
    SignedAck fromTheFuture(String journal) {
        return signed(journal, promised(journal) + FUTURE);
    }

    /** Genuine, and about another gateway's journal. */
    SignedAck foreign(String journal) {
        return signed("00000000-0000-4000-8000-000000000000", promised(journal) + fate.nanos(1, NEAR_FUTURE));
    }

    private SignedAck signed(String journal, long through) {
        byte[] payload = ("{\"journal\":\"" + journal + "\",\"through\":" + through + "}").getBytes(
                StandardCharsets.UTF_8);
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(own.getPrivate());
            signer.update(payload);
            return new SignedAck(payload, signer.sign(), "", through);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Asks for some facts once more; empty when it knows of none. */
    Optional<SignedCommand> replay() {
        var journals = now.journals(gateway);
        long through = journals.isEmpty() ? 0 : promised(journals.getLast());
        if (through == 0) {
            return Optional.empty();
        }
        long first = fate.nanos(1, through);
        return Optional.of(now.replay(journals.getLast(), new SeqRange(first, fate.nanos(first, through))));
    }

    /** Through which fact it has everything of a journal, now. */
    long through(String journal) {
        return now.ack(gateway, journal).map(SignedAck::through).orElse(0L);
    }

    /** The furthest that it ever said to have of a journal. */
    long promised(String journal) {
        return promised.getOrDefault(journal, 0L);
    }

    /** How often it forgot. */
    int forgot() {
        return forgot;
    }

    /** Everything that ever arrived, before and after it forgot. */
    List<SignedFact> arrivals() {
        var arrivals = new ArrayList<>(arrivedEarlier);
        arrivals.addAll(now.arrivals());
        return arrivals;
    }

    List<SignedFact> stored() {
        return now.stored();
    }
}
