package io.steelyard.gateway.field;

import io.steelyard.gateway.calibration.AccuracyClass;
import io.steelyard.gateway.calibration.Instrument;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.LinkAddress;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The questions of a provisioning, in their order: which come, and what is proposed, follows from the answers so far and from what
 * was found. Asked of the same answers it asks the same, so an interrupted one goes on where it was.
 *
 * @param found the ports that are there
 * @param heard what was heard on a port, by the key of its question
 */
record Interview(List<String> found, Map<String, String> heard) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final String NAME_REMEDY = "must be 1 to 63 lower-case letters, digits and hyphens";
    private static final Pattern BROKER = Pattern.compile("(tcp|ssl)://[A-Za-z0-9.-]{1,253}:\\d{1,5}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");
    private static final Pattern DIVISION = Pattern.compile("0*\\.?0*[125]0*(\\.0*)?");
    private static final Pattern PRINTED = Pattern.compile("\\P{Cntrl}{1,100}");
    private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,3}");
    private static final String DAYS_USUAL = "365";
    private static final String FILE_REMEDY = "must name a file that can be read";

    /** The first question that has no answer yet. */
    Optional<Question> next(Answers answers) {
        return questions(answers).stream().filter(question -> answers.get(question.key()).isEmpty()).findFirst();
    }

    /** Every question that these answers lead to. */
    List<Question> questions(Answers answers) {
        var questions = new ArrayList<Question>();
        devices(questions, answers);
        identity(questions, answers);
        for (int scale = 1; scale <= answers.scales().size(); scale++) {
            plate(questions, answers, scale);
        }
        for (int reader = 1; reader <= answers.readers().size(); reader++) {
            reader(questions, answers, reader);
        }
        for (int scale = 1; scale <= answers.scales().size(); scale++) {
            reference(questions, answers, scale);
        }
        if (answers.given().keySet().stream().anyMatch(key -> key.matches("scale-\\d+-reference")
                && !answers.text(key).equals(Answers.LATER))) {
            questions.add(Question.of("checked-by", "who checks the scales; kept as a token only", Optional.empty(),
                    PRINTED.asMatchPredicate(), "must be a name"));
            questions.add(Question.of("valid-days", "for how many days these checks count", Optional.of(DAYS_USUAL),
                    DAYS.asMatchPredicate(), "must be 1 to 9999 days"));
        }
        questions.add(Question.of("test-weighing", "a test weighing at the end: now, or later", Optional.of("now"),
                answer -> answer.equals("now") || answer.equals(Answers.LATER), "must be now or later"));
        return questions;
    }

    private void devices(List<Question> questions, Answers answers) {
        questions.add(Question.of("ports",
                "the ports that scales and readers are on, with commas between (`steelyard ports`)",
                found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found)), Interview::links,
                LinkAddress.REMEDY));
        for (int port = 1; port <= answers.ports().size(); port++) {
            var key = "device-" + port;
            questions.add(Question.of(key,
                    "what is on " + answers.ports().get(port - 1) + ": dialect and line, or none",
                    Optional.ofNullable(heard.get(key)),
                    answer -> answer.equals(Answers.NONE) || Attached.parse(answer).isPresent(), Attached.REMEDY));
        }
        questions.add(Question.of("profile", "what kind of site it is: " + SiteProfile.names(), Optional.of(SiteProfile
                .proposed(answers.readers().stream().map(Answers.Device::attached).toList()).text()),
                answer -> SiteProfile.named(answer).isPresent(), "must be one of " + SiteProfile.names()));
    }

    private static boolean links(String answer) {
        var ports = new Answers(Map.of("ports", answer)).ports();
        return !ports.isEmpty()
                && ports.stream().allMatch(port -> LinkAddress.parse(port, LineSettings.USUAL).isPresent());
    }

    private static void identity(List<Question> questions, Answers answers) {
        questions.add(Question.of("gateway", "this gateway's name, as the platform's operator gave it: hz-yuhang-0042",
                Optional.empty(), NAME.asMatchPredicate(), NAME_REMEDY));
        questions.add(Question.of("city", "the city's name in topics, as in hangzhou", Optional.empty(),
                NAME.asMatchPredicate(), NAME_REMEDY));
        questions.add(Question.of("broker", "the platform's broker: ssl://host:8883, or tcp://host:1883",
                Optional.empty(), BROKER.asMatchPredicate(), "must be ssl://host:port or tcp://host:port"));
        questions.add(file("platform-key", "the file with the platform's public key (Ed25519, PEM)", Optional.empty()));
        if (answers.encrypted()) {
            questions.add(file("tls-ca", "the file with the authority that vouches for the broker, or usual",
                    Optional.of("usual")));
            questions.add(file("tls-certificate",
                    "the file with this gateway's certificate, or later: its request is gateway-tls.csr",
                    Optional.of(Answers.LATER)));
        }
    }

    private static Question file(String key, String text, Optional<String> otherwise) {
        return Question.of(key, text, otherwise,
                answer -> otherwise.filter(answer::equals).isPresent() || Files.isReadable(Path.of(answer)),
                FILE_REMEDY);
    }

    private static void plate(List<Question> questions, Answers answers, int scale) {
        var key = "scale-" + scale;
        var where = " of the scale on " + answers.scales().get(scale - 1).link();
        questions.add(Question.of(key + "-unit", "the unit" + where + ": kg, g, lb or t", Optional.of("kg"),
                List.of("kg", "g", "lb", "t")::contains, "must be kg, g, lb or t"));
        questions.add(Question.of(key + "-division", "the division d" + where + ", from its plate, as in 0.01",
                Optional.empty(), answer -> DIVISION.matcher(answer).matches() && positive(answer),
                "must be 1, 2 or 5 times a power of ten, as on the plate"));
        questions.add(
                Question.of(key + "-max", "the maximum" + where + ", from its plate, as in 60.00", Optional.empty(),
                        Interview::positive, "must be a number above zero, as on the plate"));
        questions.add(Question.of(key + "-class",
                "the accuracy class" + where + ", in the oval on its plate: II, III, IIII",
                Optional.of("III"), answer -> AccuracyClass.named(answer).isPresent(), "must be II, III or IIII"));
        questions.add(Question.of(key + "-serial", "the serial number" + where + ", or none", Optional.of(Answers.NONE),
                PRINTED.asMatchPredicate(), "must be what stands on the plate, or none"));
    }

    private static boolean positive(String answer) {
        return DECIMAL.matcher(answer).matches() && new BigDecimal(answer).signum() > 0;
    }

    private static void reader(List<Question> questions, Answers answers, int reader) {
        var device = answers.readers().get(reader - 1);
        questions.add(Question.of("reader-" + reader + "-reads",
                "whose codes the reader on " + device.link() + " reads: bag, household or order",
                Optional.of(answers.profile().reads(device.attached())), List.of("bag", "household", "order")::contains,
                "must be bag, household or order"));
        int stations = answers.scales().size();
        if (stations > 1) {
            questions.add(Question.of("reader-" + reader + "-station",
                    "at which station the reader on " + device.link() + " stands: bay-1 to bay-" + stations,
                    Optional.of("bay-" + Math.min(reader, stations)),
                    answer -> answer.matches("bay-[1-9]\\d?") && Integer.parseInt(answer.substring(4)) <= stations,
                    "must be bay-1 to bay-" + stations));
        }
    }

    private static void reference(List<Question> questions, Answers answers, int scale) {
        var key = "scale-" + scale;
        questions.add(new Question(key + "-reference", "the mass to check the scale on "
                + answers.scales().get(scale - 1).link() + " with, as on its certificate, or later",
                Optional.of(Answers.LATER), answer -> referenceFault(answers, key, answer)));
    }

    private static Optional<String> referenceFault(Answers answers, String key, String answer) {
        if (answer.equals(Answers.LATER)) {
            return Optional.empty();
        }
        if (!positive(answer)) {
            return Optional.of("must be a mass in the scale's unit, as in 20.00, or later");
        }
        return instrument(answers, key).refusal(new BigDecimal(answer));
    }

    /** What the plate says of a scale, by its key. */
    static Instrument instrument(Answers answers, String key) {
        return new Instrument(answers.decimal(key + "-division"), answers.decimal(key + "-max"),
                AccuracyClass.named(answers.text(key + "-class")).orElseThrow());
    }
}
