package io.steelyard.gateway.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.config.AnswersFile;
import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.sim.platform.KeyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InterviewTest {
    private static final Path SAMPLE = Path.of("..", "config", "answers.toml");
    private static final Interview INTERVIEW = new Interview(List.of(), Map.of());
    private static final Map<String, String> PLAIN = Map.of("gateway", "gw-1", "city", "hangzhou", "broker",
            "tcp://127.0.0.1:1883", "platform-key", "platform.pub");

    @TempDir
    private Path folder;

    @Test
    void the_sample_answers_every_question_and_nothing_else() throws Exception {
        var lines = Files.readString(SAMPLE).lines()
                .map(line -> line.matches("# [a-z0-9-]+ = .*") ? line.substring(2) : line);
        var file = Files.writeString(folder.resolve("answers.toml"),
                lines.filter(line -> !line.contains("reader-1-station")).collect(Collectors.joining("\n")));
        var answers = new Answers(AnswersFile.read(file, true));
        assertEquals(Optional.empty(), INTERVIEW.next(answers).map(Question::key));
        assertEquals(new TreeSet<>(answers.given().keySet()),
                INTERVIEW.questions(answers).stream().map(Question::key)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Answers as a person does who takes every proposal but for what only the plate tells. */
    private static Answers answered(String... devices) {
        var given = new HashMap<>(PLAIN);
        var ports = new ArrayList<String>();
        for (int port = 1; port <= devices.length; port++) {
            ports.add("tcp://127.0.0.1:" + (4000 + port));
            given.put("device-" + port, devices[port - 1]);
        }
        given.put("ports", String.join(", ", ports));
        for (var open = INTERVIEW.next(new Answers(given)); open
                .isPresent(); open = INTERVIEW.next(new Answers(given))) {
            var key = open.get().key();
            var answer = open.get().proposal().orElse(key.endsWith("-max") ? "60.00" : "0.02");
            assertEquals(Optional.empty(), open.get().fault().apply(answer), key);
            given.put(key, answer);
        }
        return new Answers(given);
    }

    @ParameterizedTest
    @CsvSource({"yaohua-continuous-0, scanner, rdm6300, service-station, BAG",
            "mt-sics, pn532, none, smart-bin, HOUSEHOLD",
            "toledo-continuous, scanner, none, sorting-bay, BAG", "sma, none, none, service-station, ''"})
    void the_devices_speak_for_a_site_and_its_configuration_is_without_fault(String one, String two, String three,
            String profile, String needs) throws Exception {
        var answers = answered(one, two, three);
        assertEquals(profile, answers.text("profile"));
        KeyFiles.writePublic(folder.resolve("platform.pub"), KeyFiles.newPair().getPublic());
        var config = ConfigFile.read(
                Files.writeString(folder.resolve("gateway.toml"), GatewayToml.of(answers, List.of(), false)));
        assertEquals(needs.isEmpty() ? Set.of() : Set.of(CodeKind.valueOf(needs)),
                config.stations().getFirst().rules().needs());
    }

    @Test
    void two_scales_are_two_stations_and_each_reader_stands_at_one() throws Exception {
        var answers = answered("yaohua-continuous-0 4800 8N1", "scanner", "sma", "scanner");
        KeyFiles.writePublic(folder.resolve("platform.pub"), KeyFiles.newPair().getPublic());
        var config = ConfigFile.read(
                Files.writeString(folder.resolve("gateway.toml"), GatewayToml.of(answers, List.of(), false)));
        assertEquals(List.of("bay-1", "bay-2"), config.stations().stream().map(station -> station.name()).toList());
        assertEquals(List.of("bay-2-reader-2"),
                config.stations().get(1).readers().stream().map(reader -> reader.name()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gateway | HZ 1", "broker | mqtt.example.org", "device-1 | yaohua",
            "device-1 | scanner 9600 9N1", "scale-1-division | 0.03", "scale-1-division | 0", "scale-1-max | 0.00",
            "scale-1-class | I", "platform-key | /nowhere.pub", "test-weighing | no", "ports | COM1"})
    void a_wrong_answer_is_refused_with_what_it_must_be(String key, String answer) {
        var question = INTERVIEW.questions(answered("yaohua-continuous-0")).stream()
                .filter(one -> one.key().equals(key))
                .findFirst().orElseThrow();
        assertTrue(question.fault().apply(answer).orElseThrow().startsWith("must "), key);
    }
}
