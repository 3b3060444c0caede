package io.steelyard.gateway.field;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.field.ProvisionException.Kind;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.FactSigner;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.PemFile;
import io.steelyard.gateway.journal.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What provisioning leaves in its folder, each file whole or not at all:
 *
 * <pre>
 *   gateway.toml                      what is attached, for `steelyard run`
 *   identity.json, gateway.pub        who this gateway is, for the platform's operator
 *   gateway-tls.key, gateway-tls.csr  its key for TLS, and the request for a certificate
 *   platform.pub, ca.pem, gateway.crt copies of what was handed over
 *   provision.toml                    see {@link ProvisionProgress}
 * </pre>
 */
record ProvisionedFolder(Path folder, Answers answers, ProvisionProgress progress, Person person) {
    static final String CONFIG = "gateway.toml";
    private static final String REQUEST = "gateway-tls.csr";
    private static final String IDENTITY = "identity.json";
    private static final String WRITTEN = "config";
    private static final List<String> DOCUMENTS = List.of("materials", "tariff", "factors");

    GatewayConfig write() throws ProvisionException, ConfigException, JournalException, IOException {
        copy("platform-key", GatewayToml.PLATFORM_KEY);
        copy("tls-ca", GatewayToml.AUTHORITY);
        copy("tls-certificate", GatewayToml.CERTIFICATE);
        var signer = keys();
        var config = config();
        var identity = IdentityJson.of(config, answers, signer, REQUEST);
        var file = folder.resolve(IDENTITY);
        if (!Files.exists(file) || !Files.readString(file).equals(identity)) {
            WholeFile.write(file, identity.getBytes(StandardCharsets.UTF_8));
            person.tell("wrote " + file + " for the platform's operator, with the key that signs: " + signer.keyId());
        }
        return config;
    }

    /** The answer names a file from elsewhere; its copy stays when the stick that it came on is pulled out. */
    private void copy(String key, String name) throws IOException {
        var from = answers.get(key).filter(answer -> !answer.equals(Answers.LATER) && !answer.equals("usual"))
                .map(Path::of);
        var copy = folder.resolve(name);
        if (from.isPresent() && (Files.exists(from.get()) || !Files.exists(copy))) {
            byte[] content = Files.readAllBytes(from.get());
            if (!Files.exists(copy) || !Arrays.equals(content, Files.readAllBytes(copy))) {
                WholeFile.write(copy, content);
            }
        }
    }

    /** Makes what is missing; what is there stays, it may be known to others already. */
    private FactSigner keys() throws JournalException, IOException {
        try (var locked = DataFolder.lock(folder)) {
            var tls = folder.resolve(GatewayToml.TLS_KEY);
            if (!Files.exists(tls) || !Files.exists(folder.resolve(REQUEST))) {
                var pair = CertificateRequest.newKey();
                WholeFile.write(folder.resolve(REQUEST),
                        CertificateRequest.pem(answers.text("gateway"), answers.text("city"), pair));
                PemFile.write(tls, pair.getPrivate()); // last: its presence means both are there
                person.tell(
                        "made a key for TLS; " + folder.resolve(REQUEST) + " asks an authority for its certificate");
            }
            locked.tokenKey();
            return locked.signer();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has the curve P-256", missing);
        }
    }

    private GatewayConfig config() throws ProvisionException, ConfigException, IOException {
        var file = folder.resolve(CONFIG);
        byte[] text = GatewayToml.of(answers, documents(), Files.exists(folder.resolve(GatewayToml.CERTIFICATE)))
                .getBytes(StandardCharsets.UTF_8);
        var present = Files.exists(file) ? Optional.of(hash(Files.readAllBytes(file))) : Optional.<String>empty();
        if (present.isPresent() && !present.equals(progress.done(WRITTEN)) && !present.get().equals(hash(text))) {
            return handmade(file);
        }
        var candidate = folder.resolve("candidate-" + CONFIG);
        WholeFile.write(candidate, text);
        var config = ConfigFile.read(candidate);
        progress.done(WRITTEN, hash(text)); // before it is there: written by us, whatever happens between
        Files.delete(candidate);
        if (!present.equals(Optional.of(hash(text)))) {
            WholeFile.write(file, text);
            person.tell("wrote " + file);
        }
        return config;
    }

    /** Somebody's own settings are never replaced; they must only fit what was answered. */
    private GatewayConfig handmade(Path file) throws ProvisionException, ConfigException, IOException {
        var config = ConfigFile.read(file);
        var scales = answers.scales().size();
        if (!config.id().equals(answers.text("gateway")) || config.stations().size() != scales
                || !config.data().equals(folder.toAbsolutePath().normalize())) {
            throw new ProvisionException(Kind.CANNOT_GO_ON, file + " was not written by this and is of another gateway,"
                    + " folder or number of stations; move it away or name another folder");
        }
        person.tell(file + " was changed by hand and is kept as it is");
        return config;
    }

    /** The newest of each kind that lies in the folder {@code catalog}; by name, which has its month. */
    private List<String> documents() throws IOException {
        var catalog = folder.resolve("catalog");
        if (!Files.isDirectory(catalog)) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        try (var files = Files.list(catalog)) {
            var names = files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".toml"))
                    .toList();
            for (var kind : DOCUMENTS) {
                names.stream().filter(name -> name.startsWith(kind + "-")).max(Comparator.naturalOrder())
                        .ifPresent(name -> lines.add(kind + " = \"catalog/" + name + "\""));
            }
        }
        return lines;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
