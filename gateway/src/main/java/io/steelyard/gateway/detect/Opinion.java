package io.steelyard.gateway.detect;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.tag.TagValue;

/**
 * What all suspects together make of what was heard at one place.
 *
 * @param line
 *            the line as it really is, where parity showed in bit 7
 * @param best
 *            the accepted that explain the bytes equally well, and better than the others do; empty if none is accepted
 * @param promising
 *            those of which too little was heard
 * @param speakers
 *            those whose words the bytes are, be it only a refusal
 */
record Opinion(String line, List<Hearing> best, List<Hearing> promising, List<Hearing> speakers) {

    private static final Comparator<Hearing> BETTER_FIRST = Comparator
            .comparing((Hearing hearing) -> hearing.suspect().checked()).thenComparing(Hearing::explained).reversed();

    /** Binary frames may show parity by chance; it is believed where somebody speaks seven bits. */
    static Opinion of(List<Suspect> suspects, String heardAt, Heard heard) {
        Bursts bursts = heard.bursts();
        return SevenBits.shownBy(heardAt, bursts.all())
                .map(seven -> of(suspects, seven.line(), bursts.map(SevenBits::withoutParity)))
                .filter(opinion -> !opinion.understood().isEmpty())
                .orElseGet(() -> of(suspects, heardAt, bursts));
    }

    private static Opinion of(List<Suspect> suspects, String line, Bursts bursts) {
        List<Hearing> hearings = suspects.stream().map(suspect -> Hearing.of(suspect, bursts)).toList();
        List<Hearing> accepted = hearings.stream().filter(Hearing::accepted).sorted(BETTER_FIRST).toList();
        return new Opinion(line,
                accepted.stream().filter(one -> BETTER_FIRST.compare(one, accepted.getFirst()) == 0).toList(),
                hearings.stream().filter(Hearing::promising).toList(),
                hearings.stream().filter(Hearing::speaks).toList());
    }

    /** Are all of the best beyond doubt? */
    boolean sure() {
        return !best.isEmpty() && best.stream().allMatch(Hearing::sure);
    }

    /** Could more answers to the same question make this no better? Without a check three are as good as any more. */
    boolean settled() {
        return !best.isEmpty() && best.stream().allMatch(one -> one.sure() || !one.suspect().checked());
    }

    /** The names of the dialects in whose words this is, be it only to refuse or too little to be sure. */
    Set<String> understood() {
        return Stream.of(best, promising, speakers).flatMap(List::stream).map(one -> one.suspect().name())
                .collect(Collectors.toSet());
    }

    /** Are these lines of text and nothing else? Any scanner, terminal or printer sends such. */
    static boolean isText(Heard heard) {
        int lines = 0;
        int textBytes = 0;
        for (Decoded<TagValue> one : heard.bursts().decodedBy(TagDialect.SCANNER.newDecoder())) {
            if (one instanceof Decoded.Value<TagValue>(TagValue.TagRead _, byte[] frame)) {
                lines++;
                textBytes += frame.length;
            }
        }
        return lines > 0 && 2 * textBytes > heard.bursts().all().length;
    }
}
