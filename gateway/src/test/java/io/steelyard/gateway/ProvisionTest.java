package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.field.Person;
import io.steelyard.gateway.field.ProvisionException;
import io.steelyard.gateway.field.Provisioning;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.sim.history.Evidence;
import io.steelyard.sim.history.Expectations;
import io.steelyard.sim.history.History;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.stick.StickImport;
import io.steelyard.sim.stick.StickKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From a bare folder and a simulated yard to the first acknowledged weighing, everything real but the hardware. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProvisionTest {
    private static final long SECONDS_MAX = 60;
    private static final int WAIT_SECONDS = 30;

    @TempDir
    private Path folder;

    private BareYard yard;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        yard = new BareYard(folder);
    }

    @AfterEach
    void stop() {
        yard.close();
    }

    /** Answers as the questions stand, by their keys. */
    private Map<String, String> answers() {
        var answers = new LinkedHashMap<String, String>();
        answers.put("ports", "serial:" + folder.resolve("scale") + ", serial:" + folder.resolve("scanner"));
        answers.put("device-2", "scanner 9600 8N1"); // it says nothing until a code is shown to it
        answers.put("gateway", "hz-yuhang-0042");
        answers.put("city", "hangzhou");
        answers.put("broker", yard.broker());
        answers.put("platform-key", yard.platformKey().toString());
        answers.put("scale-1-division", "0.01");
        answers.put("scale-1-max", "60.00");
        answers.put("scale-1-serial", "A9-20231107-0815");
        answers.put("scale-1-reference", "20.00");
        answers.put("checked-by", "Wang");
        return answers;
    }

    /** Hears what it is told to do, as a technician; answers nothing, or from a list. */
    private final class Technician implements Person {
        private final Map<String, String> byWord;
        private int answersLeft;

        Technician(Map<String, String> byWord, int answers) {
            this.byWord = byWord;
            this.answersLeft = answers;
        }

        @Override
        public void tell(String sentence) {
            synchronized (told) {
                told.add(sentence);
            }
            yard.told(sentence);
        }

        @Override
        public Optional<String> answer(String question, Optional<String> proposal) {
            if (answersLeft == 0) {
                return Optional.empty();
            }
            answersLeft--;
            return Optional.of(byWord.entrySet().stream().filter(one -> question.contains(one.getKey()))
                    .map(Map.Entry::getValue).findFirst().orElse(""));
        }
    }

    private void provision(Path data, Map<String, String> prepared, boolean yes, Person person) throws Exception {
        var time = SystemTime.open();
        Provisioning.run(data, new Provisioning.Settings(prepared, yes, Duration.ofSeconds(15), WAIT_SECONDS), person,
                new TrialGateway(time), time);
    }

    @Test
    void one_command_leads_from_a_bare_folder_to_the_first_acknowledged_weighing_in_under_a_minute() throws Exception {
        var data = folder.resolve("gateway");
        long beganNanos = System.nanoTime();
        try (var _ = yard.platform(data)) {
            provision(data, answers(), true, new Technician(Map.of(), 0));
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos);
        System.out.println("provisioned in " + seconds + " s");
        assertTrue(told.getLast().startsWith("DONE: the platform has acknowledged the test weighing"), told::toString);
        assertTrue(seconds < SECONDS_MAX, seconds + " s");
        assertCalibrated(data);
        assertJudgedClean(data);
        assertKeys(data);
        assertEquals(0, Cli.run("check", "--config", data.resolve("gateway.toml")).code());
        told.clear();
        provision(data, answers(), true, new Technician(Map.of(), 0));
        assertEquals(1, told.size(), "what is done is not done again: " + told);
    }

    private List<SignedFact> journaled(Path data) throws Exception {
        try (var reader = new JournalReader(data, Connections.DISK)) {
            return reader.after(0, Integer.MAX_VALUE).stream()
                    .map(fact -> new SignedFact(fact.bytes(), fact.signature(), fact.keyId())).toList();
        }
    }

    private void assertCalibrated(Path data) throws Exception {
        var facts = journaled(data);
        for (var fact : facts) {
            Contract.assertFits("fact", fact.bytes());
        }
        var calibrated = facts.stream().map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8))
                .filter(fact -> fact.contains("\"event\":\"calibrated\"")).toList();
        assertEquals(1, calibrated.size());
        assertTrue(calibrated.getFirst().contains("\"zeros\":[\"0.00\",\"0.00\",\"0.00\"],\"reference\":\"20.00\","
                + "\"readings\":[\"20.00\",\"20.00\",\"20.00\"]"), calibrated.getFirst());
        assertFalse(calibrated.getFirst().contains("Wang"), "people are tokens");
        assertTrue(Files.readString(data.resolve("scale.checks")).startsWith("bay-1-scale 20"));
    }

    @Test
    void what_the_network_left_behind_goes_by_stick_and_the_verdict_is_clean_whatever_comes_again() throws Exception {
        var data = folder.resolve("gateway");
        var time = SystemTime.open();
        try (var _ = yard.platform(data)) {
            provision(data, answers(), true, new Technician(Map.of(), 0));
        }
        var config = ConfigFile.read(data.resolve("gateway.toml"));
        try (var alone = new TrialGateway(time).start(config, _ -> {})) {
            assertFalse(alone.acknowledged(Long.MAX_VALUE, 1), "nobody is there to acknowledge");
        }
        var secret = StickKey.make();
        var key = Files.writeString(folder.resolve("stick.pub"), secret.publicLine());
        var stick = folder.resolve("facts.age");
        var exported = Cli.run("records", "export", "--data", data, "--usb", stick, "--to", key);
        assertEquals(0, exported.code(), exported.err());
        var facts = journaled(data);
        assertTrue(yard.stored().stored().size() < facts.size(), "half was delivered by the network");
        var taken = StickImport.into(yard.stored(), stick, secret);
        assertEquals(List.of(), taken.refused());
        assertEquals(facts.size(), yard.stored().stored().size());
        assertJudgedClean(data);
        try (var _ = yard.platform(data); var again = new TrialGateway(time).start(config, _ -> {})) {
            assertTrue(again.acknowledged(facts.size(), WAIT_SECONDS),
                    "the old gateway is told what the stick brought");
        }
        assertJudgedClean(data);
    }

    private void assertJudgedClean(Path data) throws Exception {
        var facts = journaled(data);
        var verdict = History.judge(new Evidence(List.of(), facts, yard.stored().arrivals(), yard.stored().stored(),
                yard.placements(), KeyFiles.readPublic(data.resolve("gateway.pub"))),
                new Expectations(false, true, BareYard.SLACK_MILLIS));
        assertTrue(verdict.holds(), verdict.report());
        assertEquals(1, verdict.counts().weighed());
    }

    private void assertKeys(Path data) throws Exception {
        for (var secret : List.of("gateway.key", "gateway-tls.key", "token.key")) {
            assertEquals("rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))));
        }
        assumeTrue(ran("openssl", "version") == 0, "openssl is missing");
        assertEquals(0, ran("openssl", "req", "-in", data.resolve("gateway-tls.csr").toString(), "-verify", "-noout",
                "-subject"), this::said);
        assertTrue(said().contains("CN = hz-yuhang-0042") || said().contains("CN=hz-yuhang-0042"), said());
        assertEquals(0, ran("sh", "-c", "test \"$(openssl req -in " + data.resolve("gateway-tls.csr")
                + " -noout -pubkey)\" = \"$(openssl pkey -in " + data.resolve("gateway-tls.key") + " -pubout)\""));
    }

    private int ran(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile()).start().waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    /** By the words of the questions; everything else takes the proposal. */
    private Map<String, String> spoken() {
        var spoken = new LinkedHashMap<String, String>();
        spoken.put("the ports that", answers().get("ports"));
        spoken.put("what is on serial:" + folder.resolve("scanner"), answers().get("device-2"));
        spoken.put("this gateway's name", "hz-yuhang-0042");
        spoken.put("the city's name", "hangzhou");
        spoken.put("the platform's broker", yard.broker());
        spoken.put("the platform's public key", yard.platformKey().toString());
        spoken.put("the division", "0.01");
        spoken.put("the maximum", "60.00");
        spoken.put("the serial number", "A9-20231107-0815");
        spoken.put("the mass to check", "20.00");
        spoken.put("who checks", "Wang");
        return spoken;
    }

    @Test
    void stopped_at_every_question_and_gone_on_with_it_comes_to_the_same() throws Exception {
        var whole = folder.resolve("whole");
        var pieces = folder.resolve("pieces");
        int stops = 0;
        try (var _ = yard.platform(whole, pieces)) {
            provision(whole, answers(), true, new Technician(Map.of(), 0));
            for (boolean ended = false; !ended;) {
                try {
                    var heard = Files.exists(pieces.resolve("provision.toml"))
                            ? Map.<String, String>of()
                            : Map.<String, String>of();
                    provision(pieces, heard, false, new Technician(spoken(), 1));
                    ended = true;
                } catch (ProvisionException stopped) {
                    assertEquals(ProvisionException.Kind.CANNOT_GO_ON, stopped.kind(), stopped.getMessage());
                    stops++;
                }
            }
        }
        assertEquals(17, stops, "one question a run");
        for (var name : List.of("gateway.toml", "platform.pub", "scale.checks")) {
            assertEquals(Files.readString(whole.resolve(name)), Files.readString(pieces.resolve(name)), name);
        }
        assertEquals(withoutKeys(whole.resolve("identity.json")), withoutKeys(pieces.resolve("identity.json")));
        assertEquals(answersIn(whole), answersIn(pieces));
        assertEquals(names(whole), names(pieces));
        assertEquals(types(whole), types(pieces));
        assertTrue(told.getLast().startsWith("DONE: "), told.getLast());
    }

    private static String withoutKeys(Path identity) throws IOException {
        return Files.readString(identity).replaceAll("\"(keyid|publicKey)\":\"[^\"]*\"", "");
    }

    private static List<String> answersIn(Path data) throws IOException {
        return Files.readAllLines(data.resolve("provision.toml")).stream()
                .filter(line -> !line.startsWith("heard-") && !line.startsWith("done-")).toList();
    }

    private static List<String> names(Path data) throws IOException {
        try (var files = Files.list(data)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    /** What happened, as far as it does not hang on the moment. */
    private Map<String, Long> types(Path data) throws Exception {
        return journaled(data).stream().map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8))
                .map(fact -> fact.replaceFirst(".*\"type\":\"([a-z]+)\".*", "$1"))
                .filter(type -> !type.equals("clock"))
                .collect(Collectors.groupingBy(type -> type, Collectors.counting()));
    }

    @Test
    void without_an_uplink_everything_is_done_but_the_acknowledgement_which_is_seen_later() throws Exception {
        var data = folder.resolve("gateway");
        var time = SystemTime.open();
        var impatient = new Provisioning.Settings(answers(), true, Duration.ofSeconds(15), 1);
        Provisioning.run(data, impatient, new Technician(Map.of(), 0), new TrialGateway(time), time);
        assertTrue(told.getLast().startsWith("OUTSTANDING: the weighing is safe here as fact "), told.getLast());
        try (var _ = yard.platform(data)) {
            provision(data, answers(), true, new Technician(Map.of(), 0));
        }
        assertTrue(told.getLast().startsWith("DONE: "), told.getLast());
        assertEquals(1, types(data).get("weighing"));
    }

    @Test
    void a_scale_that_is_off_fails_by_name_and_its_check_is_on_record() throws Exception {
        var data = folder.resolve("gateway");
        yard.referenceIs("20.05");
        var failed = assertThrows(ProvisionException.class,
                () -> provision(data, answers(), true, new Technician(Map.of(), 0)));
        assertEquals(ProvisionException.Kind.CHECK_SAYS_NO, failed.kind());
        assertEquals("bay-1-scale failed its check, fact 1: the reference mass of 20.00 shows as 20.05, 0.05 off where"
                + " 0.02 is permitted; level the scale, and have it adjusted and verified; the same command checks it again",
                failed.getMessage());
        assertTrue(new String(journaled(data).getFirst().bytes(), StandardCharsets.UTF_8)
                .contains("\"event\":\"calibration-failed\""));
        assertFalse(Files.exists(data.resolve("scale.checks")));
    }

    @Test
    void wrong_missing_contradicting_and_unasked_answers_are_each_one_sentence() throws Exception {
        var data = folder.resolve("gateway");
        var prepared = answers();
        prepared.put("device-1", "yaohua-continuous-0 9600 8N1");
        prepared.remove("scale-1-max");
        assertEquals("scale-1-max has no answer: the maximum of the scale on serial:" + folder.resolve("scale")
                + ", from its plate, as in 60.00; add scale-1-max = \"…\" to the answers", refused(data, prepared));
        prepared.put("scale-1-max", "sixty");
        assertEquals("scale-1-max = \"sixty\" must be a number above zero, as on the plate", refused(data, prepared));
        prepared.put("scale-1-max", "60.00");
        prepared.put("city", "shanghai");
        assertEquals("city was answered \"hangzhou\" in this folder before and is \"shanghai\" now; correct it in "
                + data.resolve("provision.toml") + ", or name another folder", refused(data, prepared));
        prepared.put("city", "hangzhou");
        prepared.put("scale-2-max", "60.00");
        prepared.put("scale-1-reference", "60.01");
        assertEquals("scale-1-reference = \"60.01\" must be from 0.20 (20 divisions) to 60.00 (the scale's maximum)",
                refused(data, prepared));
        prepared.put("scale-1-reference", "20.00");
        assertEquals("nothing here asks for scale-2-max; correct the prepared answers", refused(data, prepared));
        assertFalse(Files.exists(data.resolve("gateway.toml")));
    }

    private String refused(Path data, Map<String, String> prepared) {
        var refused = assertThrows(ProvisionException.class,
                () -> provision(data, prepared, true, new Technician(Map.of(), 0)));
        assertEquals(ProvisionException.Kind.WRONG_ANSWER, refused.kind());
        return String.valueOf(refused.getMessage());
    }

    @Test
    void a_configuration_changed_by_hand_is_kept_and_a_strangers_is_refused() throws Exception {
        var data = folder.resolve("gateway");
        var prepared = answers();
        prepared.put("device-1", "yaohua-continuous-0 9600 8N1");
        prepared.put("scale-1-reference", "later");
        prepared.put("test-weighing", "later");
        prepared.remove("checked-by");
        provision(data, prepared, true, new Technician(Map.of(), 0));
        var file = data.resolve("gateway.toml");
        var byHand = Files.readString(file).replace("division = \"0.01\"", "division = \"0.01\"\nsettle = \"2 s\"");
        Files.writeString(file, byHand);
        provision(data, prepared, true, new Technician(Map.of(), 0));
        assertTrue(told.contains(file + " was changed by hand and is kept as it is"), told::toString);
        assertEquals(byHand, Files.readString(file));
        Files.writeString(file, byHand.replace("hz-yuhang-0042", "hz-yuhang-0043"));
        var refused = assertThrows(ProvisionException.class,
                () -> provision(data, prepared, true, new Technician(Map.of(), 0)));
        assertEquals(file + " was not written by this and is of another gateway, folder or number of stations; move it"
                + " away or name another folder", refused.getMessage());
    }

    @Test
    void a_folder_whose_daemon_runs_is_left_alone() throws Exception {
        var data = folder.resolve("gateway");
        var prepared = answers();
        prepared.put("device-1", "yaohua-continuous-0 9600 8N1");
        try (var _ = DataFolder.lock(data)) {
            var file = folder.resolve("answers.toml");
            Files.writeString(file, prepared.entrySet().stream()
                    .map(one -> one.getKey() + " = \"" + one.getValue() + "\"\n").collect(Collectors.joining()));
            var cli = Cli.run("provision", data, "--answers", file, "--yes");
            assertEquals(3, cli.code());
            assertTrue(cli.err().startsWith("lock data folder " + data + ": another daemon"), cli.err());
        }
    }
}
