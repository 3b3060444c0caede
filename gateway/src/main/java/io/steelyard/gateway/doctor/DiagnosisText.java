package io.steelyard.gateway.doctor;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A diagnosis for a person with a phone in the hand, and for a program. */
public final class DiagnosisText {
    private static final JsonFactory JSON = new JsonFactory();
    /** A phone held upright, in letters that can be read on a ladder. */
    private static final int COLUMNS = 60;
    private static final String INDENT = "    ";

    private DiagnosisText() {}

    /** The verdict, what to do something about, then the rest in one line each. */
    public static List<String> lines(Diagnosis diagnosis) {
        var lines = new ArrayList<String>();
        lines.add(verdict(diagnosis));
        for (var finding : diagnosis.findings()) {
            if (finding.asksForSomething()) {
                lines.add("");
                lines.add((finding.grade() == Grade.WRONG ? "[X] " : "[!] ") + head(finding));
                wrap(finding.evidence(), INDENT, INDENT, lines);
                wrap(finding.remedy(), " -> ", INDENT, lines);
            }
        }
        lines.add("");
        diagnosis.findings().stream().filter(finding -> !finding.asksForSomething()).forEach(finding -> lines.add(
                (finding.grade() == Grade.WELL ? "[ok] " : "[?]  ") + head(finding) + ": " + finding.evidence()));
        return lines;
    }

    private static String head(Finding finding) {
        return finding.code().text() + (finding.subject().isEmpty() ? "" : " " + finding.subject());
    }

    private static String verdict(Diagnosis diagnosis) {
        long wrong = diagnosis.count(Grade.WRONG);
        long mind = diagnosis.count(Grade.MIND);
        var minded = mind == 0 ? "" : ", " + mind + " to mind";
        return (wrong == 0 ? "WELL" : "NOT WELL: " + wrong + (wrong == 1 ? " fault" : " faults")) + minded + " ("
                + seconds(diagnosis) + " s)";
    }

    private static String seconds(Diagnosis diagnosis) {
        return String.format(Locale.ROOT, "%.1f", diagnosis.nanos() / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /** Words are never broken: commands are copied. */
    private static void wrap(String text, String first, String next, List<String> lines) {
        var line = new StringBuilder(first);
        int begun = line.length();
        for (var word : text.split(" ")) {
            if (line.length() > begun && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                begun = line.length();
            }
            line.append(line.length() > begun ? " " : "").append(word);
        }
        lines.add(line.toString());
    }

    /** One line. */
    public static String json(Diagnosis diagnosis) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("verdict", diagnosis.isWell() ? "well" : "wrong");
            json.writeNumberProperty("millis", TimeUnit.NANOSECONDS.toMillis(diagnosis.nanos()));
            json.writeArrayPropertyStart("findings");
            for (var finding : diagnosis.findings()) {
                json.writeStartObject();
                json.writeStringProperty("code", finding.code().text());
                json.writeStringProperty("grade", finding.grade().name().toLowerCase(Locale.ROOT));
                json.writeStringProperty("subject", finding.subject());
                json.writeStringProperty("evidence", finding.evidence());
                json.writeStringProperty("remedy", finding.remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }
}
