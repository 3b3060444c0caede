package io.steelyard.gateway.detect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.steelyard.gateway.frame.Dialect;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.tag.TagDialect;

/**
 * What detection may ask: the dialects' own questions and nothing else. Who is attached is not known yet, so each
 * question is also heard by protocols that it was not meant for. Below is what those make of it, and what follows
 * for the order, which {@link Plan} keeps.
 *
 * <pre>
 * question    asks                understood elsewhere, and therefore
 * SI CR LF    MT-SICS, KERN KCP,  A&amp;D balances: a weight. OHAUS, Dini Argeo, ECR: a refusal. 8217: S, I no commands.
 *             RADWAG              Nowhere more, so it opens every row: left-over half commands become unknown ones
 *                                 ("Z" and "SI" are "ZSI"), where a bare line end would have completed them
 * RW CR LF    A&amp;D indicators      8217 hears the W and sends its weight. SMA, ECR, Dini Argeo: a refusal (to Dini Argeo
 *                                 R asks and W… tares, but not both on one line)
 * Q CR LF     A&amp;D balances        SMA behind an LF: a weight in high resolution. At 9600 baud a device at 2400 hears
 *                                 one T: only after RW at 2400
 * READ CR LF  Dini Argeo          8217: E begins an echo that lasts; only after RW, which an 8217 has answered by then.
 *                                 SMA, ECR: a refusal (R alone would repeat)
 * IP CR LF    OHAUS               no command elsewhere (P alone prints on some); only after SI, RW and Q, which whoever
 *                                 has an on-off key called P has answered by then
 * ESC P CR LF Sartorius           A&amp;D balances: a weight. Whoever drops the ESC hears P, "print": as IP
 * LF W CR     SMA                 ECR, 8217: a weight. Dini Argeo: W with a number is a tare, here is none; and only
 *                                 after READ, which a Dini Argeo has answered by then
 * W CR, W     ECR; 8217           each other, as above. W is the last text of its row: it leaves a line open
 * 02 A B 03…  Yaohua command      FDX-B readers and Dialog 06: half a frame or an unknown one. To 8217 A and B are tests
 * 02 01 A7…   FDX-B readers       Yaohua: 01 and A7 are no letters, so no frame
 * 01 03 00…   Modbus, address 1   function 03 only reads. Has the byte 45, the E of an 8217: as READ
 * BB … 22 7E  R200                RCP: its CRC does not fit
 * BB … 54 73  RCP                 R200: its sum does not fit. 54 is T: only at 115200 baud, where no scale is
 * 55 55 00…   PN532               wakes it and sets its SAM as it is from power-up. D4 without its bit 7 is T: as RCP
 * FF 02 21…   Mercury             no start of any other
 * 04 00 01…   UHFReader18         a scanner's packet with a wrong check. At 57600 baud a device at 9600 hears one Z:
 *                                 only after RW and W at 9600
 * </pre>
 *
 * T, Z, C and P with a line end tare, zero, clear and print on Mettler-Toledo terminals, and without one perhaps on
 * others and on an 8217. No question has one of the first three, but as said above; and a line that speaks, as a
 * terminal in continuous mode does, is asked nothing. At a wrong baud rate, 600 to 115200, no question turns into a line
 * end, so no half command that a wrong rate made is ever completed by us.
 *
 * <p>A device that hears us but whose answers do not arrive (one wire broken) is asked everything. The worst that
 * follows is a printed ticket, or an 8217 that echoes until it is switched off; nothing here tares, zeroes or sets
 * anything.
 */
public enum Probe {
    SI(ScaleDialect.MT_SICS),
    RW(ScaleDialect.AND_INDICATOR),
    Q(ScaleDialect.AND_STANDARD),
    READ(ScaleDialect.DINI_ARGEO),
    IP(ScaleDialect.OHAUS_3000),
    ESCAPE_P(ScaleDialect.SARTORIUS_SBI),
    LF_W(ScaleDialect.SMA),
    W_CR(ScaleDialect.NCI_ECR),
    W(ScaleDialect.TOLEDO_8217),
    YAOHUA(ScaleDialect.YAOHUA_COMMAND),
    FDX_B(TagDialect.FDX_B),
    MODBUS(ScaleDialect.MODBUS_RTU),
    R200(TagDialect.R200),
    MERCURY(TagDialect.MERCURY),
    PN532(TagDialect.PN532),
    RCP(TagDialect.RCP),
    UHF_READER18(TagDialect.UHF_READER18);

    private final Question question;

    Probe(Dialect dialect) {
        this.question = dialect.protocol().question().orElseThrow();
    }

    /** What is sent. */
    public byte[] bytes() {
        return question.bytes();
    }

    /** The question as manuals write it. */
    public String text() {
        return question.toString();
    }

    /** The names of the dialects that ask so. */
    List<String> dialects() {
        return Stream.<Dialect>concat(Arrays.stream(ScaleDialect.values()), Arrays.stream(TagDialect.values()))
                .filter(dialect -> dialect.protocol().question()
                        .filter(asked -> Arrays.equals(asked.bytes(), bytes())).isPresent())
                .map(Dialect::wireName).toList();
    }

    /** Does what was heard begin with this question itself, as from a line or a terminal that echoes? */
    boolean isEchoedBy(byte[] heard) {
        byte[] sent = bytes();
        return heard.length >= sent.length && Arrays.equals(sent, 0, sent.length, heard, 0, sent.length);
    }
}
