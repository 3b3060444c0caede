package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The gateway and its tests with a fault in one class, which comes from a copy of the real source; everything else is shared. The
 * text to replace must still be there, so a plant cannot quietly outlive the code it breaks.
 */
final class Planting extends URLClassLoader {
    private static final Path SOURCES = Path.of("src/main/java/io/steelyard/gateway");
    private static final int HERE_AND_WRONG = 2;

    private Planting(List<Path> folders) {
        super(folders.stream().map(Planting::url).toArray(URL[]::new), Planting.class.getClassLoader());
    }

    /**
     * @param temporary where the copy and its classes go
     * @param file under the root package
     * @param edits what stands there, what a careless hand would have written, and so on in turn
     */
    static Planting plant(Path temporary, String file, String... edits) throws IOException {
        return new Planting(
                List.of(compile(temporary, file, edits), Path.of("target/classes"), Path.of("target/test-classes")));
    }

    private static Path compile(Path temporary, String file, String... edits) throws IOException {
        var planted = Files.readString(SOURCES.resolve(file));
        for (int edit = 0; edit < edits.length; edit += HERE_AND_WRONG) {
            assertEquals(1, planted.split(Pattern.quote(edits[edit]), -1).length - 1,
                    "the text to replace stands once in " + file);
            planted = planted.replace(edits[edit], edits[edit + 1]);
        }
        var sources = Files.createDirectories(temporary.resolve("planted"));
        var copy = sources.resolve(Path.of(file).getFileName());
        Files.writeString(copy, planted);
        var classes = Files.createDirectories(temporary.resolve("classes"));
        int code = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler()).run(null, null, null, "-d",
                classes.toString(), "-cp",
                "target/classes" + File.pathSeparator + System.getProperty("java.class.path"), "-proc:none",
                copy.toString());
        assertEquals(0, code, "the planted source compiles");
        return classes;
    }

    /**
     * Which seeds fail in the planted gateway.
     *
     * @param judge whose static {@code live} lives a seed; it throws when something is wrong, or answers whether all was well
     * @param more what it is given beside the seed
     */
    LongPredicate fails(String judge, Object... more) throws ClassNotFoundException {
        var live = Arrays.stream(loadClass(judge).getDeclaredMethods())
                .filter(one -> one.getName().equals("live") && one.getParameterCount() == 1 + more.length)
                .findFirst().orElseThrow();
        live.setAccessible(true);
        return seed -> {
            try {
                var told = live.invoke(null, Stream.concat(Stream.of(seed), Arrays.stream(more)).toArray());
                return told instanceof BooleanSupplier verdict && !verdict.getAsBoolean();
            } catch (InvocationTargetException broken) {
                return true; // an assertion of the judge itself
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        };
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
