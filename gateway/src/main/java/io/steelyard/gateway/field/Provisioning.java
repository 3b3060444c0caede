package io.steelyard.gateway.field;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.field.ProvisionException.Kind;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.link.Port;
import io.steelyard.gateway.link.PortList;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * From a bare folder to a gateway that weighs: asks what cannot be found out, makes keys, writes the configuration, checks the
 * scales, has a bag weighed and waits for the platform's word. Each step is kept before the next begins; run again, it goes on
 * where it was. One thread.
 */
public final class Provisioning {
    /** Somebody has to fetch a bag; but nobody waits for ever. */
    private static final int WEIGH_SECONDS_MAX = 600;

    private final Path folder;
    private final Settings settings;
    private final Person person;
    private final Trial trial;
    private final Time time;
    private final ProvisionProgress progress;

    /**
     * How it is to go on without a person.
     *
     * @param prepared answers by their keys
     * @param takeProposals takes what is proposed where no answer was prepared; nobody is asked
     * @param listen how long a port is listened to
     * @param acknowledgeSecondsMax how long the platform's word is waited for
     */
    public record Settings(Map<String, String> prepared, boolean takeProposals, Duration listen,
            int acknowledgeSecondsMax) {}

    private Provisioning(Path folder, Settings settings, Person person, Trial trial, Time time,
            ProvisionProgress progress) {
        this.folder = folder;
        this.settings = settings;
        this.person = person;
        this.trial = trial;
        this.time = time;
        this.progress = progress;
    }

    /**
     * Goes on to the end.
     *
     * @throws ProvisionException when it cannot go on now
     * @throws ConfigException when the answers make no usable configuration, with every fault
     */
    public static void run(Path folder, Settings settings, Person person, Trial trial, Time time)
            throws ProvisionException, ConfigException, JournalException, IOException {
        Files.createDirectories(folder);
        new Provisioning(folder, settings, person, trial, time, ProvisionProgress.read(folder)).run();
    }

    private void run() throws ProvisionException, ConfigException, JournalException, IOException {
        refuseContradictions();
        interview();
        var answers = progress.answers();
        refuseUnasked(answers);
        var config = new ProvisionedFolder(folder, answers, progress, person).write();
        for (int scale = 1; scale <= answers.scales().size(); scale++) {
            check(config, answers, scale);
        }
        weigh(config, answers);
    }

    /** Answers prepared for another gateway must not silently lose against those given before. */
    private void refuseContradictions() throws ProvisionException {
        var given = progress.answers();
        for (var prepared : new TreeSet<>(settings.prepared().keySet())) {
            var before = given.get(prepared);
            if (before.isPresent() && !before.get().equals(settings.prepared().get(prepared))) {
                throw new ProvisionException(Kind.WRONG_ANSWER, prepared + " was answered \"" + before.get()
                        + "\" in this folder before and is \"" + settings.prepared().get(prepared)
                        + "\" now; correct it in " + folder.resolve(ProvisionProgress.NAME)
                        + ", or name another folder");
            }
        }
    }

    private void refuseUnasked(Answers answers) throws ProvisionException {
        var unasked = new TreeSet<>(settings.prepared().keySet());
        interviewNow().questions(answers).forEach(question -> unasked.remove(question.key()));
        if (!unasked.isEmpty()) {
            throw new ProvisionException(Kind.WRONG_ANSWER, "nothing here asks for "
                    + String.join(", ", unasked) + "; correct the prepared answers");
        }
    }

    private Interview interviewNow() {
        return new Interview(new PortList(Path.of("/")).all().stream().map(Port::link).toList(), progress.heard());
    }

    private void interview() throws ProvisionException, IOException {
        for (var open = interviewNow().next(progress.answers()); open.isPresent(); open = interviewNow()
                .next(progress.answers())) {
            var question = open.get();
            if (mayListenFor(question)) {
                listen(question);
                continue; // what was heard is a proposal now
            }
            if (question.key().equals("profile") && progress.answers().scales().isEmpty()) {
                var ports = progress.answers().ports();
                progress.forgetDevices();
                throw new ProvisionException(Kind.WRONG_ANSWER, "there is no scale on " + ports
                        + "; see `steelyard detect PORT`, plug the scale in or correct ports in "
                        + folder.resolve(ProvisionProgress.NAME) + ", then run the same command: it listens again");
            }
            progress.answer(question.key(), answer(question));
        }
    }

    private boolean mayListenFor(Question question) {
        return question.key().startsWith("device-") && !settings.prepared().containsKey(question.key())
                && !progress.heard().containsKey(question.key());
    }

