package io.steelyard.gateway;

import io.steelyard.gateway.doctor.Diagnosis;
import io.steelyard.gateway.doctor.DiagnosisText;
import io.steelyard.gateway.doctor.Disk;
import io.steelyard.gateway.doctor.Doctor;
import io.steelyard.gateway.doctor.Instruments;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is wrong at this site, and what to do. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Says in under 10 s what is wrong at this site, each fault with a code, the evidence and the exact remedy.",
        "Looks at configuration, ports, scales and readers, GPIO, clock, disk, keys, journal, broker, TLS, voltage, the daemon.",
        "Changes nothing. Beside a running daemon it opens no port and logs in to the broker under a name of its own; it writes",
        "and removes a small file in the data folder, and sends one fact again that the centre has already.",
        "Ask with sudo to see everything.", "", "Exit codes: 0 well, 1 something is wrong, 2 wrong use."})
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration, see config/")
    private Path config = Path.of("");

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The same for the daemon's pages. May take ten seconds. */
    static String json(Path config, Time time) {
        return DiagnosisText.json(examine(config, time));
    }

    private static Diagnosis examine(Path config, Time time) {
        return new Doctor(new Instruments(Path.of("/"), time, Release.built(), Connections.DISK,
                new Disk.Real(time), KioskPlace::of)).examine(config);
    }

    @Override
    public Integer call() throws IOException {
        var time = SystemTime.open();
        var diagnosis = examine(config, time);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(DiagnosisText.json(diagnosis));
        } else {
            DiagnosisText.lines(diagnosis).forEach(out::println);
        }
        out.flush();
        return diagnosis.isWell() ? ExitCode.WELL : ExitCode.CHECK_SAYS_NO;
    }
}
