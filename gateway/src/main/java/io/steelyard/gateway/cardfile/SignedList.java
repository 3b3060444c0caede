package io.steelyard.gateway.cardfile;

import io.steelyard.gateway.cards.CardList;
import io.steelyard.gateway.cards.CardMark;
import io.steelyard.gateway.journal.FactSigner;
import io.steelyard.gateway.station.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A list of cards with the bytes that the platform signed. Any thread.
 *
 * @param list what they say
 * @param payload the exact bytes
 * @param signature the platform's, Ed25519
 * @param marks turns a card's code into its mark in this list
 */
record SignedList(CardList list, byte[] payload, byte[] signature, Tokens marks) {
    /** Without looking at the signature, which was verified as it arrived; empty when malformed or another gateway's. */
    static Optional<SignedList> read(byte[] payload, byte[] signature, String gateway) {
        return CardsDocument.read(payload).filter(list -> list.gateway().equals(gateway))
                .map(list -> new SignedList(list, payload, signature, new Tokens(list.salt())));
    }

    /** From a file: the signature in Base64, a line feed, the payload. Empty unless the platform signed it for this gateway. */
    static Optional<SignedList> ofFile(byte[] bytes, String gateway, PublicKey platform) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        try {
            byte[] signature = Base64.getDecoder().decode(Arrays.copyOf(bytes, end));
            byte[] payload = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
            return FactSigner.verifies(platform, payload, signature)
                    ? read(payload, signature, gateway).filter(list -> Arrays.equals(list.file(), bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    byte[] file() {
        byte[] line = (Base64.getEncoder().encodeToString(signature) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(line, line.length + payload.length);
        System.arraycopy(payload, 0, whole, line.length, payload.length);
        return whole;
    }

    /** How this list names a card. */
    CardMark mark(String code) {
        return CardMark.read(marks.of(code)).orElseThrow(); // a token is as long as a mark
    }

    /** Of the payload, hexadecimal. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
