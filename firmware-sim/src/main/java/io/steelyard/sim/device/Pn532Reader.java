package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A PN532 on its serial line, for 13.56 MHz cards to ISO 14443 A; it answers when asked.
 *
 * <pre>
 *  00 00 FF  LEN  LCS  TFI data  DCS  00       LEN + LCS = 0 and TFI + data + DCS = 0, modulo 256; TFI D4 out, D5 in
 *  00 00 FF 00 FF 00                           ACK: the chip's at once after each sound command; the host's ends a wait
 *
 *  host                                        answer after the ACK
 *  55 55 00 00 00 ...                          none: wakes the chip, which sleeps from power-up; until it is awake, and it
 *                                              is with the fifth byte from the first 55, nothing is heard
 *  D4 02                                       D5 03 32 01 06 07: a PN532, firmware 1.6
 *  D4 14 ...                                   D5 15: how a secure module is used; there is none
 *  D4 32 05 xx xx nn                           D5 33: a poll gives up after nn + 1 tries; FF, as at power-up: never
 *  D4 4A n 00                                  D5 4B, number of cards (n at most), for each: its place, ATQA 2, SAK, length
 *                                              of UID, UID; waits for a card, and when it gives up there are 00 cards
 *  D4 16 ...                                   D5 17, and the chip sleeps
 *  D4 40 or 42 with anything but reading       counted as a change, with D4 08, 0E, 10, 12: D5 and the next number
 *  another command, or TFI                     00 00 FF 01 FF 7F 81 00
 * </pre>
 *
 * 115200 8N1. From public notes and tests of the chip and its user manual's frames; that five bytes wake it and that a try
 * takes 10 ms are chosen here. A command with a wrong LCS or DCS is not answered. A card is presented by its UID, 8, 14 or
 * 20 hex digits; of one of 4 bytes ATQA and SAK are those of a MIFARE Classic, of the longer ones those of an Ultralight.
 */
public final class Pn532Reader implements FieldReader {
    private static final byte WAKING = 0x55;
    private static final int WAKING_BYTES = 5;
    private static final byte TO_CHIP = (byte) 0xD4;
    private static final byte FROM_CHIP = (byte) 0xD5;
    private static final int VERSION = 0x02;
    private static final int SECURE_MODULE = 0x14;
    private static final int POWER_DOWN = 0x16;
    private static final int RF_SETTINGS = 0x32;
    private static final int EXCHANGE = 0x40;
    private static final int EXCHANGE_RAW = 0x42;
    private static final int POLL = 0x4A;
    /** Register, pins, baud rate, parameters. */
    private static final Set<Integer> CHANGING = Set.of(0x08, 0x0E, 0x10, 0x12);
    /** What a card is told to be read: block, and the key for it. */
    private static final Set<Integer> READING = Set.of(0x30, 0x60, 0x61);
    private static final byte DONE = 0x00;
    /** As of a card that does not answer: what cards hold is not modelled. */
    private static final byte TIME_OUT = 0x01;
    private static final byte[] ABOUT = {0x32, 0x01, 0x06, 0x07};
    private static final byte[] NO_DATA = {};
    private static final byte[] ACK = {0x00, 0x00, (byte) 0xFF, 0x00, (byte) 0xFF, 0x00};
    private static final byte[] SYNTAX_ERROR = {0x00, 0x00, (byte) 0xFF, 0x01, (byte) 0xFF, 0x7F, (byte) 0x81, 0x00};
    private static final int RETRIES_ITEM = 0x05;
    private static final int FOR_EVER = 0xFF;
    private static final long TRY_NANOS = 10_000_000L;
    private static final int CARDS_MAX = 2;
    private static final int SHORT_UID_BYTES = 4;

    private final String name;
    private final Transmitter line;
    private final Commands commands = new Commands(new Pn532Envelope());
    private final SequencedSet<String> field = new LinkedHashSet<>();
    private int retries = FOR_EVER;
    // since power-up or power-down
    private int wakingHeard;
    // for one poll
    private int cardsWanted;
    private long givesUpNanos;

    private int changes;
    private int unknown;

    /** A chip with nothing in its field, on a line of that rate; asleep. */
    public Pn532Reader(String name, LineRate rate) {
        this.name = name;
        this.line = new Transmitter(rate);
    }

