package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.station.Commits.Completion;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactType;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

class JournalLoopTest {
    private static final int CALLS = 1_000;
    private static final long RESERVE = 200_000_000;
    private static final long GROWN_BYTES = 1000 * 4096L;

    @TempDir
    Path folder = Path.of("");

    private final FailingDisk disk = new FailingDisk(FailingDisk.When.INSTEAD);
    private final List<String> answers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Bench bench = new Bench(folder);
    private JournalLoop loop = new JournalLoop(new Journal(folder, disk, bench.encoder()), 0, bench.time,
            complaints::add);

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        loop = new JournalLoop(bench.open(disk), 0, bench.time, complaints::add);
        disk.commits();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void nothing_is_answered_before_it_is_in_the_file() throws Exception {
        loop.offer(bench.draft("a"), new Answers("a"));
        assertEquals(List.of(), answers);

        loop.step(0);

        assertEquals(List.of("a is 1, in the file"), answers);
    }

    @Test
    void a_batch_shares_one_commit_and_is_answered_in_order() {
        for (var text : List.of("a", "b", "c")) {
            loop.offer(bench.draft(text), new Answers(text));
        }
        loop.acknowledge(0);

        loop.step(0);

        assertEquals(List.of("a is 1, in the file", "b is 2, in the file", "c is 3, in the file"), answers);
        assertEquals(1, disk.commits());
    }

