package io.steelyard.sim.stick;

import io.steelyard.sim.platform.FactsFile;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.platform.StandInPlatform;
import io.steelyard.sim.platform.Verdict;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes what a stick holds into a platform: the facts arrive as by any other way, under their own identities, so one that is
 * there already is only a duplicate. The whole file is checked to its end before the first fact is taken.
 */
public final class StickImport {
    /** The contract's bound of a fact with its signature and key id, in bytes. */
    private static final int LINE_BYTES_MAX = 64 * 1024 + 256;

    private final List<SignedFact> fresh = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int known;

    private StickImport() {}

    /** @throws IOException with one sentence when the file cannot be read whole as it was written; nothing was taken then */
    public static StickImport into(StandInPlatform platform, Path file, StickKey key) throws IOException {
        try {
            walk(file, key, _ -> {});
            StickImport taken = new StickImport();
            walk(file, key, fact -> taken.note(platform.receive(fact), fact));
            return taken;
        } catch (NoSuchFileException missing) {
            throw new IOException("import " + file + ": there is no such file", missing);
        } catch (IOException unusable) {
            throw new IOException("import " + file + ": " + unusable.getMessage() + "; nothing was taken from it",
                    unusable);
        }
    }

    /** What was not there before, to be remembered. */
    public List<SignedFact> fresh() {
        return List.copyOf(fresh);
    }

    /** How many were there already. */
    public int known() {
        return known;
    }

    /** Why others were not kept. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    private void note(Verdict verdict, SignedFact fact) {
        switch (verdict) {
            case Verdict.Stored _,Verdict.Held _ -> fresh.add(fact);
            case Verdict.Duplicate _ -> known++;
            case Verdict.Refused(String why) -> refused.add(why);
        }
    }

    private interface Visit {
        void fact(SignedFact fact);
    }

    private static void walk(Path file, StickKey key, Visit visit) throws IOException {
        try (InputStream in = new BufferedInputStream(OpenedStream.open(key,
                new BufferedInputStream(Files.newInputStream(file))))) {
            byte[] line = new byte[LINE_BYTES_MAX];
            int count = 0;
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read == '\n') {
                    visit.fact(FactsFile.fact(Arrays.copyOf(line, count)));
                    count = 0;
                } else if (count == LINE_BYTES_MAX) {
                    throw new IOException("a line is longer than a fact can be");
                } else {
                    line[count++] = (byte) read;
                }
            }
            if (count > 0) {
                throw new IOException("its last line has no end");
            }
        }
    }
}
