package io.steelyard.gateway.detect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.detect.Verdict.Ambiguous;
import io.steelyard.gateway.detect.Verdict.Candidate;
import io.steelyard.gateway.detect.Verdict.Confidence;
import io.steelyard.gateway.detect.Verdict.Found;

/**
 * Collects what was heard, by line and question, and judges it. Every protocol reads the same bytes; a dialect is named
 * only on positive evidence: a valid check, or three consistent frames in a row with nothing between. Where two dialects
 * explain the bytes equally well, both are named.
 *
 * <p>Owned by one search.
 */
final class Detection {

    private static final Set<String> ONE_PROTOCOL = Set.of("mt-sics", "kern-kcp");
    private static final Set<String> DIRECTIONS = Set.of("yaohua-equals-forward", "yaohua-equals-reversed");
    /** Eight characters of number and a line end: so does a terminal, or a scanner over a code of eight digits. */
    private static final String MERE_NUMBER = "cas-10";
    private static final String SCANNER = "scanner";

    private record Place(String line, @Nullable Probe probe) {}

    private final List<Suspect> suspects;
    private final Map<Place, Heard> heard = new LinkedHashMap<>();

    Detection(List<Suspect> suspects) {
        this.suspects = suspects;
    }

    /** What is heard unasked at a line; bytes are given to it. */
    Heard unasked(String line) {
        return heard.computeIfAbsent(new Place(line, null), _ -> new Heard(false));
    }

    /** What is answered to a question at a line; bytes are given to it. */
    Heard answers(String line, Probe probe) {
        return heard.computeIfAbsent(new Place(line, probe), _ -> new Heard(true));
    }

    Opinion opinion(String line, Heard heard) {
        return Opinion.of(suspects, line, heard);
    }

    /** What all that was heard until now amounts to. */
    Verdict verdict() {
        Map<Place, Opinion> opinions = new LinkedHashMap<>();
        heard.forEach((place, there) -> opinions.put(place, opinion(place.line(), there)));
        return accepted(opinions).or(() -> tooFew(opinions)).or(() -> refused(opinions)).or(this::text)
                .orElseGet(() -> Silence.verdict(heard.values().stream().mapToInt(Heard::echoes).sum(),
                        unknown(null), unknownAnswer()));
    }

    private Optional<Verdict> accepted(Map<Place, Opinion> opinions) {
        List<Opinion> latestFirst = opinions.values().stream().filter(opinion -> !opinion.best().isEmpty()).toList()
                .reversed();
        return latestFirst.stream().filter(Opinion::sure).findFirst().or(() -> latestFirst.stream().findFirst())
                .map(opinion -> opinion.best().size() == 1 && !names(opinion.best()).contains(MERE_NUMBER)
                        ? found(opinion)
                        : ambiguous(opinion));
    }

    private static Verdict found(Opinion opinion) {
        Hearing hearing = opinion.best().getFirst();
        return new Found(candidate(opinion.line(), hearing), hearing.sure() ? Confidence.HIGH : Confidence.FAIR);
    }

    private static Verdict ambiguous(Opinion opinion) {
        Set<String> names = names(opinion.best());
        List<Candidate> candidates = candidates(opinion.line(), opinion.best());
        if (names.equals(ONE_PROTOCOL)) {
            return new Ambiguous(candidates, "these are one protocol under two makers' names",
                    "write the one of the maker on the scale's plate; both read it alike");
        }
        if (names.equals(DIRECTIONS)) {
            return new Ambiguous(candidates, "read from either end the frames give a weight",
                    "put on a load: the dialect by which `steelyard decode` prints what the display shows is right");
        }
        if (names.equals(Set.of(MERE_NUMBER))) {
            return new Ambiguous(withScanner(candidates, opinion),
                    "the lines are a number of eight characters and nothing more",
                    "look whether the numbers are those on a scale's display or those of codes");
        }
        return new Ambiguous(candidates, "they explain the same bytes equally well",
                "take the one of which `steelyard decode` prints what the display shows");
    }

    private static List<Candidate> withScanner(List<Candidate> candidates, Opinion opinion) {
        Candidate scanner = new Candidate(SCANNER, false, opinion.line(), "lines of text");
        return List.of(candidates.getFirst(), scanner);
    }

    private static Optional<Verdict> tooFew(Map<Place, Opinion> opinions) {
        return opinions.values().stream().filter(opinion -> !opinion.promising().isEmpty()).findFirst()
                .map(opinion -> new Ambiguous(candidates(opinion.line(), opinion.promising()),
                        "too few frames came to be sure",
                        "let the device send more (a load, a card, its print key) and try again with --line"));
    }

    /** Only of answers: unasked, such words may be the questions of another host. */
    private static Optional<Verdict> refused(Map<Place, Opinion> opinions) {
        return opinions.entrySet().stream().filter(there -> there.getKey().probe() != null).map(Map.Entry::getValue)
                .filter(opinion -> !opinion.speakers().isEmpty()).findFirst()
                .map(opinion -> new Ambiguous(candidates(opinion.line(), opinion.speakers()),
                        "the device answers in words of these, yet gave no weight and no code",
                        "see in its menu whether it is ready and which commands it takes"));
    }

    /** Only of a line that speaks unasked: an answer in plain text is no scanner's. */
    private Optional<Verdict> text() {
        return heard.entrySet().stream()
                .filter(there -> there.getKey().probe() == null && Opinion.isText(there.getValue())).findFirst()
                .map(there -> new Ambiguous(
                        List.of(new Candidate(SCANNER, false, there.getKey().line(), "lines of text")),
                        "lines of text: perhaps a scanner, but terminals, printers and receivers send such too",
                        "scan a code whose text you know; if just that came, it is a scanner"));
    }

    private Optional<Silence.Unknown> unknownAnswer() {
        return heard.keySet().stream().map(Place::probe).filter(Objects::nonNull).map(this::unknown)
                .flatMap(Optional::stream).findFirst();
    }

    /** The bytes at the first place that has some, unasked or in answer to that question. */
    private Optional<Silence.Unknown> unknown(@Nullable Probe probe) {
        return heard.entrySet().stream()
                .filter(there -> there.getKey().probe() == probe && there.getValue().bytes() > 0).findFirst()
                .map(there -> new Silence.Unknown(there.getKey().line(), probe, there.getValue().bytes(),
                        there.getValue().bursts().all()));
    }

    private static Set<String> names(List<Hearing> hearings) {
        return hearings.stream().map(hearing -> hearing.suspect().name()).collect(Collectors.toSet());
    }

    private static List<Candidate> candidates(String line, List<Hearing> hearings) {
        return hearings.stream().map(hearing -> candidate(line, hearing)).toList();
    }

    private static Candidate candidate(String line, Hearing hearing) {
        return new Candidate(hearing.suspect().name(), hearing.suspect().scale(), line, hearing.evidence());
    }
}
