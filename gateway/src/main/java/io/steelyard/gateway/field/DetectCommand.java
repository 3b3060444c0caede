package io.steelyard.gateway.field;

import io.steelyard.gateway.detect.Plan;
import io.steelyard.gateway.detect.Search;
import io.steelyard.gateway.detect.Search.Step;
import io.steelyard.gateway.detect.Verdict;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.SerialAddress;
import io.steelyard.gateway.run.SystemTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Says what is attached to a port: dialect and line settings, or honestly that it cannot tell. Exit code 0 when one
 * dialect was found, 1 when not, 2 asked wrongly, 3 when the port cannot be opened.
 */
@Command(name = "detect", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Says what is attached to a port: its dialect and line settings, with the evidence.",
        "Listens first; a line that stays silent is asked, with questions that only read on every known device.",
        "Behind a converter (tcp://) pn532 and rcp are not asked: on an unknown line their questions could mean something else.",
        "Prints lines for the configuration; everything else on standard output is a comment.", "",
        "Exit codes: 0 found, 1 ambiguous or nothing recognised, 2 wrong use, 3 the port cannot be opened."})
public final class DetectCommand implements Callable<Integer> {
    private static final int FOUND = 0;
    private static final int NOT_FOUND = 1;
    private static final int WRONG_USE = 2;
    private static final int CANNOT_OPEN = 3;
    private static final int SECONDS_MAX = 3600;
    private static final String ANY_LINE = "9600 8N1";

    @Parameters(paramLabel = "PORT", description = "where it is attached: /dev/…, serial:/dev/… or tcp://host:port")
    private String port = "";

    @Option(names = "--line", paramLabel = "\"9600 8N1\"", description = "only at these line settings; default all usual ones")
    private @Nullable String line;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "22", description = "at most so long (default ${DEFAULT-VALUE}); the rest of it is for you to show a card or a code")
    private int seconds;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    // set by picocli for one run
    @Spec
    private CommandSpec spec = CommandSpec.create();
    private String told = "";

    @Override
    public Integer call() {
        Optional<LineSettings> settings = LineSettings.parse(line == null ? ANY_LINE : line);
        if (settings.isEmpty()) {
            return fail(WRONG_USE, "--line \"" + line + "\" is not of the form \"9600 8N1\".");
        }
        if (seconds < 1 || seconds > SECONDS_MAX) {
            return fail(WRONG_USE, "--seconds must be 1 to " + SECONDS_MAX + ".");
        }
        Optional<LinkAddress> address = LinkAddress.parse(port, settings.get());
        if (address.isEmpty()) {
            return fail(WRONG_USE, "PORT " + LinkAddress.REMEDY + ", not \"" + port + "\".");
        }
        try {
            return detect(address.get());
        } catch (IOException refused) {
            return fail(CANNOT_OPEN, refused.getMessage() + ".");
        }
    }

    private int detect(LinkAddress address) throws IOException {
        boolean hasLine = address instanceof SerialAddress;
        if (!hasLine) {
            tell("the line settings behind " + address + " are its converter's; heard and asked as it is set.");
        }
        Plan plan = hasLine ? line == null ? Plan.usual() : Plan.at(line) : Plan.at(Plan.CONVERTER);
        Search search = new Search(plan, Duration.ofSeconds(seconds));
        DetectingPort.Opener opener = at -> hasLine ? at(at).open() : address.open();
        try (DetectingPort opened = new DetectingPort(opener, SystemTime.open(), this::progress)) {
            Verdict verdict = opened.run(search);
            if (search.cutShort() && !(verdict instanceof Verdict.Found)) {
                tell("the time was over before everything was asked; give it more --seconds.");
            }
            return print(verdict, address.toString());
        }
    }

    private LinkAddress at(String settings) {
        return LinkAddress.parse(port, LineSettings.parse(settings).orElseThrow()).orElseThrow();
    }

    private void progress(Step step) {
        String now = switch (step) {
            case Step.Listen(String at, var _) -> "listening" + place(at);
            case Step.Ask ask -> "asking" + place(ask.line());
            case Step.Done _ -> told;
        };
        if (!now.equals(told)) {
            told = now;
            tell(now + " …");
        }
    }

    private static String place(String at) {
        return at.isEmpty() ? "" : " at " + at;
    }

    private int print(Verdict verdict, String link) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(VerdictText.json(verdict, link));
        } else {
            VerdictText.lines(verdict, link).forEach(out::println);
        }
        out.flush();
        return verdict instanceof Verdict.Found ? FOUND : NOT_FOUND;
    }

    private int fail(int exitCode, String sentence) {
        tell(sentence);
        return exitCode;
    }

    private void tell(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("detect: " + sentence);
        err.flush();
    }
}
