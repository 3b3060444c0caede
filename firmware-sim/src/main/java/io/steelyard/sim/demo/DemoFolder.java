package io.steelyard.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a demo keeps everything.
 *
 * <pre>
 *   gateway.toml               the gateway's configuration, made for this run
 *   gateway/                   the gateway's own data folder: journal and keys
 *   dev/                       links to the pseudo-terminals
 *   platform.key, platform.pub the platform's signing key
 *   platform-facts.tsv         what the platform has stored
 * </pre>
 */
record DemoFolder(Path root) {
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

    void create() throws IOException {
        Files.createDirectories(root.resolve("dev"));
    }
}
