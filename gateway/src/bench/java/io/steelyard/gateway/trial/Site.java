package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.SignedFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One gateway's files in a trial.
 *
 * @param folder has configuration, platform key and the daemon's console
 * @param data the daemon's own folder
 */
record Site(Path folder, Path data) {
    private static final int FACTS_AT_A_TIME = 1_000;
    /** The configuration's default. */
    static final int WINDOW = 32;

    /** A configuration for this broker port; the one scale it names does not answer. */
    static Site make(Path folder, Path data, int brokerPort, String acknowledgeWithin) throws IOException {
        return make(folder, data, brokerPort, acknowledgeWithin, WINDOW);
    }

    private static Site make(Path folder, Path data, int brokerPort, String acknowledgeWithin, int window)
            throws IOException {
        Files.createDirectories(folder);
        KeyFiles.openOrCreate(folder.resolve("platform.key"), folder.resolve("platform.pub"));
        var site = new Site(folder, data);
        Files.writeString(site.config(), """
                [gateway]
                id = "load-0001"
                city = "trial"
                data = "%s"
                reserve = "1 MB"

                [kiosk]
                listen = "off"

                [uplink]
                broker = "tcp://127.0.0.1:%d"
                platform_key = "platform.pub"
                acknowledge_within = "%s"
                window = %d

                [[station]]
                name = "bay-1"

                [station.scale]
                name = "bay-1-scale"
                dialect = "yaohua-continuous-0"
                link = "tcp://127.0.0.1:9"
                unit = "kg"
                division = "0.01"
                max = "60.00"
                """.formatted(data, brokerPort, acknowledgeWithin, window));
        return site;
    }

    Path config() {
        return folder.resolve("gateway.toml");
    }

    Path console() {
        return folder.resolve("console.log");
    }

    Path gatewayKey() {
        return data.resolve("gateway.pub");
    }

    /** Everything in the journal, in order; also while the daemon runs. */
    List<SignedFact> journaled() throws JournalException {
        var facts = new ArrayList<SignedFact>();
        try (var reader = reader()) {
            for (var some = reader.after(0, FACTS_AT_A_TIME); !some.isEmpty();) {
                some.forEach(fact -> facts.add(new SignedFact(fact.bytes(), fact.signature(), fact.keyId())));
                some = reader.after(some.getLast().seq(), FACTS_AT_A_TIME);
            }
        }
        return facts;
    }

    /** The newest fact's number. */
    long head() throws JournalException {
        try (var reader = reader()) {
            return reader.head();
        }
    }

    private JournalReader reader() {
        return new JournalReader(data, Connections.DISK);
    }

    /** The same files in another place, for a gateway with this window. */
    Site copyTo(Path otherFolder, int brokerPort, String acknowledgeWithin, int window)
            throws IOException, InterruptedException {
        Shell.run("rm", "-rf", otherFolder.toString());
        Files.createDirectories(otherFolder);
        Shell.run("cp", "-a", data.toString(), otherFolder.resolve("data").toString());
        Shell.run("cp", "-a", folder.resolve("platform.key").toString(), folder.resolve("platform.pub").toString(),
                otherFolder.toString());
        return make(otherFolder, otherFolder.resolve("data"), brokerPort, acknowledgeWithin, window);
    }
}
