package io.steelyard.gateway;

import io.steelyard.gateway.config.AnswersFile;
import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.field.Person;
import io.steelyard.gateway.field.ProvisionException;
import io.steelyard.gateway.field.Provisioning;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.run.SystemTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code steelyard provision}: a person at the terminal, or a file of answers, and the folder that becomes a gateway's. */
@Command(name = "provision", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Makes a bare folder a gateway's: finds ports and devices, asks for the rest, makes keys, checks the scales with a reference"
                + " mass, and has one bag weighed and acknowledged.",
        "May be stopped anywhere; the same command goes on where it was. What is answered with \"later\" is asked again.",
        "Without an uplink it does everything but the acknowledgement, and says so.", "",
        "For a script: --answers FILE --yes. A file of answers has lines as gateway = \"hz-yuhang-0042\"; the keys are those in"
                + " DIR/provision.toml, which a provisioning by hand writes, and a missing one is named.",
        "Documents are taken from DIR/catalog, where it is.", "",
        "Exit codes: 0 done, or only the acknowledgement is outstanding; 1 a scale failed its check; 2 an answer is wrong or missing;"
                + " 3 cannot go on."})
final class ProvisionCommand implements Callable<Integer> {
    private static final int SECONDS_MAX = 3600;

    @Parameters(paramLabel = "DIR", description = "the gateway's folder: configuration, keys, journal")
    private Path folder = Path.of("");

    @Option(names = "--answers", paramLabel = "FILE", description = "answers prepared, TOML")
    private Optional<Path> answers = Optional.empty();

    @Option(names = "--yes", description = "takes every proposal; nobody is asked")
    private boolean yes;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "15", description = "listens so long to each port at most (default ${DEFAULT-VALUE})")
    private int listenSeconds;

    @Option(names = "--wait", paramLabel = "N", defaultValue = "60", description = "waits so many seconds for the platform (default ${DEFAULT-VALUE})")
    private int waitSeconds;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (listenSeconds < 1 || waitSeconds < 1 || listenSeconds > SECONDS_MAX || waitSeconds > SECONDS_MAX) {
            return fail(ExitCode.WRONG_USE, "--seconds and --wait must be 1 to " + SECONDS_MAX);
        }
        try {
            Map<String, String> prepared = answers.isPresent() ? AnswersFile.read(answers.get(), true) : Map.of();
            var time = SystemTime.open();
            Provisioning.run(folder.toAbsolutePath().normalize(),
                    new Provisioning.Settings(prepared, yes, Duration.ofSeconds(listenSeconds), waitSeconds),
                    new Terminal(), new TrialGateway(time), time);
            return ExitCode.WELL;
        } catch (ProvisionException stopped) {
            return fail(switch (stopped.kind()) {
                case WRONG_ANSWER -> ExitCode.WRONG_USE;
                case CHECK_SAYS_NO -> ExitCode.CHECK_SAYS_NO;
                case CANNOT_GO_ON -> ExitCode.CANNOT_RUN;
            }, String.valueOf(stopped.getMessage()));
        } catch (ConfigException faults) {
            return fail(ExitCode.WRONG_USE, String.valueOf(faults.getMessage()));
        } catch (JournalException failed) {
            return fail(ExitCode.CANNOT_RUN, String.valueOf(failed.getMessage()));
        } catch (IOException failed) {
            return fail(ExitCode.CANNOT_RUN, "provision " + folder + ": " + failed
                    + "; check the files named and that the folder may be written to; the same command goes on");
        }
    }

    private int fail(int code, String message) {
        spec.commandLine().getErr().println(message);
        return code;
    }

    /** Questions on standard output, answers from standard input. */
    private final class Terminal implements Person {
        private final BufferedReader in = new BufferedReader(
                new InputStreamReader(System.in, Charset.defaultCharset()));

        @Override
        public void tell(String sentence) {
            spec.commandLine().getOut().println(sentence);
            spec.commandLine().getOut().flush();
        }

        @Override
        public Optional<String> answer(String question, Optional<String> proposal) throws IOException {
            spec.commandLine().getOut().print(question + proposal.map(text -> " [" + text + "]").orElse("") + "\n> ");
            spec.commandLine().getOut().flush();
            return Optional.ofNullable(in.readLine());
        }
    }
}
