package io.steelyard.sim.stick;

import io.steelyard.sim.platform.FactsFile;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.StandInPlatform;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** What {@code sim --import} says: the file from a stick, the platform's key for it, and where the platform keeps facts. */
public final class StickCommand {
    @Option(names = "--import", required = true, paramLabel = "FILE", description = "what `steelyard records export --usb` wrote: takes it into a stand-in platform")
    private Path file = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "the platform's secret stick key, as `age-keygen -o` wrote it")
    private Path key = Path.of("");

    @Option(names = "--gateway-key", required = true, paramLabel = "FILE", description = "gateway.pub of the gateway that wrote it")
    private Path gatewayKey = Path.of("");

    @Option(names = "--facts", paramLabel = "FILE", description = "what the platform has, a line a fact; added to (default: ${DEFAULT-VALUE})", defaultValue = "platform-facts.tsv")
    private Path facts = Path.of("");

    /** Takes the file in. Returns whether every fact of it is kept; throws with one sentence when nothing was taken. */
    public boolean run(PrintWriter out) throws IOException {
        StandInPlatform platform = new StandInPlatform(Map.of(), KeyFiles.newPair());
        platform.trust(KeyFiles.readPublic(gatewayKey));
        StickKey secret = StickKey.read(key);
        try (FactsFile kept = FactsFile.open(facts)) {
            platform.restore(FactsFile.read(facts));
            StickImport taken = StickImport.into(platform, file, secret);
            kept.append(taken.fresh());
            out.println(taken.fresh().size() + " facts are new and kept in " + facts + ", " + taken.known()
                    + " were there already, " + taken.refused().size() + " refused");
            taken.refused().stream().limit(1).forEach(why -> out.println("the first refused: " + why));
            return taken.refused().isEmpty();
        }
    }
}
