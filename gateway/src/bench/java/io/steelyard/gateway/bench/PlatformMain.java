package io.steelyard.gateway.bench;

import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.PlatformClient;
import io.steelyard.sim.platform.PlatformListener;
import io.steelyard.sim.platform.StandInPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What runs in a {@link PlatformProcess}. Hears {@code open BROKER GATEWAY_KEY TELL_FROM} and {@code forget}, answers each with one
 * word, and says {@code SEQ NANOS} of each stored fact from that number on. Ends with its input.
 */
final class PlatformMain {
    private PlatformMain() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var key = KeyFiles.openOrCreate(folder.resolve(PlatformProcess.KEY),
                folder.resolve(PlatformProcess.PUBLIC_KEY));
        PlatformClient client = null;
        try (var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = words.readLine(); line != null; line = words.readLine()) {
                var fields = line.split(" ");
                if (fields[0].equals("open")) {
                    var facts = Files.createTempFile(folder, "platform", ".facts");
                    var settings = new PlatformClient.Settings(fields[1], "platform", List.of(Path.of(fields[2])),
                            facts);
                    client = new PlatformClient(settings, new StandInPlatform(Map.of(), key),
                            new Teller(Long.parseLong(fields[3])));
                    client.start();
                } else if (client != null) {
                    client.close();
                    client = null;
                    System.out.println("forgotten");
                }
            }
        }
        if (client != null) {
            client.close();
        }
    }

    private record Teller(long tellFrom) implements PlatformListener {
        @Override
        public void connected() {
            System.out.println("connected");
        }

        @Override
        public void stored(FactHeader header) {
            if (header.seq() >= tellFrom) {
                System.out.println(header.seq() + " " + System.nanoTime());
            }
        }

        @Override
        public void refused(String why) {
            System.err.println("  platform: " + why);
        }
    }
}
