package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.OperatorsFile;
import io.steelyard.gateway.kiosk.PinHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may sign in at the kiosk. */
@Command(name = "operator", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Adds somebody to the file of who may sign in at the kiosk, or gives them a new PIN.",
        "Asks for the PIN twice and keeps only its Argon2id hash. The daemon reads the file at its start:",
        "restart it. What else stands in the file is changed and removed with an editor.",
        "From a script, with the PIN as one line: steelyard operator --file FILE NAME --pin-stdin < PIN"})
final class OperatorCommand implements Callable<Integer> {
    private static final Pattern PIN = Pattern.compile("[ -~]{4,64}");

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "the file that [kiosk] operators names; made if it is not there")
    private Path file = Path.of("");

    @Parameters(paramLabel = "NAME", description = "records have a token of it: 1 to 63 lower-case letters, digits and hyphens")
    private String name = "";

    @Option(names = "--display", paramLabel = "TEXT", description = "what the screen calls them; default: NAME. For a new one")
    private Optional<String> display = Optional.empty();

    @Option(names = "--role", paramLabel = "ROLE", description = "clerk or technician; default: clerk. For a new one")
    private Optional<String> role = Optional.empty();

    @Option(names = "--badge", paramLabel = "CODE", description = "the code of their badge. For a new one")
    private Optional<String> badge = Optional.empty();

    @Option(names = "--pin-stdin", description = "take the PIN from standard input instead of asking")
    private boolean pinFromInput;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String pin;
        try {
            pin = pin();
        } catch (IOException unasked) {
            return fail("ask for the PIN of " + name + ": " + unasked.getMessage());
        }
        try {
            if (!PIN.matcher(pin).matches()) {
                return fail("a PIN has 4 to 64 letters, digits or other characters of ASCII; choose another");
            }
            var written = new OperatorsFile.Written(name, display, role, badge, PinHash.of(pin, new SecureRandom()));
            boolean added = OperatorsFile.write(file, written);
            spec.commandLine().getOut().println(file + ": " + name
                    + (added ? " may sign in" : " has a new PIN") + " from the daemon's next start on");
            return ExitCode.WELL;
        } catch (ConfigException faults) {
            return fail(String.valueOf(faults.getMessage()));
        } catch (IOException failed) {
            return fail(
                    "write " + file + ": " + failed.getMessage() + "; name a file in a folder that you may write to");
        }
    }

    private int fail(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return ExitCode.WRONG_USE;
    }

    /** As typed, or the one line of standard input. */
    private String pin() throws IOException {
        var terminal = System.console();
        if (pinFromInput) {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        if (terminal == null) {
            throw new IOException("there is no terminal to ask for the PIN; use --pin-stdin");
        }
        var first = String.valueOf(terminal.readPassword("PIN for %s: ", name));
        var again = String.valueOf(terminal.readPassword("Again: "));
        if (!first.equals(again)) {
            throw new IOException("the two PINs differ; try again");
        }
        return first;
    }
}
