package io.steelyard.gateway.field;

import io.steelyard.gateway.detect.Verdict;
import io.steelyard.gateway.detect.Verdict.Ambiguous;
import io.steelyard.gateway.detect.Verdict.Candidate;
import io.steelyard.gateway.detect.Verdict.Found;
import io.steelyard.gateway.detect.Verdict.NothingRecognised;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What detection found out, as lines for a configuration in which everything else is a comment, or as JSON. */
final class VerdictText {
    private VerdictText() {}

    /** @param link the address, as a configuration writes it */
    static List<String> lines(Verdict verdict, String link) {
        return switch (verdict) {
            case Found found -> found(found, link);
            case Ambiguous ambiguous -> ambiguous(ambiguous, link);
            case NothingRecognised nothing -> nothing(nothing);
        };
    }

    private static List<String> found(Found found, String link) {
        Candidate candidate = found.candidate();
        List<String> lines = new ArrayList<>();
        lines.add("# for " + table(candidate) + "; confidence " + found.confidence().text() + ": "
                + candidate.evidence());
        lines.add("dialect = \"" + candidate.dialect() + "\"");
        lines.addAll(address(candidate.line(), link));
        return lines;
    }

    /** The dialect stays a comment: whoever pastes this has to choose. */
    private static List<String> ambiguous(Ambiguous ambiguous, String link) {
        List<String> lines = new ArrayList<>();
        lines.add("# ambiguous: " + ambiguous.why());
        lines.add("# to decide: " + ambiguous.decide());
        ambiguous.candidates().forEach(candidate -> lines.add("# dialect = \"" + candidate.dialect() + "\"   # "
                + table(candidate) + ", " + candidate.evidence()));
        lines.addAll(address(ambiguous.candidates().getFirst().line(), link));
        return lines;
    }

    private static List<String> nothing(NothingRecognised nothing) {
        List<String> lines = new ArrayList<>();
        lines.add("# nothing recognised: " + nothing.heard());
        nothing.advice().forEach(advice -> lines.add("# - " + advice));
        return lines;
    }

    private static String table(Candidate candidate) {
        return candidate.scale() ? "[station.scale]" : "[[station.reader]]";
    }

    private static List<String> address(String line, String link) {
        String attached = "link = \"" + link + "\"";
        return line.isEmpty() ? List.of(attached) : List.of(attached, "line = \"" + line + "\"");
    }

    /** One line of JSON. */
    static String json(Verdict verdict, String link) {
        return DecodedJson.line(json -> {
            switch (verdict) {
                case Found found -> {
                    json.writeStringProperty("verdict", "found");
                    json.writeStringProperty("link", link);
                    candidate(json, found.candidate());
                    json.writeStringProperty("confidence", found.confidence().text());
                }
                case Ambiguous ambiguous -> {
                    json.writeStringProperty("verdict", "ambiguous");
                    json.writeStringProperty("link", link);
                    json.writeArrayPropertyStart("candidates");
                    for (Candidate candidate : ambiguous.candidates()) {
                        json.writeStartObject();
                        candidate(json, candidate);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeStringProperty("why", ambiguous.why());
                    json.writeStringProperty("decide", ambiguous.decide());
                }
                case NothingRecognised nothing -> {
                    json.writeStringProperty("verdict", "nothing");
                    json.writeStringProperty("link", link);
                    json.writeNumberProperty("bytes", nothing.bytes());
                    json.writeStringProperty("heard", nothing.heard());
                    json.writeArrayPropertyStart("advice");
                    nothing.advice().forEach(json::writeString);
                    json.writeEndArray();
                }
            }
        });
    }

    private static void candidate(JsonGenerator json, Candidate candidate) {
        json.writeStringProperty("dialect", candidate.dialect());
        json.writeStringProperty("device", candidate.scale() ? "scale" : "reader");
        if (candidate.line().isEmpty()) {
            json.writeNullProperty("line");
        } else {
            json.writeStringProperty("line", candidate.line());
        }
        json.writeStringProperty("evidence", candidate.evidence());
    }
}
