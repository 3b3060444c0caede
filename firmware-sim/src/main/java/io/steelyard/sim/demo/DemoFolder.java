package io.steelyard.sim.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * Where a demo keeps everything.
 *
 * <pre>
 *   gateway.toml               the gateway's configuration, made for this run
 *   catalog/                   the documents it names, copies of the samples
 *   gateway/                   the gateway's own data folder: journal and keys
 *   dev/                       links to the pseudo-terminals
 *   platform.key, platform.pub the platform's signing key
 *   platform-facts.tsv         what the platform has stored
 * </pre>
 */
record DemoFolder(Path root) {
    /** In the jar since the build took them from {@code config/catalog}. */
    private static final List<String> DOCUMENTS = List.of("materials-2026-11.toml", "tariff-2026-11.toml",
            "factors-2026-11.toml");

    /** The text of a file in the jar. */
    static String resource(String name) {
        try (var text = Objects.requireNonNull(DemoFolder.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("read " + name + " in the jar", unreadable);
        }
    }

    Path config() {
        return root.resolve("gateway.toml");
    }

    Path gatewayData() {
        return root.resolve("gateway");
    }

    Path gatewayKey() {
        return gatewayData().resolve("gateway.pub");
    }

    Path device(String name) {
        return root.resolve("dev").resolve(name);
    }

    Path platformKey() {
        return root.resolve("platform.key");
    }

    Path platformPublicKey() {
        return root.resolve("platform.pub");
    }

    Path platformFacts() {
        return root.resolve("platform-facts.tsv");
    }

    /** The judge knows what happened in one run, so a folder holds one. */
    void create() throws IOException {
        if (Files.exists(platformFacts())) {
            throw new IOException("an earlier demo was kept in " + root + "; name a new folder with --data");
        }
        if (Files.exists(config())) {
            throw new IOException(
                    config() + " is there already, of a gateway or another demo; name a new folder with --data");
        }
        Files.createDirectories(root.resolve("dev"));
        var catalog = Files.createDirectories(root.resolve("catalog"));
        for (var document : DOCUMENTS) {
            try (var sample = Objects.requireNonNull(DemoFolder.class.getResourceAsStream("/catalog/" + document))) {
                Files.copy(sample, catalog.resolve(document), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