    /** While the first one's sync runs, ninety-nine more come: they share the next one. */
    @Test
    void the_first_of_a_hundred_waits_for_nobody_and_the_others_share_one_sync() throws Exception {
        var others = new AtomicInteger();
        loop.close();
        loop = new JournalLoop(bench.open((url, properties) -> {
            var real = disk.open(url, properties);
            return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Connection.class},
                    (_, method, arguments) -> {
                        while (method.getName().equals("commit") && loop.head() == 0 && others.get() > 0
                                && loop.offer(bench.draft("later"), new Answers("later"))) {
                            others.decrementAndGet();
                        }
                        return method.invoke(real, arguments);
                    });
        }), 0, bench.time, complaints::add);
        others.set(99);
        disk.commits();
        loop.offer(bench.draft("first"), new Answers("first"));

        assertEquals(0, loop.step(0), "there is more to do");
        assertEquals(List.of("first is 1, in the file"), answers);
        assertEquals(1, disk.commits());
        loop.step(0);
        assertEquals(100, answers.size());
        assertEquals(1, disk.commits());
        assertEquals(100, loop.head());
    }

    @Test
    void an_acknowledgement_rides_on_the_commit_of_a_draft() throws Exception {
        offer("a");
        loop.step(0);
        disk.commits();

        offer("b");
        loop.acknowledge(1);
        loop.step(0);
        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS);

        assertEquals(1, disk.commits());
        assertEquals(1, loop.acknowledged());
    }

    @Test
    void an_acknowledgement_without_drafts_is_committed() throws Exception {
        offer("a");
        loop.step(0);
        loop.acknowledge(1);
        loop.step(0);
        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS);

        assertEquals(1, loop.acknowledged());
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            assertEquals(1, reader.acknowledged());
        }
    }

    @Test
    void an_acknowledgement_known_already_is_not_committed_again() {
        offer("a");
        loop.step(0);
        loop.acknowledge(1);
        loop.step(0);
        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS);
        disk.commits();

        loop.acknowledge(1);
        loop.acknowledge(0);
        loop.step(0);
        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS);

        assertEquals(0, disk.commits());
        assertEquals(1, loop.acknowledged());
    }

    @Test
    void a_full_inbox_refuses_and_never_answers() {
        for (int draft = 1; draft <= 256; draft++) {
            assertTrue(loop.offer(bench.draft("draft " + draft), new Answers("draft " + draft)));
        }
        assertFalse(loop.offer(bench.draft("too many"), new Answers("too many")));

        assertEquals(0, loop.step(0), "there is more to do");
        assertEquals(128, answers.size(), "what shares one sync is bounded");
        assertEquals(Loop.IDLE_NANOS_MAX, loop.step(0));
        assertEquals(256, answers.size());
        assertFalse(answers.toString().contains("too many"));
        assertEquals(256, loop.head());
    }

    @Test
    void a_failed_commit_is_answered_as_failed_and_the_next_goes_on() throws Exception {
        loop.offer(bench.draft("a"), new Answers("a"));
        disk.failsAt(1, CALLS);
        loop.step(0);
        disk.healed();

        assertEquals(1, answers.size());
        assertTrue(answers.getFirst().startsWith("a failed: "), answers::toString);
        assertTrue(answers.getFirst().contains("replace the card"), answers::toString);
        assertEquals(1, complaints.size());

        loop.offer(bench.draft("b"), new Answers("b"));
        loop.step(0);
        assertEquals("b is 1, in the file", answers.getLast());
        assertEquals(List.of("b"), bench.texts());
    }

    /** Unknown is neither yes nor no: who waits goes on waiting until the disk tells, and is then told what the file holds. */
    @Test
    void a_commit_in_doubt_is_answered_once_and_truly_when_the_disk_tells() throws Exception {
        int doubts = 0;
        for (int call = 1; call < CALLS; call++) {
            offer("draft " + call);
            int answered = answers.size();
            disk.failsAt(call, CALLS);
            loop.step(0);
            if (answers.size() == answered) {
                doubts++;
                loop.step(0);
                assertEquals(answered, answers.size(), "the disk still does not tell");
            }
            boolean failed = disk.healed();
            loop.step(0);
            assertEquals(answered + 1, answers.size(), "call " + call);
            assertEquals(bench.texts().contains("draft " + call), answers.getLast().endsWith(", in the file"),
                    answers::getLast);
            if (!failed) {
                break;
            }
        }
        assertTrue(doubts > 0, "no call of a commit left it in doubt");
    }

    @Test
    void a_failed_acknowledgement_is_complained_of_and_tried_again() {
        offer("a");
        loop.step(0);
        loop.acknowledge(1);
        loop.step(0);
        disk.failsAt(1, CALLS);
        assertEquals(Loop.IDLE_NANOS_MAX, loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS));
        disk.healed();
        assertEquals(0, loop.acknowledged());
        assertEquals(1, complaints.size());

        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS);
        assertEquals(1, loop.acknowledged());
    }

    @Test
    void a_disk_down_to_its_reserve_takes_no_new_weighing_and_all_else_until_it_has_room_again() throws Exception {
        var room = new AtomicLong(RESERVE - 1);
        loop.close();
        loop = new JournalLoop(bench.open(diskWith(room)), RESERVE, bench.time, complaints::add);

        offer("weighed");
        loop.offer(new Draft(FactType.DEVICE, 0, json -> json.writeStringProperty("text", "alarm")),
                new Answers("alarm"));
        loop.step(0);
        assertEquals(
                List.of("weighed failed: the disk is full up to its reserve, 199 MB free of 200 MB; free some space,"
                        + " weighing resumes by itself", "alarm is 1, in the file"),
                answers);
        assertEquals(1, complaints.size(), "told once");

        loop.acknowledge(1);
        loop.step(0);
        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS);
        assertEquals(1, loop.acknowledged());
        assertEquals(1, complaints.size());

        room.set(RESERVE);
        offer("again");
        loop.step(0);
        assertEquals("again is 2, in the file", answers.getLast());
        assertTrue(complaints.getLast().startsWith("the disk runs short, 200 MB free; below 200 MB"),
                complaints::getLast);

        room.set(2 * RESERVE);
        offer("more");
        loop.step(0);
        assertEquals("the disk has room again, 400 MB free", complaints.getLast());
        assertEquals(3, complaints.size());
    }

    private static Connections diskWith(AtomicLong room) {
        return new Connections() {
            @Override
            public Connection open(String url, Properties properties) throws SQLException {
                return Connections.DISK.open(url, properties);
            }

            @Override
            public long freeBytes(Path folder) {
                return room.get();
            }
        };
    }

    @Test
    void the_log_grows_when_nothing_waits_any_more_and_not_again() throws Exception {
        loop.growLog();
        offer("a");
        loop.step(0);
        assertEquals(List.of("a is 1, in the file"), answers);
        assertTrue(logBytes() < GROWN_BYTES, "first the fact");

        loop.step(1);
        long grown = logBytes();
        assertTrue(grown >= GROWN_BYTES, grown + " bytes");

        offer("b");
        loop.step(2);
        assertEquals(grown, logBytes());
        assertEquals(List.of("a", "b"), bench.texts());
        disk.failsWith(SQLiteErrorCode.SQLITE_IOERR); // as it would find
        loop.step(TimeUnit.HOURS.toNanos(1));
        assertEquals(List.of(), complaints);
        disk.healed();
    }

    @Test
    void a_log_that_could_not_grow_is_complained_of_and_grows_later() throws Exception {
        loop.growLog();
        disk.failsWith(SQLiteErrorCode.SQLITE_IOERR);
        loop.step(0);
        assertTrue(complaints.getLast().startsWith("grow the log of journal "), complaints::getLast);
        assertTrue(logBytes() < GROWN_BYTES);

        disk.healed();
        loop.step(TimeUnit.MINUTES.toNanos(1));
        assertTrue(logBytes() >= GROWN_BYTES);
    }

    @Test
    void a_disk_that_is_short_of_room_keeps_it_for_facts() throws Exception {
        var room = new AtomicLong(2 * RESERVE - 1);
        loop.close();
        loop = new JournalLoop(bench.open(diskWith(room)), RESERVE, bench.time, complaints::add);
        loop.growLog();
        loop.step(0);
        assertTrue(logBytes() < GROWN_BYTES);

        room.set(2 * RESERVE);
        loop.step(TimeUnit.MINUTES.toNanos(1));
        assertTrue(logBytes() >= GROWN_BYTES);
    }

    private long logBytes() throws IOException {
        var log = folder.resolve(JournalFile.NAME + JournalFile.LOG);
        return Files.exists(log) ? Files.size(log) : 0;
    }

    @Test
    void a_head_that_cannot_be_copied_is_complained_of_and_the_acknowledgement_counts() throws Exception {
        offer("a");
        loop.step(0);
        Files.createDirectories(folder.resolve(ChainHead.NAME).resolve("in the way"));

        loop.acknowledge(1);
        loop.step(0);
        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS);

        assertEquals(1, loop.acknowledged());
        assertTrue(complaints.getFirst().startsWith("write chain.head: "), complaints::getFirst);
    }

    @Test
    void the_uplink_is_told_of_facts_after_they_are_committed_and_of_nothing_else() {
        var heads = new ArrayList<Long>();
        loop.afterCommit(() -> heads.add(loop.head()));

        loop.step(0);
        offer("a");
        offer("b");
        loop.step(0);
        loop.acknowledge(2);
        loop.step(0);
        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS);

        assertEquals(List.of(2L), heads);
    }

    @Test
    void whoever_offers_wakes_the_loop_and_an_acknowledgement_waits_for_company() {
        var woken = new ArrayList<String>();
        loop.wakes(() -> woken.add("woken"));

        offer("a");
        loop.step(0);
        loop.acknowledge(1);
        loop.step(0);
        assertEquals(0, loop.acknowledged());
        loop.step(JournalLoop.ACKNOWLEDGE_WAIT_NANOS - 1);

        assertEquals(0, loop.acknowledged());
        assertEquals(1, woken.size());
    }

    @Test
    void an_acknowledgement_that_waits_is_written_before_the_end() throws Exception {
        offer("a");
        loop.step(0);
        loop.acknowledge(1);

        loop.close();

        try (var reader = new JournalReader(folder, Connections.DISK)) {
            assertEquals(1, reader.acknowledged());
        }
    }

    @Test
    void what_was_taken_before_the_stop_is_written_before_the_end() throws Exception {
        IntStream.rangeClosed(1, 40).forEach(draft -> offer("draft " + draft));

        loop.close();

        assertEquals(40, bench.texts().size());
        assertEquals(40, answers.size());
    }

    @Test
    void stopping_ends_even_when_the_disk_is_gone() {
        IntStream.rangeClosed(1, 40).forEach(draft -> offer("draft " + draft));
        disk.failsAt(1, CALLS);

        loop.close();
        disk.healed();

        assertEquals(40, answers.size());
        assertTrue(answers.stream().allMatch(answer -> answer.contains(" failed: ")), answers::toString);
    }

    private void offer(String text) {
        loop.offer(bench.draft(text), new Answers(text));
    }

    /** Notes how a draft ended, and what another connection sees at that moment. */
    private final class Answers implements Completion {
        private final String text;

        Answers(String text) {
            this.text = text;
        }

        @Override
        public void committed(long atNanos, long seq, String id) {
            answers.add(text + " is " + seq + (stands(seq, id) ? ", in the file" : ", not in the file"));
        }

        private boolean stands(long seq, String id) {
            try {
                return bench.facts().stream().anyMatch(fact -> fact.seq() == seq && Bench.text(fact).equals(text)
                        && FactHeader.read(fact.bytes()).orElseThrow().id().equals(id));
            } catch (JournalException unreadable) {
                return false;
            }
        }

        @Override
        public void failed(long atNanos, String reason) {
            answers.add(text + " failed: " + reason);
        }
    }
}
