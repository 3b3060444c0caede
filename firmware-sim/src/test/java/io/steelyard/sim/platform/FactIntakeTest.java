package io.steelyard.sim.platform;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY;
import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.PLATFORM_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.platform.FactInbox.Arrived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FactIntakeTest {
    private static final String TOPIC = "steelyard/v1/hz/" + GATEWAY + "/facts/live/device";
    private static final AckAddress ADDRESS = new AckAddress("steelyard/v1/hz/" + GATEWAY + "/ack", GATEWAY, "5f0c");

    @TempDir
    private Path folder;

    private final StandInPlatform platform = new StandInPlatform(
            Map.of(KeyFiles.keyId(GATEWAY_KEY.getPublic()), GATEWAY_KEY.getPublic()), PLATFORM_KEY);
    private final HandMadeJournal journal = new HandMadeJournal("5f0c");
    private final List<SignedFact> facts = IntStream.range(0, 20).mapToObj(_ -> journal.next()).toList();

    @Test
    void a_batch_is_acknowledged_once_and_a_duplicate_is_acknowledged_again() throws IOException {
        FactIntake intake = new FactIntake(platform, new PlatformListener() {}, List.of(), null);

        assertEquals(List.of(ADDRESS), List.copyOf(intake.store(arrived(facts))));
        assertEquals(List.of(ADDRESS), List.copyOf(intake.store(arrived(facts.subList(3, 4)))));
        assertEquals(20, platform.ack(GATEWAY, "5f0c").orElseThrow().through());
    }

    @Test
    void the_journal_that_arrived_last_is_acknowledged_last() throws IOException {
        FactIntake intake = new FactIntake(platform, new PlatformListener() {}, List.of(), null);
        HandMadeJournal replaced = new HandMadeJournal("77aa");
        List<SignedFact> mixed = List.of(facts.get(0), replaced.next(), facts.get(1), replaced.next(), facts.get(2));

        assertEquals(List.of("77aa", "5f0c"),
                intake.store(arrived(mixed)).stream().map(AckAddress::journal).toList());
    }

    @Test
    void a_fact_is_told_as_stored_only_when_it_is_on_the_disk() throws IOException {
        Path path = folder.resolve("facts");
        List<Integer> onDiskWhenTold = new ArrayList<>();
        PlatformListener counting = new PlatformListener() {
            @Override
            public void stored(FactHeader header) {
                onDiskWhenTold.add(countOnDisk(path));
            }
        };
        try (FactsFile file = FactsFile.open(path)) {
            FactIntake intake = new FactIntake(platform, counting, List.of(), file);
            intake.store(arrived(facts.subList(0, 2)));
            intake.store(arrived(facts.subList(1, 3)));
        }

        assertEquals(List.of(2, 2, 3), onDiskWhenTold);
    }

    @Test
    void what_could_not_be_written_is_not_acknowledged() throws IOException {
        FactsFile file = FactsFile.open(folder.resolve("facts"));
        FactIntake intake = new FactIntake(platform, new PlatformListener() {}, List.of(), file);
        file.close();

        assertThrows(IOException.class, () -> intake.store(arrived(facts)));
    }

    @Test
    void a_full_inbox_makes_the_connection_wait_and_loses_nothing() throws InterruptedException {
        FactInbox inbox = new FactInbox();
        MqttMessage message = HandMadeGateway.message(facts.getFirst());
        int delivered = PlatformClient.INBOX_MESSAGES_MAX + 3;
        Thread connection = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < delivered; i++) {
                inbox.put(TOPIC, message, () -> false);
            }
        });
        int taken = 0;
        while (taken < delivered) {
            List<Arrived> batch = inbox.take(100);
            assertTrue(batch.size() <= PlatformClient.BATCH_MESSAGES_MAX);
            taken += batch.size();
        }

        connection.join();
        assertEquals(List.of(), inbox.take(0));
    }

    @Test
    void nobody_waits_for_room_when_the_session_is_over() {
        FactInbox inbox = new FactInbox();
        MqttMessage message = HandMadeGateway.message(facts.getFirst());
        for (int i = 0; i < PlatformClient.INBOX_MESSAGES_MAX; i++) {
            assertTrue(inbox.put(TOPIC, message, () -> true));
        }

        assertFalse(inbox.put(TOPIC, message, () -> true));
    }

    @Test
    void a_batch_is_on_the_disk_with_the_signature_that_speaks_for_it_even_where_it_overlaps_what_was_there()
            throws IOException {
        Path path = folder.resolve("facts");
        try (FactsFile file = FactsFile.open(path)) {
            FactIntake intake = new FactIntake(platform, new PlatformListener() {}, List.of(), file);
            intake.store(arrived(facts.subList(7, 10)));
            assertEquals(List.of(ADDRESS), List.copyOf(intake.store(List.of(batch(facts.subList(0, 10))))));
            assertEquals(7, intake.takeStored() - 3);
        }
        StandInPlatform reborn = new StandInPlatform(
                Map.of(KeyFiles.keyId(GATEWAY_KEY.getPublic()), GATEWAY_KEY.getPublic()), PLATFORM_KEY);
        reborn.restore(FactsFile.read(path));

        assertEquals(List.of(), reborn.refusals());
        assertEquals(10, reborn.ack(GATEWAY, "5f0c").orElseThrow().through());
    }

    @Test
    void a_batch_with_a_broken_byte_is_asked_for_one_by_one() throws IOException {
        FactIntake intake = new FactIntake(platform, new PlatformListener() {}, List.of(), null);
        List<SignedFact> broken = new ArrayList<>(facts.subList(0, 10));
        broken.set(4, HandMadeJournal.altered(broken.get(4), "bay-1", "bay-2"));

        assertEquals(List.of(ADDRESS), List.copyOf(intake.store(List.of(batch(broken)))));
        assertEquals("{\"journal\":\"5f0c\",\"through\":0,\"seen\":0,\"missing\":[[1,10]]}",
                new String(platform.ack(GATEWAY, "5f0c").orElseThrow().payload(), StandardCharsets.UTF_8));
    }

    private static Arrived batch(List<SignedFact> facts) {
        return new Arrived("steelyard/v1/hz/" + GATEWAY + "/facts/backfill", HandMadeGateway.batch(facts));
    }

    private static List<Arrived> arrived(List<SignedFact> facts) {
        return facts.stream().map(fact -> new Arrived(TOPIC, HandMadeGateway.message(fact))).toList();
    }

    private static int countOnDisk(Path path) {
        try {
            return FactsFile.read(path).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
