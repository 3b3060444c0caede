package io.steelyard.sim.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Writes facts as the contract says, by hand: chained and signed with the keys of RFC 8032 §7.1. Mutable, one owner. */
public final class HandMadeJournal {
    public static final String GATEWAY = "hz-yuhang-0042";
    public static final String JOURNAL = "5f0c";

    /** TEST 1 of RFC 8032 §7.1. */
    public static final KeyPair GATEWAY_KEY = pair("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    /** TEST 2: somebody else. */
    public static final KeyPair STRANGERS_KEY = pair("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    /** TEST 3: the platform. */
    public static final KeyPair PLATFORM_KEY = pair("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");

    private final String journal;
    private long seq;
    private String prev = "A".repeat(43);

    public HandMadeJournal(String journal) {
        this.journal = journal;
    }

    /** The next fact of the chain. */
    public SignedFact next(String type, String at, String data) {
        SignedFact fact = sign(json(seq + 1, prev, type, at, data), GATEWAY_KEY);
        seq++;
        prev = hash(fact.bytes());
        return fact;
    }

    /** The next fact, of no interest but for its place. */
    public SignedFact next() {
        return next("device", "2026-11-21T08:05:12.341Z", "{\"station\":\"bay-1\",\"event\":\"link-up\"}");
    }

    /** A fact of this journal with any number and any link, not continuing the chain. */
    public String json(long number, String link, String type, String at, String data) {
        return "{\"id\":\"" + id(number) + "\",\"type\":\"" + type + "\",\"gateway\":\"" + GATEWAY + "\",\"journal\":\""
                + journal + "\",\"seq\":" + number + ",\"prev\":\"" + link + "\",\"at\":\"" + at
                + "\",\"clock\":{\"trusted\":true,\"boot\":\"b1\",\"uptimeMs\":8123341},\"software\":\"steelyard 0.3.1\","
                + "\"data\":" + data + "}";
    }

    /** A UUIDv7 that only looks random: unique by journal and number. */
    public String id(long number) {
        return "01930000-0000-7000-8000-%04x%08x".formatted(journal.hashCode() & 0xffff, number);
    }

    public static SignedFact sign(String json, KeyPair key) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key.getPrivate());
            signer.update(bytes);
            return new SignedFact(bytes, signer.sign(), KeyFiles.keyId(key.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The fact with another byte in its text and its old signature. */
    public static SignedFact altered(SignedFact fact, String from, String to) {
        String text = new String(fact.bytes(), StandardCharsets.UTF_8).replace(from, to);
        return new SignedFact(text.getBytes(StandardCharsets.UTF_8), fact.signature(), fact.keyId());
    }

    /** Raw keys in the DER of RFC 8410, whose frame is constant for Ed25519. */
    private static KeyPair pair(String privateHex, String publicHex) {
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            byte[] spki = HexFormat.of().parseHex("302a300506032b6570032100" + publicHex);
            byte[] pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420" + privateHex);
            return new KeyPair(factory.generatePublic(new X509EncodedKeySpec(spki)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
