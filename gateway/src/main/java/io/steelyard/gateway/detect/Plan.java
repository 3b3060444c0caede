package io.steelyard.gateway.detect;

import static io.steelyard.gateway.detect.Probe.ESCAPE_P;
import static io.steelyard.gateway.detect.Probe.FDX_B;
import static io.steelyard.gateway.detect.Probe.IP;
import static io.steelyard.gateway.detect.Probe.LF_W;
import static io.steelyard.gateway.detect.Probe.MERCURY;
import static io.steelyard.gateway.detect.Probe.MODBUS;
import static io.steelyard.gateway.detect.Probe.PN532;
import static io.steelyard.gateway.detect.Probe.Q;
import static io.steelyard.gateway.detect.Probe.R200;
import static io.steelyard.gateway.detect.Probe.RCP;
import static io.steelyard.gateway.detect.Probe.READ;
import static io.steelyard.gateway.detect.Probe.RW;
import static io.steelyard.gateway.detect.Probe.SI;
import static io.steelyard.gateway.detect.Probe.UHF_READER18;
import static io.steelyard.gateway.detect.Probe.W;
import static io.steelyard.gateway.detect.Probe.W_CR;
import static io.steelyard.gateway.detect.Probe.YAOHUA;

import java.util.ArrayList;
import java.util.List;

/**
 * Where to listen and what to ask there, in this order. The order is part of what keeps the questions harmless; see
 * {@link Probe}.
 *
 * @param listening
 *            lines to listen at. On the first two a line that speaks at any rate shows at least as garbage: a slow
 *            sender at the fast one, a fast sender at one of them
 * @param rows
 *            lines to ask at, and what
 */
public record Plan(List<String> listening, List<Row> rows) {

    /** Questions at one line. */
    record Row(String line, List<Probe> probes) {
        private static Row of(String line, Probe... probes) {
            return new Row(line, List.of(probes));
        }
    }

    /** The line of a converter, which only its own menu can set. */
    public static final String CONVERTER = "";

    /** Lines with seven bits and parity are heard at 8N1 too; {@link SevenBits} tells them. */
    private static final List<String> LISTENING = List.of("9600 8N1", "115200 8N1", "4800 8N1", "2400 8N1", "1200 8N1",
            "600 8N1", "57600 8N1");

    private static final List<Row> ROWS = List.of( //
            Row.of("9600 8N1", SI, RW, READ, LF_W, YAOHUA, FDX_B, MODBUS), //
            Row.of("115200 8N1", R200, MERCURY, PN532, RCP), //
            Row.of("2400 7E1", SI, RW, Q), //
            Row.of("9600 7E1", SI, RW, READ, W_CR, W), //
            Row.of("9600 8N1", SI, Q, IP, ESCAPE_P), //
            Row.of("57600 8N1", UHF_READER18), //
            Row.of("1200 7O1", SI, RW, Q, ESCAPE_P), //
            Row.of("4800 8N1", YAOHUA), //
            Row.of("2400 8N1", YAOHUA), //
            Row.of("1200 8N1", YAOHUA), //
            Row.of("600 8N1", YAOHUA));

    private static final List<Probe> ANYWHERE = List.of(SI, RW, Q, READ, IP, ESCAPE_P, LF_W, W_CR, W, YAOHUA, FDX_B,
            MODBUS, R200, MERCURY, UHF_READER18);

    /** All lines that the dialects usually have. */
    public static Plan usual() {
        return new Plan(LISTENING, ROWS);
    }

    /** Only the line that the technician knows, or the {@link #CONVERTER}'s: everything that may be asked there. */
    public static Plan at(String line) {
        List<Probe> probes = new ArrayList<>(ANYWHERE);
        ROWS.stream().filter(row -> row.line().equals(line)).flatMap(row -> row.probes().stream())
                .filter(probe -> !ANYWHERE.contains(probe)).forEach(probes::add);
        return new Plan(List.of(line), List.of(new Row(line, List.copyOf(probes))));
    }
}
