package io.steelyard.sim.platform;

import io.steelyard.sim.platform.FactInbox.Arrived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/** From messages to facts stored on disk. Owned by the client's thread. */
final class FactIntake {
    private final StandInPlatform platform;
    private final PlatformListener listener;
    private final List<Path> gatewayKeyFiles;
    private final @Nullable FactsFile file;
    private int refusalsTold;
    private int storedFacts;

    FactIntake(StandInPlatform platform, PlatformListener listener, List<Path> gatewayKeyFiles,
            @Nullable FactsFile file) {
        this.platform = platform;
        this.listener = listener;
        this.gatewayKeyFiles = gatewayKeyFiles;
        this.file = file;
    }

    /** Gives the platform back what it stored in an earlier life. */
    void restore(List<SignedFact> remembered) {
        readGatewayKeys();
        platform.restore(remembered);
        tellRefusals();
    }

    /**
     * Stores what arrived; when this returns it is on the disk and may be acknowledged. Throws when it may not be on the
     * disk: the platform then remembers more than the disk does and must not acknowledge again.
     *
     * @return whose acknowledgement is due, the one that arrived last at the end
     */
    SequencedSet<AckAddress> store(List<Arrived> batch) throws IOException {
        Stored stored = new Stored();
        for (Arrived arrived : batch) {
            Optional<FactTopic> topic = FactTopic.of(arrived.topic());
            Optional<SignedFact> fact = signedFact(arrived.message());
            if (topic.isEmpty() || fact.isEmpty()) {
                listener.refused(arrived.topic() + ": not a topic of facts, or without signature and keyid");
                continue;
            }
            if (!platform.trusts(fact.get().keyId())) {
                readGatewayKeys();
            }
            switch (topic.get()) {
                case FactTopic.Live live -> stored.add(live, fact.get(), receive(live, fact.get()));
                case FactTopic.Backfill backfill -> receive(backfill, fact.get(), stored);
            }
        }
        if (file != null && !stored.facts.isEmpty()) {
            file.append(stored.facts);
        }
        stored.headers.forEach(listener::stored);
        storedFacts += stored.headers.size();
        tellRefusals();
        return stored.due;
    }

    /** How many facts were stored since last asked. */
    int takeStored() {
        int count = storedFacts;
        storedFacts = 0;
        return count;
    }

    /** What came of a number of messages. */
    private static final class Stored {
        private final SequencedSet<AckAddress> due = new LinkedHashSet<>();
        private final List<FactHeader> headers = new ArrayList<>();
        private final List<SignedFact> facts = new ArrayList<>();

        void add(FactTopic topic, SignedFact fact, Verdict verdict) {
            switch (verdict) {
                case Verdict.Stored(FactHeader header) -> add(topic, fact, header);
                case Verdict.Held(FactHeader header) -> add(topic, fact, header);
                case Verdict.Duplicate(FactHeader header) -> due.addLast(address(topic, header.journal()));
                case Verdict.Refused _ -> {
                }
            }
        }

        /**
         * From its first new fact on a batch is written whole, duplicates too: its last fact has the signature that speaks
         * for the others.
         */
        void add(FactTopic topic, BatchVerdict.Taken batch) {
            boolean anyNew = false;
            for (int i = 0; i < batch.facts().size(); i++) {
                Verdict verdict = batch.verdicts().get(i);
                if (anyNew && verdict instanceof Verdict.Duplicate) {
                    facts.add(batch.facts().get(i));
                } else {
                    add(topic, batch.facts().get(i), verdict);
                }
                anyNew |= !(verdict instanceof Verdict.Duplicate);
            }
        }

        private void add(FactTopic topic, SignedFact fact, FactHeader header) {
            headers.add(header);
            facts.add(fact);
            due.addLast(address(topic, header.journal()));
        }
    }

    private Verdict receive(FactTopic.Live topic, SignedFact fact) {
        if (FactHeader.of(fact.bytes()) instanceof FactHeader header && !topic.speaksOf(header)) {
            return platform.refuse(fact, "fact of " + header.gateway() + "/" + header.type() + " on a topic of "
                    + topic.gateway() + "/" + topic.type());
        }
        return platform.receive(fact);
    }

    private void receive(FactTopic.Backfill topic, SignedFact envelope, Stored stored) {
        switch (platform.receiveBatch(topic.gateway(), envelope.bytes(), envelope.signature(), envelope.keyId())) {
            case BatchVerdict.Taken taken -> stored.add(topic, taken);
            case BatchVerdict.Refused _ ->
                platform.journals(topic.gateway()).forEach(journal -> stored.due.add(address(topic, journal)));
        }
    }

    /** Those there are; the others may appear later. Half a file is as good as none: its facts are sent again. */
    private void readGatewayKeys() {
        for (Path keyFile : gatewayKeyFiles) {
            if (Files.exists(keyFile)) {
                try {
                    platform.trust(KeyFiles.readPublic(keyFile));
                } catch (IOException e) {
                    listener.refused("gateway key not usable: " + e.getMessage());
                }
            }
        }
    }

    /** The platform's list also has held facts that a later one proved wrong, so it is told from, not from verdicts. */
    private void tellRefusals() {
        List<Refusal> untold = platform.refusals(refusalsTold);
        untold.forEach(refusal -> listener.refused(refusal.why()));
        refusalsTold += untold.size();
    }

    private static AckAddress address(FactTopic topic, String journal) {
        return new AckAddress(topic.ackTopic(), topic.gateway(), journal);
    }

    private static Optional<SignedFact> signedFact(MqttMessage message) {
        Optional<byte[]> signature = property(message, "signature").flatMap(FactIntake::base64);
        Optional<String> keyId = property(message, "keyid");
        return signature.flatMap(bytes -> keyId.map(id -> new SignedFact(message.getPayload(), bytes, id)));
    }

    private static Optional<String> property(MqttMessage message, String key) {
        return message.getProperties().getUserProperties().stream().filter(property -> property.getKey().equals(key))
                .map(UserProperty::getValue).findFirst();
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
