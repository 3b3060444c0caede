package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests the main test: each fault is planted into a copy of the real source, compiled, and must make some world fail. The text
 * to replace must still be there, so a plant cannot quietly outlive the code it breaks.
 */
class PlantedFaultsTest {
    private static final long SEEDS_MAX = 1000;
    private static final Path SOURCES = Path.of("src/main/java/io/steelyard/gateway");

    /** A fault: where, what stands there, what a careless hand would have written. */
    enum Plant {
        STARTING_IN_IDLE(617, "weighing/WeighingPoint.java", "new WeighingPoint(Clearing.START, Presented.NONE",
                "new WeighingPoint(new Idle(), Presented.NONE"),
        ONE_FRAME_REARMS(502, "weighing/WeighingPoint.java", "emptied.settled(rules) ? new Idle()",
                "emptied.frames() > 0 ? new Idle()"),
        CONFIRMING_BEFORE_COMMIT(101, "journal/Journal.java", """
                            insert(open, facts);
                            acknowledge(open, through);
                            also.in(open);
                        } catch (SQLException failed) {
                            close(); // which undoes what was inserted
                            throw JournalFailure.of("write journal " + file, failed);
                        }
                        try {
                            open.commit();
                """, """
                            open.commit();
                            insert(open, facts);
                            acknowledge(open, through);
                            also.in(open);
                        } catch (SQLException failed) {
                            close(); // which undoes what was inserted
                            throw JournalFailure.of("write journal " + file, failed);
                        }
                        try {
                            open.isClosed();
                """),
        DELETING_ON_PUBACK(101, "uplink/Conversation.java", "plan.brokerAcknowledges() && answered.isPresent()",
                "answered.isPresent()"),
        PREV_OF_THE_WRONG_FACT(101, "journal/Journal.java", "            prev = Chain.link(fact.bytes());\n", ""),
        FIRST_READING_CAPTURED(201, "weighing/Window.java",
                "frames >= rules.settleFrames() && spanNanos() >= rules.settleNanos()",
                "frames > 0"),
        FORGED_ACKNOWLEDGEMENT_BELIEVED(514, "uplink/PlatformWord.java",
                "return FactSigner.verifies(platform, message.payload(), Base64.getDecoder().decode(signature));",
                "return Base64.getDecoder().decode(signature).length > 0;"),
        FOREIGN_ACKNOWLEDGEMENT_BELIEVED(514, "uplink/HeardWords.java",
                "filter(said -> said.journal().equals(journal))", "filter(said -> !said.journal().isEmpty())"),
        FORK_BELIEVED(523, "uplink/Conversation.java", "if (fork.isPresent()) {",
                "if (fork.isPresent() && word.through() < 0) {"),
        MISSING_RANGES_IGNORED(503, "uplink/Lanes.java", "if (missing.isEmpty()) {", "if (true) {"),
        PRUNING_WHAT_IS_NOT_ACKNOWLEDGED(203, "journal/Retention.java",
                "Math.min(journal.ask(\"look how much is in journal\", this::due), journal.acknowledged())",
                "journal.ask(\"look how much is in journal\", this::due)"),
        SENDING_ON_FROM_WHAT_WAS_SENT(507, "uplink/Lanes.java",
                "backlog.add(standing.acknowledged() + 1, newsThrough);",
                "backlog.add(newsThrough + 1, newsThrough);"),
        CAPTURED_WHEN_COMMITTED(101, "journal/FactEncoder.java", "calendar.wallAt(draft.capturedNanos())",
                "time.wall()"),
        ANY_CALENDAR_TRUSTED(251, "journal/FactEncoder.java", "clock(json, calendar.trusted(),", "clock(json, true,"),
        WAITING_BY_THE_CALENDAR(544, "link/LinkLoop.java",
                "            attemptDueNanos = time.monotonicNanos() + backoff",
                "            attemptDueNanos = time.wall().toEpochMilli() * 1_000_000L + backoff",
                "if (nowNanos < attemptDueNanos) {",
                "if (time.wall().toEpochMilli() * 1_000_000L < attemptDueNanos) {"),
        ANOTHER_WEIGHT_CONFIRMED(252, "weighing/WeighingPoint.java",
                "confirmed.net().compareTo(shown.reading().value()) != 0", "confirmed.net().signum() <= 0"),
        A_VOID_LEFT_IN_THE_TOTALS(501, "ledger/Totals.java", "if (!entry.counts()) {",
                "if (!entry.counts() && entry.typed()) {"),
        NOT_SYNCED(101, "journal/JournalFile.java", "config.setSynchronous(SynchronousMode.FULL)",
                "config.setSynchronous(SynchronousMode.NORMAL)", "SYNCHRONOUS_FULL = 2", "SYNCHRONOUS_FULL = 1");

