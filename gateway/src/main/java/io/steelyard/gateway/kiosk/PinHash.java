package io.steelyard.gateway.kiosk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A PIN as Argon2id (RFC 9106), written as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, Base64 without padding. A PIN has few
 * digits, so nothing keeps somebody with the file from finding it in the end; the memory makes it slow.
 *
 * @param memoryKibibytes so much memory for one attempt
 * @param passes over it
 */
public record PinHash(int memoryKibibytes, int passes, String salt, String hash) {
    /** A board's small heap has room for one at a time; see OWASP's least recommendation for Argon2id. */
    private static final int MEMORY_KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    /** What a file may ask for: more would not fit into a board's heap, less would be no obstacle. */
    private static final int MEMORY_KIBIBYTES_MIN = 8_192;
    private static final int MEMORY_KIBIBYTES_MAX = 65_536;
    private static final int PASSES_MAX = 10;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern WRITTEN = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");
    private static final Object ONE_AT_A_TIME = new Object();

    /** Of a new PIN. */
    public static PinHash of(String pin, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var text = Base64.getEncoder().withoutPadding().encodeToString(salt);
        return new PinHash(MEMORY_KIBIBYTES, PASSES, text, compute(pin, MEMORY_KIBIBYTES, PASSES, text));
    }

    /** Of a PIN that nobody knows. */
    static PinHash unknown(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PinHash(MEMORY_KIBIBYTES, PASSES, Base64.getEncoder().withoutPadding().encodeToString(salt), "");
    }

    /** As written; empty when it is no such text, or asks for more than a gateway would give. */
    public static Optional<PinHash> parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        int memory = Integer.parseInt(written.group(1));
        int passes = Integer.parseInt(written.group(2));
        boolean bearable = memory >= MEMORY_KIBIBYTES_MIN && memory <= MEMORY_KIBIBYTES_MAX && passes >= 1
                && passes <= PASSES_MAX;
        return bearable && isBase64(written.group(3)) && isBase64(written.group(4))
                ? Optional.of(new PinHash(memory, passes, written.group(3), written.group(4)))
                : Optional.empty();
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Whether it is of this PIN; takes a moment, and a second one waits for the first. */
    public boolean fits(String pin) {
        return MessageDigest.isEqual(compute(pin, memoryKibibytes, passes, salt).getBytes(StandardCharsets.US_ASCII),
                hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static String compute(String pin, int memoryKibibytes, int passes, String salt) {
        synchronized (ONE_AT_A_TIME) {
            var argon = new Argon2BytesGenerator();
            argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(memoryKibibytes)
                    .withIterations(passes).withParallelism(1).withSalt(Base64.getDecoder().decode(salt)).build());
            byte[] hash = new byte[HASH_BYTES];
            argon.generateBytes(pin.getBytes(StandardCharsets.UTF_8), hash);
            return Base64.getEncoder().withoutPadding().encodeToString(hash);
        }
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
        return "$argon2id$v=19$m=" + memoryKibibytes + ",t=" + passes + ",p=1$" + salt + "$" + hash;
    }
}
