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
        remembered.forEach(platform::restore);
        tellRefusals();
    }

    /**
     * Stores a batch; when this returns it is on the disk and may be acknowledged. Throws when it may not be on the disk:
     * the platform then remembers more than the disk does and must not acknowledge again.
     *
     * @return whose acknowledgement is due, the one that arrived last at the end
     */
    SequencedSet<AckAddress> store(List<Arrived> batch) throws IOException {
        SequencedSet<AckAddress> due = new LinkedHashSet<>();
        List<FactHeader> headers = new ArrayList<>();
        List<SignedFact> facts = new ArrayList<>();
        for (Arrived arrived : batch) {
            Optional<FactTopic> topic = FactTopic.of(arrived.topic());
            Optional<SignedFact> fact = signedFact(arrived.message());
            if (topic.isEmpty() || fact.isEmpty()) {
                listener.refused(arrived.topic() + ": not a live fact's topic, or without signature and keyid");
                continue;
            }
            switch (receive(topic.get(), fact.get())) {
                case Verdict.Stored(FactHeader header) -> {
                    headers.add(header);
                    facts.add(fact.get());
                    due.addLast(address(topic.get(), header));
                }
                case Verdict.Held(FactHeader header) -> {
                    headers.add(header);
                    facts.add(fact.get());
                    due.addLast(address(topic.get(), header));
                }
                case Verdict.Duplicate(FactHeader header) -> due.addLast(address(topic.get(), header));
                case Verdict.Refused _ -> {
                }
            }
        }
        if (file != null && !facts.isEmpty()) {
            file.append(facts);
        }
        headers.forEach(listener::stored);
        tellRefusals();
        return due;
    }

    private Verdict receive(FactTopic topic, SignedFact fact) {
        if (!platform.trusts(fact.keyId())) {
            readGatewayKeys();
        }
        if (FactHeader.of(fact.bytes()) instanceof FactHeader header && !topic.speaksOf(header)) {
            return platform.refuse(fact, "fact of " + header.gateway() + "/" + header.type() + " on a topic of "
                    + topic.gateway() + "/" + topic.type());
        }
        return platform.receive(fact);
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
        List<Refusal> all = platform.refusals();
        all.subList(refusalsTold, all.size()).forEach(refusal -> listener.refused(refusal.why()));
        refusalsTold = all.size();
    }

    private static AckAddress address(FactTopic topic, FactHeader header) {
        return new AckAddress(topic.ackTopic(), header.gateway(), header.journal());
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