        private static final int HERE_AND_WRONG = 2;

        private final long seed;
        private final String file;
        private final String[] edits;

        /**
         * @param seed of a world that noticed it, tried first
         * @param edits what stands there, what a careless hand would have written, and so on in turn
         */
        Plant(long seed, String file, String... edits) {
            this.seed = seed;
            this.file = file;
            this.edits = edits;
        }

        String plantedIn(String source) {
            var planted = source;
            for (int edit = 0; edit < edits.length; edit += HERE_AND_WRONG) {
                assertEquals(1, planted.split(Pattern.quote(edits[edit]), -1).length - 1,
                        "the text to replace stands once in " + file);
                planted = planted.replace(edits[edit], edits[edit + 1]);
            }
            return planted;
        }
    }

    @TempDir
    Path temporary = Path.of("");

    @ParameterizedTest
    @EnumSource
    void a_planted_fault_makes_some_world_fail(Plant plant) throws Exception {
        var classes = compile(plant);
        var keys = WorldTest.keys(temporary);
        try (var loader = new PlantedLoader(
                List.of(classes, Path.of("target/classes"), Path.of("target/test-classes")))) {
            var live = loader.loadClass(WorldTest.class.getName()).getDeclaredMethod("live", long.class, Path.class);
            live.setAccessible(true);
            var failed = Stream
                    .of(LongStream.of(plant.seed), LongStream.rangeClosed(1, SEEDS_MAX).parallel())
                    .map(seeds -> seeds.filter(seed -> fails(live, seed, keys)).findAny())
                    .filter(OptionalLong::isPresent).findFirst().orElse(OptionalLong.empty());
            assertTrue(failed.isPresent(), "no world noticed " + plant);
            System.out.println(plant + " is noticed by seed " + failed.getAsLong());
        }
    }

    private static boolean fails(Method live, long seed, Path keys) {
        try {
            return !((BooleanSupplier) live.invoke(null, seed, keys)).getAsBoolean();
        } catch (InvocationTargetException broken) {
            return true; // an assertion of the world itself
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path compile(Plant plant) throws IOException {
        var source = Files.readString(SOURCES.resolve(plant.file));
        var sources = Files.createDirectories(temporary.resolve("planted"));
        var file = sources.resolve(Path.of(plant.file).getFileName());
        Files.writeString(file, plant.plantedIn(source));
        var classes = Files.createDirectories(temporary.resolve("classes"));
        int code = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler()).run(null, null, null, "-d",
                classes.toString(), "-cp",
                "target/classes" + File.pathSeparator + System.getProperty("java.class.path"), "-proc:none",
                file.toString());
        assertEquals(0, code, "the planted source compiles");
        return classes;
    }

    /** Loads the gateway and its world anew, the planted class first; everything else is shared. */
    private static final class PlantedLoader extends URLClassLoader {
        PlantedLoader(List<Path> folders) {
            super(folders.stream().map(PlantedLoader::url).toArray(URL[]::new),
                    PlantedFaultsTest.class.getClassLoader());
        }

        private static URL url(Path folder) {
            try {
                return folder.toUri().toURL();
            } catch (MalformedURLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.steelyard.gateway.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
