package io.steelyard.gateway.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tomlj.Toml;

/**
 * One TOML file that is read whole: its root table, and the faults noted so far.
 *
 * @param sha256 of its bytes, hexadecimal
 */
record TomlFile(Path file, Section root, String sha256, List<Fault> faults) {
    /** One slip brings others with it, and what is no TOML at all has a fault in each line. */
    private static final int SYNTAX_FAULTS_MAX = 5;

    /**
     * @throws ConfigException when it is no TOML
     * @throws IOException when it cannot be read
     */
    static TomlFile read(Path file) throws ConfigException, IOException {
        byte[] bytes = Files.readAllBytes(file);
        var faults = new ArrayList<Fault>();
        var toml = Toml.parse(text(file, bytes));
        toml.errors().stream().limit(SYNTAX_FAULTS_MAX)
                .forEach(error -> faults.add(new Fault("line " + error.position().line() + ", column "
                        + error.position().column(), "", String.valueOf(error.getMessage()))));
        int more = toml.errors().size() - SYNTAX_FAULTS_MAX;
        if (more > 0) {
            faults.add(new Fault("the rest", "", more + " more like these; mend the first ones, or name a TOML file"));
        }
        var read = new TomlFile(file, new Section(toml, "", faults), hash(bytes), faults);
        read.refuseFaults();
        return read;
    }

    /** Names in another encoding must not become question marks on a screen. */
    private static String text(Path file, byte[] bytes) throws ConfigException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            throw new ConfigException(List.of(file + ": is not UTF-8; save it in that encoding"));
        }
    }

    /** @throws ConfigException listing every fault of this file */
    void refuseFaults() throws ConfigException {
        refuseFaults(List.of());
    }

    /**
     * @param others what is wrong with files that this one names
     * @throws ConfigException listing every fault of this file, then those
     */
    void refuseFaults(List<ConfigException> others) throws ConfigException {
        var sentences = new ArrayList<String>();
        faults.forEach(fault -> sentences.add(file + ": " + fault));
        others.forEach(other -> sentences.addAll(other.sentences()));
        if (!sentences.isEmpty()) {
            throw new ConfigException(sentences);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
