package io.steelyard.gateway.uplink;

import io.steelyard.gateway.uplink.Ranges.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The platform's word that it has committed facts:
 * {@code {"journal":"…","through":n,"seen":h,"missing":[[a,b],…],"link":"…"}}, signed.
 *
 * @param journal of which journal
 * @param through every fact from 1 to this one
 * @param seen the highest number that it has; {@code through} when it does not say
 * @param missing what it lacks, lowest first; possibly below {@code through} of an earlier word, when it lost something
 * @param link the hash of fact {@code through} as the platform has it; empty when it does not say
 */
record Acknowledgement(String journal, long through, long seen, List<Range> missing, String link) {
    /** A platform that lacks more says so when it has these. */
    static final int MISSING_MAX = 100;

    /** Empty when it is malformed: such a message changes nothing. */
    static Optional<Acknowledgement> read(byte[] payload) {
        return PlatformWord.object(payload, Acknowledgement::read);
    }

    private static Optional<Acknowledgement> read(JsonParser json) {
        var journal = "";
        long through = -1;
        long seen = -1;
        List<Range> missing = List.of();
        var link = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            if (name.equals("journal") && token == JsonToken.VALUE_STRING) {
                journal = json.getString();
            } else if (name.equals("through") && token == JsonToken.VALUE_NUMBER_INT) {
                through = json.getLongValue();
            } else if (name.equals("seen") && token == JsonToken.VALUE_NUMBER_INT) {
                seen = json.getLongValue();
            } else if (name.equals("missing") && token == JsonToken.START_ARRAY) {
                missing = ranges(json);
            } else if (name.equals("link") && token == JsonToken.VALUE_STRING) {
                link = json.getString();
            } else {
                json.skipChildren(); // of a later version
            }
        }
        return through < 0
                ? Optional.empty()
                : Optional.of(new Acknowledgement(journal, through, Math.max(seen, through), missing, link));
    }

    /** What is no range, or beyond the bound, is passed over: the platform asks again for what it goes on lacking. */
    private static List<Range> ranges(JsonParser json) {
        var ranges = new ArrayList<Range>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                continue;
            }
            var numbers = new ArrayList<Long>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    numbers.add(json.getLongValue());
                } else {
                    json.skipChildren();
                }
            }
            if (numbers.size() == 2 && numbers.get(0) >= 1 && numbers.get(1) >= numbers.get(0)
                    && ranges.size() < MISSING_MAX) {
                ranges.add(new Range(numbers.get(0), numbers.get(1)));
            }
        }
        return ranges;
    }

    /**
     * Every fact that the platform says to have: beyond {@code through} those up to {@code seen} that are not {@code missing},
     * if that list is whole. These move no watermark, they only need not be sent again.
     */
    Ranges committed() {
        var committed = new Ranges();
        committed.add(1, through);
        boolean wholeList = missing.size() < MISSING_MAX;
        boolean agrees = missing.stream().anyMatch(range -> range.first() == through + 1);
        if (wholeList && agrees) {
            committed.add(through + 1, seen);
            missing.forEach(committed::remove);
        }
        return committed;
    }
}
