package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
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
        STARTING_IN_IDLE("weighing/WeighingPoint.java", "new WeighingPoint(Clearing.START, Codes.NONE",
                "new WeighingPoint(new Idle(), Codes.NONE"),
        ONE_FRAME_REARMS("weighing/WeighingPoint.java", "emptied.settled(rules) ? new Idle()",
                "emptied.frames() > 0 ? new Idle()"),
        CONFIRMING_BEFORE_COMMIT("journal/Journal.java", """
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
        DELETING_ON_PUBACK("uplink/Conversation.java",
                "if (plan.brokerAcknowledges() && answered.isPresent()) {", "if (answered.isPresent()) {"),
        PREV_OF_THE_WRONG_FACT("journal/Journal.java", "            prev = Chain.link(fact.bytes());\n", ""),
        FIRST_READING_CAPTURED("weighing/Window.java",
                "frames >= rules.settleFrames() && spanNanos() >= rules.settleNanos()",
                "frames > 0"),
        FORGED_ACKNOWLEDGEMENT_BELIEVED("uplink/HeardWords.java",
                "word == believed || PlatformWord.signed(word.message(), platform)", "true");

        private final String file;
        private final String right;
        private final String wrong;

        Plant(String file, String right, String wrong) {
            this.file = file;
            this.right = right;
            this.wrong = wrong;
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
            var failed = LongStream.rangeClosed(1, SEEDS_MAX).parallel().filter(seed -> {
                try {
                    return !((BooleanSupplier) live.invoke(null, seed, keys)).getAsBoolean();
                } catch (InvocationTargetException broken) {
                    return true; // an assertion of the world itself
                } catch (IllegalAccessException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }).findAny();
            assertTrue(failed.isPresent(), "no world noticed " + plant);
        }
    }

    private Path compile(Plant plant) throws IOException {
        var source = Files.readString(SOURCES.resolve(plant.file));
        var right = plant.right;
        assertEquals(1, source.split(Pattern.quote(right), -1).length - 1,
                "the text to replace stands once in " + plant.file);
        var sources = Files.createDirectories(temporary.resolve("planted"));
        var file = sources.resolve(Path.of(plant.file).getFileName());
        Files.writeString(file, source.replace(right, plant.wrong));
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
