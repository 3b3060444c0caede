package io.steelyard.gateway.ops;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The machine's own, as the kernel tells them: {@code /sys/class/thermal/thermal_zone<n>/temp}, in thousandths of a degree. What is
 * not there, or does not answer, is not told: nothing is zero degrees because nobody knows.
 *
 * @param root of the file system
 */
record Thermometers(Path root) {
    /** More than any board has. */
    private static final int ZONES_MAX = 16;
    private static final int MILLIDEGREES = 3;

    /** Degrees Celsius by zone. */
    Map<String, Double> read() {
        var celsius = new TreeMap<String, Double>();
        try (DirectoryStream<Path> zones = Files.newDirectoryStream(root.resolve("sys/class/thermal"),
                "thermal_zone*")) {
            for (var zone : zones) {
                if (celsius.size() < ZONES_MAX) {
                    read(zone, celsius);
                }
            }
        } catch (IOException none) {
            return celsius;
        }
        return celsius;
    }

    private static void read(Path zone, Map<String, Double> celsius) {
        try {
            var text = Files.readString(zone.resolve("temp"), StandardCharsets.US_ASCII).strip();
            celsius.put(String.valueOf(zone.getFileName()),
                    new BigDecimal(text).movePointLeft(MILLIDEGREES).doubleValue());
        } catch (IOException | NumberFormatException silent) {
            // a sensor that sleeps answers with an error
        }
    }
}
