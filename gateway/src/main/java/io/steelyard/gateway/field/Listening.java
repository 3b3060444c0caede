package io.steelyard.gateway.field;

import io.steelyard.gateway.detect.Plan;
import io.steelyard.gateway.detect.Search;
import io.steelyard.gateway.detect.Verdict;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.SerialAddress;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds out what is on a port, as {@code detect} does, and says it in a line. */
record Listening(Duration most, Time time, Consumer<String> tell) {
    /** What is to be proposed; empty where only a person can tell. */
    Optional<String> on(String port) {
        var address = LinkAddress.parse(port, LineSettings.USUAL).orElseThrow();
        boolean hasLine = address instanceof SerialAddress;
        tell.accept("listening on " + port + " for up to " + most.toSeconds()
                + " s; where a reader is, show it a card or a code now …");
        DetectingPort.Opener opener = line -> hasLine
                ? LinkAddress.parse(port, LineSettings.parse(line).orElseThrow()).orElseThrow().open()
                : address.open();
        try (var opened = new DetectingPort(opener, time, _ -> {})) {
            return told(port, opened.run(new Search(hasLine ? Plan.usual() : Plan.at(Plan.CONVERTER), most)));
        } catch (IOException refused) {
            tell.accept(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> told(String port, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Found found -> {
                tell.accept(port + ": " + Attached.of(found.candidate()) + ", confidence " + found.confidence().text());
                yield Optional.of(Attached.of(found.candidate()).toString());
            }
            case Verdict.Ambiguous ambiguous -> {
                tell.accept(port + ": one of "
                        + ambiguous.candidates().stream().map(one -> Attached.of(one).toString())
                                .collect(Collectors.joining("; "))
                        + ": " + ambiguous.why() + " " + ambiguous.decide());
                yield Optional.empty();
            }
            case Verdict.NothingRecognised nothing -> {
                tell.accept(port + ": " + nothing.heard());
                yield Optional.of(Answers.NONE);
            }
        };
    }
}