    /** Whether a card can have this UID: 4, 7 or 10 bytes in hex digits. */
    public static boolean isUid(String code) {
        return code.matches("([0-9A-Fa-f]{8}|[0-9A-Fa-f]{14}|[0-9A-Fa-f]{20})");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int commandsThatChange() {
        return changes;
    }

    @Override
    public int commandsUnknown() {
        return unknown;
    }

    @Override
    public void present(long nowNanos, String uid) {
        if (!isUid(uid)) {
            throw new IllegalArgumentException("a UID is 4, 7 or 10 bytes in hex digits: " + uid);
        }
        giveUp(nowNanos);
        field.add(uid);
        poll(nowNanos);
    }

    @Override
    public void withdraw(long nowNanos) {
        giveUp(nowNanos);
        field.clear();
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        giveUp(nowNanos);
        for (byte b : received) {
            hear(nowNanos, b);
        }
        return line.sentBy(nowNanos);
    }

    private void hear(long nowNanos, byte b) {
        if (wakingHeard < WAKING_BYTES) {
            wakingHeard += wakingHeard > 0 || b == WAKING ? 1 : 0;
            return;
        }
        byte[] command = commands.hear(nowNanos, b);
        if (command.length == 0) {
            return;
        }
        cardsWanted = 0;
        byte[] content = Pn532Envelope.content(command);
        if (content.length > 0) {
            line.send(nowNanos, ACK);
            obey(nowNanos, content);
        }
    }

    /** @param content TFI, command and its data */
    private void obey(long nowNanos, byte[] content) {
        if (content[0] != TO_CHIP || content.length < 2) {
            unknown++;
            line.send(nowNanos, SYNTAX_ERROR);
            return;
        }
        int command = content[1] & 0xFF;
        byte[] data = Arrays.copyOfRange(content, 2, content.length);
        switch (command) {
            case VERSION -> say(nowNanos, command, ABOUT);
            case SECURE_MODULE -> say(nowNanos, command, NO_DATA);
            case RF_SETTINGS -> {
                if (data.length == 4 && data[0] == RETRIES_ITEM) {
                    retries = data[3] & 0xFF;
                }
                say(nowNanos, command, NO_DATA);
            }
            case POLL -> {
                cardsWanted = data.length >= 2 && data[1] == 0 ? Math.clamp(data[0], 1, CARDS_MAX) : 0;
                givesUpNanos = retries == FOR_EVER ? Long.MAX_VALUE : nowNanos + (retries + 1) * TRY_NANOS;
                poll(nowNanos);
            }
            case POWER_DOWN -> {
                say(nowNanos, command, new byte[]{DONE});
                wakingHeard = 0;
            }
            default -> change(nowNanos, command, data);
        }
    }

    private void change(long nowNanos, int command, byte[] data) {
        boolean exchange = command == EXCHANGE || command == EXCHANGE_RAW;
        if (!exchange && !CHANGING.contains(command)) {
            unknown++;
            line.send(nowNanos, SYNTAX_ERROR);
            return;
        }
        int toldAt = command == EXCHANGE ? 1 : 0;
        boolean reading = exchange && data.length > toldAt && READING.contains(data[toldAt] & 0xFF);
        changes += reading ? 0 : 1;
        say(nowNanos, command, exchange ? new byte[]{reading ? TIME_OUT : DONE} : NO_DATA);
    }

    private void poll(long nowNanos) {
        if (cardsWanted > 0 && !field.isEmpty()) {
            ByteArrayOutputStream cards = new ByteArrayOutputStream();
            field.stream().limit(cardsWanted).forEach(uid -> card(cards, uid));
            cards(nowNanos, Math.min(cardsWanted, field.size()), cards.toByteArray());
        }
    }

    private void giveUp(long nowNanos) {
        if (cardsWanted > 0 && nowNanos >= givesUpNanos) {
            cards(givesUpNanos, 0, NO_DATA);
        }
    }

    private void cards(long atNanos, int number, byte[] cards) {
        cardsWanted = 0;
        byte[] data = new byte[1 + cards.length];
        data[0] = (byte) number;
        System.arraycopy(cards, 0, data, 1, cards.length);
        say(atNanos, POLL, data);
    }

    private static void card(ByteArrayOutputStream cards, String uid) {
        byte[] bytes = HexFormat.of().parseHex(uid);
        boolean classic = bytes.length == SHORT_UID_BYTES;
        boolean first = cards.size() == 0;
        cards.write(first ? 1 : 2);
        cards.write(0x00);
        cards.write(classic ? 0x04 : 0x44);
        cards.write(classic ? 0x08 : 0x00);
        cards.write(bytes.length);
        cards.writeBytes(bytes);
    }

    private void say(long atNanos, int command, byte[] data) {
        byte[] content = new byte[2 + data.length];
        content[0] = FROM_CHIP;
        content[1] = (byte) (command + 1);
        System.arraycopy(data, 0, content, 2, data.length);
        line.send(atNanos, Pn532Envelope.frame(content));
    }
}