    private void listen(Question question) throws IOException {
        int port = Integer.parseInt(question.key().substring("device-".length()));
        progress.heard(question.key(), new Listening(settings.listen(), time, person::tell)
                .on(progress.answers().ports().get(port - 1)));
    }

    private String answer(Question question) throws ProvisionException, IOException {
        var proposal = question.proposal().filter(text -> !text.isEmpty());
        var prepared = Optional.ofNullable(settings.prepared().get(question.key()))
                .or(() -> settings.takeProposals() ? proposal : Optional.empty());
        if (prepared.isPresent() || settings.takeProposals()) {
            var answer = prepared.orElseThrow(() -> new ProvisionException(Kind.WRONG_ANSWER, question.key()
                    + " has no answer: " + question.text() + "; add " + question.key() + " = \"…\" to the answers"));
            var fault = question.fault().apply(answer);
            if (fault.isPresent()) {
                throw new ProvisionException(Kind.WRONG_ANSWER,
                        question.key() + " = \"" + answer + "\" " + fault.get());
            }
            return answer;
        }
        while (true) {
            var said = person.answer(question.text(), proposal).orElseThrow(() -> new ProvisionException(
                    Kind.CANNOT_GO_ON, "stopped before an answer to \"" + question.text()
                            + "\"; the same command goes on there"));
            var answer = said.isBlank() ? proposal.orElse("") : said.strip();
            var fault = question.fault().apply(answer);
            if (fault.isEmpty()) {
                return answer;
            }
            person.tell("  \"" + answer + "\" " + fault.get());
        }
    }

    private void check(GatewayConfig config, Answers answers, int scale)
            throws ProvisionException, JournalException, IOException {
        var step = "check-" + scale;
        if (!answers.checks(scale) || progress.done(step).isPresent()) {
            return;
        }
        var station = config.stations().get(scale - 1);
        var reference = answers.decimal("scale-" + scale + "-reference");
        var result = CheckedScale.check(station, Interview.instrument(answers, "scale-" + scale), reference, time,
                person::tell)
                .orElseThrow(() -> new ProvisionException(Kind.CANNOT_GO_ON, "the check of " + station.scale().name()
                        + " was given up, nothing went on for ten minutes; the same command begins it anew"));
        long seq = new CheckFact(config, station, answers, time).record(trial, result);
        if (!result.passed()) {
            throw new ProvisionException(Kind.CHECK_SAYS_NO, station.scale().name() + " failed its check, fact " + seq
                    + ": " + String.join("; ", result.faults()) + "; the same command checks it again");
        }
        progress.done(step, String.valueOf(seq));
        person.tell(station.scale().name() + " passed its check: error " + result.error().toPlainString() + ", spread "
                + result.spread().toPlainString() + ", permitted " + result.limit().toPlainString() + "; fact " + seq);
    }

    private void weigh(GatewayConfig config, Answers answers) throws ProvisionException, JournalException, IOException {
        if (answers.text("test-weighing").equals(Answers.LATER)) {
            person.tell("no test weighing was made; the same command makes one later");
            return;
        }
        var before = progress.done("weighing").map(Long::parseLong);
        if (before.isPresent() && trial.acknowledged(config, before.get())) {
            tellDone(before.get());
            return;
        }
        long seq;
        boolean acknowledged;
        try (var running = trial.start(config, person::tell)) {
            seq = before.isPresent() ? before.get() : weighed(running);
            progress.done("weighing", String.valueOf(seq));
            acknowledged = running.acknowledged(seq, settings.acknowledgeSecondsMax());
        }
        if (acknowledged) {
            tellDone(seq);
        } else {
            person.tell("OUTSTANDING: the weighing is safe here as fact " + seq
                    + ", and the platform has not acknowledged it yet. The gateway may work meanwhile; run the same command"
                    + " again when the uplink works, to see it acknowledged");
        }
    }

    private static long weighed(Trial.Running running) throws ProvisionException {
        return running.weighed(WEIGH_SECONDS_MAX).orElseThrow(() -> new ProvisionException(Kind.CANNOT_GO_ON,
                "nobody weighed a bag for " + WEIGH_SECONDS_MAX / 60 + " minutes; the same command goes on there"));
    }

    private void tellDone(long seq) {
        person.tell("DONE: the platform has acknowledged the test weighing, fact " + seq + "; start the gateway with"
                + " `steelyard run --config " + folder.resolve(ProvisionedFolder.CONFIG) + "`");
    }
}
