package io.steelyard.gateway.tag;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.Grammar;

/** The reader protocols the gateway speaks. Which one a reader uses is configured: some share an envelope. */
public enum TagDialect {
    /** {@link Em4100Framed}, ended by ETX. */
    RDM6300("rdm6300", new Em4100Framed(Em4100Framed.RDM6300_END), "", "9600 8N1", "Seeed 113020002 data sheet p. 3",
            true),
    /** {@link Em4100Framed}, ended by CR LF ETX. */
    ID_12LA("id-12la", new Em4100Framed(Em4100Framed.ID_12LA_END), "", "9600 8N1", "ID-2/12/20LA data sheet p. 4",
            true),
    /** {@link Em18}. */
    EM_18("em-18", new Em18(), "", "9600 8N1", "EM-18 product page", true),
    /** {@link Wl134}. */
    WL_134("wl-134", new Wl134(), "", "9600 8N1", "esphome/esphome, component wl_134", true),
    /** {@link FdxB}. */
    FDX_B("fdx-b", new FdxB(), FdxB.READ_BLOCK, "9600 8N1", "134K-RW-USB-D1 communication protocol", true),
    /** {@link Pn532}. */
    PN532("pn532", new Pn532(), Pn532.LIST_CARD, "115200 8N1", "PN532 notes and unit tests", true),
    /** {@link UhfR200}. */
    R200("r200", new UhfR200(), UhfR200.SINGLE_POLL, "115200 8N1", "electron.id EL-UHF-RMT01 protocol", true),
    /** {@link Rcp}. */
    RCP("rcp", new Rcp(), Rcp.READ_ONCE, "115200 8N1", "SC UHF reader RCP text", true),
    /** {@link UhfReader18}. */
    UHF_READER18("uhf-reader18", new UhfReader18(), UhfReader18.INVENTORY,
            "57600 8N1", "IDT85/IQRFID-5102 and Timereversal/rfidtime",
            true),
    /** {@link Mercury}. */
    MERCURY("mercury", new Mercury(), Mercury.VERSION, "115200 8N1", "Mercury notes and the m5e_rfid log", true),
    /** {@link Wiegand}; a damaged word may still leave what looks like a key, so its check is not a frame's. */
    WIEGAND("wiegand", new Wiegand(), "", "9600 8N1", "IDTECK SR10 p. 10", false),
    /** {@link TextLine}. */
    SCANNER("scanner", new TextLine(ScannerSettings.USUAL), "", "9600 8N1, 115200 8N1", "GROW GM72 manual p. 27",
            false);

    private final String wireName;
    private final Grammar<TagValue> grammar;
    private final String pollHex;
    private final List<String> usualLines;
    private final String document;
    private final boolean checksummed;

    TagDialect(String wireName, Grammar<TagValue> grammar, String pollHex, String usualLines, String document,
            boolean checksummed) {
        this.wireName = wireName;
        this.grammar = grammar;
        this.pollHex = pollHex;
        this.usualLines = List.of(usualLines.split(", "));
        this.document = document;
        this.checksummed = checksummed;
    }

    /** The dialect of this name in a configuration. */
    public static Optional<TagDialect> named(String wireName) {
        return Arrays.stream(values()).filter(dialect -> dialect.wireName.equals(wireName)).findFirst();
    }

    /** The name in configuration and on the command line. */
    public String wireName() {
        return wireName;
    }

    /** A decoder at the start of a stream, for one owner; a scanner's has the usual settings. */
    public Decoder<TagValue> newDecoder() {
        return new Decoder<>(grammar);
    }

    /** A decoder for one owner, with the settings of this site's scanner; to other dialects they mean nothing. */
    public Decoder<TagValue> newDecoder(ScannerSettings settings) {
        return new Decoder<>(this == SCANNER ? new TextLine(settings) : grammar);
    }

    /** What to send when the reader speaks only when asked. It only reads; nothing here ever changes a device. */
    public Optional<byte[]> poll() {
        return pollHex.isEmpty() ? Optional.empty() : Optional.of(HexFormat.of().parseHex(pollHex));
    }

    /** The line settings such readers usually have, the likeliest first, each as {@code 9600 8N1}. */
    public List<String> usualLines() {
        return usualLines;
    }

    /** Does a frame have a check, so that a damaged one is refused? */
    public boolean checksummed() {
        return checksummed;
    }

    /** The document the dialect was written from. */
    public String document() {
        return document;
    }
}
