package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * MT-SICS levels 0 and 1 (Mettler-Toledo), and KERN KCP, which answers alike. The host asks with {@code SI}, or the
 * device was set to repeat.
 *
 * <pre>
 * a line of printable ASCII that begins with a capital letter, closed by 0D 0A
 * S S value unit   stable
 * S D value unit   not stable (dynamic)
 * S I              not executable: busy, or no stability in time
 * S +   S -        overload, underload
 * S L              the command's parameter is wrong
 * ES  ET  EL       syntax, transmission, logical error: a refusal
 * Z A   I4 A "…"   an answer to another command of levels 0 and 1: its name and a letter, perhaps parameters
 * </pre>
 *
 * Fields are split on spaces: the value is right-aligned in ten characters by Mettler-Toledo and not padded by
 * others. A decimal comma is refused. Whether the number is gross or net is not said. Answers to other commands are
 * replies with an id, a status and parameters, also tare answers ({@code T S …}). They are spelt out, not guessed: a broken line before a good one would otherwise make one
 * answer of both.
 */
final class MtSics implements ScaleGrammar {

    static final String METTLER_TOLEDO = "Mettler-Toledo GA42 operating instructions p. 31; BTEK T104 p. 44";
    static final String KERN = "KERN CKE manual p. 79; KIB-TM additional description";

    /** Send the weight now, stable or not. Changes nothing in the device. */
    private static final Question SEND_IMMEDIATELY = Question.text("SI\r\n");

    private static final int TEXT_BYTES_MAX = 126;
    private static final int VALUE_CHARACTERS_MAX = 10;
    private static final int WEIGHT_FIELDS = 4;

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String WEIGHT = "( +[-0-9.]+ +[A-Za-z]+)?";
    private static final Pattern ANSWER = Pattern.compile("(Z|ZI|TAC|D|DW|SR|SIR) [ABDILS+-]" //
            + "|(T|TA|TI) [ADILS+-]" + WEIGHT //
            + "|I[0-5] [ABIL]( [0-9]+| \"[^\"]*\")*" //
            + "|S L");
    private static final String NOT_DONE = "IL+-";

    private final String documents;

    MtSics(String documents) {
        this.documents = documents;
    }

    @Override
    public Protocol protocol() {
        return Protocol.of(documents, Proof.COMPUTED)
                .asked(SEND_IMMEDIATELY)
                .unchecked("the words of the line, not its digits");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return TEXT_BYTES_MAX + Line.END_BYTES_MAX;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] < 'A' || bytes[from] > 'Z') {
            return Match.noise();
        }
        return Line.crLf(bytes, from, to, TEXT_BYTES_MAX, MtSics::line);
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        return switch (line) {
            case "ES", "ET", "EL" -> reply(frameBytes, Reply.empty().with("error", line).refusedIf(true));
            case "S L" -> answer(line, frameBytes);
            case "S I" -> status(frameBytes, "not-executable", Set.of());
            case "S +" -> status(frameBytes, "overload", Set.of(Flag.OVERLOAD));
            case "S -" -> status(frameBytes, "underload", Set.of(Flag.UNDERLOAD));
            default -> line.startsWith("S ") ? weight(SPACES.split(line, -1), frameBytes) : answer(line, frameBytes);
        };
    }

    private static Match<ScaleValue> answer(String line, int frameBytes) {
        if (!ANSWER.matcher(line).matches()) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        int status = line.indexOf(' ') + 1;
        return reply(frameBytes, Reply.empty().with("id", line.substring(0, status - 1))
                .with("status", line.substring(status, status + 1))
                .with("parameters", line.substring(status + 1).stripLeading())
                .refusedIf(NOT_DONE.indexOf(line.charAt(status)) >= 0));
    }

    private static Match<ScaleValue> reply(int frameBytes, Reply reply) {
        return Match.frame(frameBytes, new ScaleValue.ScaleReply(reply));
    }

    private static Match<ScaleValue> status(int frameBytes, String status, Set<Flag> flags) {
        return Match.frame(frameBytes, new ScaleValue.ScaleStatus(status, flags));
    }

    private static Match<ScaleValue> weight(String[] fields, int frameBytes) {
        boolean shaped = fields.length == WEIGHT_FIELDS || fields.length == WEIGHT_FIELDS - 1;
        Truth stable = switch (fields.length > 1 ? fields[1] : "") {
            case "S" -> Truth.YES;
            case "D" -> Truth.NO;
            default -> Truth.UNKNOWN;
        };
        if (!shaped || stable == Truth.UNKNOWN || fields[2].length() > VALUE_CHARACTERS_MAX) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        Set<Flag> flags = stable == Truth.YES ? Set.of() : Set.of(Flag.MOTION);
        Optional<WeightUnit> unit = WeightUnit.written(fields[fields.length - 1]);
        Optional<BigDecimal> value = Numbers.written(fields[2]);
        if (value.isEmpty()) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        return unit.map(known -> Match.<ScaleValue>frame(frameBytes,
                ScaleValue.reading(value.get(), known, stable, Mode.UNKNOWN, flags)))
                .orElseGet(() -> Match.rejected(frameBytes, Reason.UNKNOWN_UNIT));
    }
}
