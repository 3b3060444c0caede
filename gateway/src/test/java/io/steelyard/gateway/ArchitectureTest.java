package io.steelyard.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.link.Requests;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which way dependencies point. The tables are exact: what they allow is used, and nothing else is. */
class ArchitectureTest {
    private static final String ROOT = "io.steelyard.gateway";
    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);
    private static final JavaClasses SIMULATOR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.steelyard.sim");

    /** Who knows whom. The root package knows everyone and nobody knows it. */
    private static final Map<String, Set<String>> KNOWS = new TreeMap<>(Map.ofEntries( //
            Map.entry("frame", Set.of()), //
            Map.entry("scale", Set.of("frame")), //
            Map.entry("tag", Set.of("frame")), //
            Map.entry("sensor", Set.of("frame")), //
            Map.entry("weighing", Set.of("scale")), //
            Map.entry("catalog", Set.of("scale")), //
            Map.entry("run", Set.of()), //
            Map.entry("stick", Set.of()), //
            Map.entry("link", Set.of("run")), //
            Map.entry("ledger", Set.of("catalog", "scale")), //
            Map.entry("calibration", Set.of("scale", "weighing")), //
            Map.entry("station",
                    Set.of("calibration", "catalog", "frame", "ledger", "link", "scale", "sensor", "tag", "weighing")), //
            Map.entry("journal", Set.of("run", "station")), //
            Map.entry("deposit", Set.of("scale", "weighing")), //
            Map.entry("cards", Set.of("deposit")), //
            Map.entry("cardfile", Set.of("bin", "cards", "deposit", "journal", "run", "station", "uplink")), //
            Map.entry("bin", Set.of("catalog", "deposit", "ledger", "scale", "sensor", "station", "weighing")), //
            Map.entry("uplink", Set.of("journal", "run")), //
            Map.entry("pin", Set.of("bin", "deposit", "frame", "link", "run", "station", "weighing")), //
            Map.entry("ops",
                    Set.of("bin", "deposit", "journal", "link", "pin", "run", "station", "uplink", "weighing")), // it looks on
            Map.entry("kiosk",
                    Set.of("bin", "calibration", "catalog", "deposit", "journal", "ledger", "link", "ops", "run",
                            "scale", "station", "uplink", "weighing")), //
            Map.entry("config",
                    Set.of("bin", "cards", "catalog", "deposit", "frame", "journal", "kiosk", "link", "pin", "scale",
                            "sensor", "tag", "uplink", "weighing")), // uplink: the files of TLS are checked first
            Map.entry("detect", Set.of("frame", "scale", "tag")), //
            Map.entry("doctor",
                    Set.of("catalog", "config", "frame", "journal", "kiosk", "link", "pin", "run", "scale", "sensor",
                            "tag",
                            "uplink")), // all that can be wrong; nobody on the line knows it
            Map.entry("field", Set.of("calibration", "config", "detect", "doctor", "frame", "journal", "link", "run",
                    "scale", "sensor", "station", "tag", "weighing"))));

    private static final String[] PURE = List
            .of("frame", "scale", "tag", "sensor", "weighing", "calibration", "catalog", "detect", "deposit", "cards")
            .stream()
            .map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    /** All of Java that computing with bytes and numbers needs; no files, sockets, clocks, threads or logs among it. */
    private static final DescribedPredicate<JavaClass> PURE_JAVA = resideInAnyPackage("java.lang",
            "java.lang.annotation", "java.math", "java.nio", "java.nio.charset", "java.util", "java.util.function",
            "java.util.regex", "java.util.stream", "org.jspecify.annotations")
            .and(not(belongToAnyOf(Thread.class, ThreadLocal.class, Runtime.class, Process.class, ProcessHandle.class,
                    ProcessBuilder.class, System.Logger.class, Date.class, java.util.Calendar.class,
                    java.util.Timer.class, java.util.Scanner.class)))
            .or(belongToAnyOf(Duration.class)); // a length of time is a number with a unit, no clock

    private static final DescribedPredicate<JavaClass> THREADS = belongToAnyOf(Thread.class, ThreadFactory.class,
            Executors.class, ForkJoinTask.class, CompletableFuture.class, java.util.Timer.class)
            .or(JavaClass.Predicates.assignableTo(Executor.class));

    @Test
    void decoders_rules_and_catalog_use_nothing_but_pure_java() {
        classes().that().resideInAnyPackage(PURE).should()
                .onlyDependOnClassesThat(PURE_JAVA.or(resideInAnyPackage(PURE))).check(GATEWAY);
    }

    /** It reads facts and files them by the day: JSON, a hash and calendar arithmetic, and no clock. */
    @Test
    void the_ledger_uses_pure_java_and_what_reading_a_fact_takes() {
        classes().that().resideInAnyPackage(ROOT + ".ledger..").should()
                .onlyDependOnClassesThat(PURE_JAVA.or(resideInAnyPackage(PURE))
                        .or(resideInAnyPackage(ROOT + ".ledger..", "java.time", "tools.jackson.core.."))
                        .or(belongToAnyOf(MessageDigest.class, NoSuchAlgorithmException.class)))
                .check(GATEWAY);
    }

    @Test
    void decoders_rules_and_catalog_ask_the_system_for_nothing_but_copying_arrays() {
        assertEquals(Set.of("arraycopy"),
                GATEWAY.that(resideInAnyPackage(PURE)).stream().flatMap(one -> one.getAccessesFromSelf().stream())
                        .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
                        .map(JavaAccess::getName).collect(Collectors.toSet()));
    }

    @Test
    void each_package_knows_its_neighbours_and_no_others() {
        SortedMap<String, Set<String>> known = new TreeMap<>();
        for (var one : GATEWAY) {
            if (!one.getPackageName().equals(ROOT)) {
                known.computeIfAbsent(name(one.getPackageName()), _ -> new TreeSet<>()).addAll(neighbours(one));
            }
        }
        assertEquals(KNOWS, known);
    }

    private static Set<String> neighbours(JavaClass one) {
        return one.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)
                .map(JavaClass::getPackageName)
                .filter(target -> target.startsWith(ROOT) && !target.equals(one.getPackageName()))
                .map(ArchitectureTest::name).collect(Collectors.toSet());
    }

    /** The first part of a package's name under the root; the root's own name is empty. */
    private static String name(String packageName) {
        return packageName.substring(ROOT.length()).replaceFirst("^\\.", "").replaceFirst("\\..*", "");
    }

    @Test
    void there_are_no_cycles_between_packages() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(GATEWAY);
    }

    @Test
    void nobody_depends_on_the_composition_root_or_the_command_line() {
        noClasses().that().resideOutsideOfPackage(ROOT).should().dependOnClassesThat().resideInAPackage(ROOT)
                .check(GATEWAY);
    }

    @Test
    void gateway_and_simulator_do_not_know_each_other() {
        noClasses().should().dependOnClassesThat().resideInAPackage("io.steelyard.sim..").check(GATEWAY);
        noClasses().should().dependOnClassesThat().resideInAPackage(ROOT + "..").check(SIMULATOR);
    }

    @Test
    void serial_ports_gpio_mqtt_and_toml_are_each_one_packages_business() {
        assertEquals(Set.of("link.SerialLink", "link.SerialPorts"), usersOf(resideInAPackage("com.fazecast..")));
        assertEquals(Set.of("pin.GpioChip", "pin.InputLine", "pin.KernelPulses", "pin.OutputLine"),
                usersOf(resideInAPackage("com.pi4j..")));
        assertEquals(Set.of("uplink.BrokerTrouble", "uplink.PahoBroker"),
                usersOf(resideInAPackage("org.eclipse.paho..")));
        assertEquals(Set.of("config"), packagesUsing(resideInAPackage("org.tomlj..")));
        assertEquals(Set.of("ops.Meters"), usersOf(resideInAnyPackage("io.micrometer..", "io.prometheus..")));
    }

    @Test
    void web_pages_are_the_kiosks_business() {
        assertEquals(Set.of("kiosk.Guard", "kiosk.KioskServer", "kiosk.Router"),
                usersOf(resideInAPackage("com.sun.net.httpserver..")));
    }

    @Test
    void one_class_signs_one_hides_pins_and_one_asks_for_a_certificate() {
        assertEquals(Set.of("field.CertificateRequest", "journal.FactSigner", "kiosk.PinHash"),
                usersOf(resideInAPackage("org.bouncycastle..")));
    }

    @Test
    void databases_are_the_journals_business() {
        assertEquals(Set.of("journal"), packagesUsing(resideInAPackage("org.sqlite..")));
        assertEquals(Set.of("journal"), packagesUsing(resideInAnyPackage("java.sql..", "javax.sql..")));
    }

    @Test
    void json_is_written_and_read_only_where_facts_and_messages_are() {
        assertEquals(
                Set.of("bin", "cardfile", "doctor", "field", "journal", "kiosk", "ledger", "ops", "station", "uplink"),
                packagesUsing(resideInAPackage("tools.jackson..")));
    }

    @Test
    void the_command_line_is_the_business_of_the_root_and_of_field() {
        assertEquals(Set.of("", "field"), packagesUsing(resideInAPackage("picocli..")));
    }

    /**
     * Outside {@code run}: {@code Service} and {@code RecordCommand} make the shutdown hook, which {@code SerialPorts} hands to the serial library,
     * that demands a thread, and
     * {@code PatientSocket} keeps the interrupt of the MQTT library's thread that it makes wait. {@code KioskServer} hands the web
     * server the threads that {@code run} makes.
     */
    @Test
    void threads_are_made_and_touched_only_in_run() {
        assertEquals(
                Set.of("Service", "field.RecordCommand", "kiosk.KioskServer", "link.SerialPorts", "run.Deadlines",
                        "run.Inbox", "run.LoopRunner", "run.Newest", "run.SideBySide", "run.Workers",
                        "uplink.PatientSocket"),
                usersOf(THREADS));
    }

    @Test
    void only_the_systems_time_looks_at_clocks() {
        assertEquals(Set.of("run.SystemTime"), usersOf(belongToAnyOf(Clock.class)));
        assertEquals(Set.of(), accessors(access -> makes(access, Date.class))); // certificates only speak in such dates
        assertEquals(Set.of("run.SystemTime"),
                accessors(access -> access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("nanoTime", "currentTimeMillis").contains(access.getName())));
        assertEquals(Set.of(), accessors(access -> access.getTargetOwner().getPackageName().startsWith("java.time")
                && access.getName().equals("now")));
    }

    /**
     * No zero, no tare, no setting: links are written to only by the loop that polls (a recording passes that on and
     * notes it) and by detection, which can ask nothing but a {@code Probe}, a dialect's question. What is polled is made in two places of a dialect's question, and for the
     * doctor of an I/O board's, which reads its inputs; each dialect has one question. {@code ScaleDialectTest} and
     * {@code TagDialectTest} know them byte by byte.
     */
    @Test
    void nothing_is_ever_sent_to_a_device_but_the_one_question_of_its_dialect() {
        assertEquals(Set.of("field.DetectingPort", "field.Recording", "link.LinkLoop"),
                accessors(access -> access.getTargetOwner().isAssignableTo(Link.class)
                        && access.getName().equals("write")));
        assertEquals(Set.of("config.DeviceSection", "field.RecordCommand", "pin.BoardPlan"),
                accessors(access -> makes(access, Poll.class)));
        assertEquals(
                List.of("scale.AndIndicator", "scale.AndStandard", "scale.DiniArgeo", "scale.ModbusRtu", "scale.MtSics",
                        "scale.NciEcr", "scale.Ohaus3000", "scale.Radwag", "scale.SartoriusSbi", "scale.Sma",
                        "scale.Toledo8217", "scale.YaohuaCommand", "sensor.OneRegister", "tag.FdxB", "tag.Mercury",
                        "tag.Pn532", "tag.Rcp",
                        "tag.UhfR200", "tag.UhfReader18"),
                GATEWAY.stream().filter(one -> !one.isEquivalentTo(Question.class))
                        .flatMap(one -> one.getAccessesFromSelf().stream())
                        .filter(access -> access.getTargetOwner().isEquivalentTo(Question.class)
                                && Set.of("text", "hex", "binary").contains(access.getName()))
                        .map(access -> place(access.getOriginOwner())).sorted().toList());
    }

    /** What is not one question: an I/O board has no weight to change, and one class asks it. */
    @Test
    void several_requests_are_sent_to_an_io_board_only() {
        assertEquals(Set.of("link.Polling", "pin.IoBoard"), GATEWAY.stream()
                .filter(one -> one.isAssignableTo(Requests.class) && !one.isEquivalentTo(Requests.class))
                .map(ArchitectureTest::place).collect(Collectors.toSet()));
    }

    private static boolean makes(JavaAccess<?> access, Class<?> made) {
        return access.getTargetOwner().isEquivalentTo(made) && access.getName().equals("<init>");
    }

    @Test
    void no_class_is_named_for_being_a_drawer() {
        noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?").check(GATEWAY);
        noClasses().should().resideInAnyPackage("..util..", "..common..", "..impl..", "..service..", "..manager..",
                "..helper..").check(GATEWAY);
    }

    private static SortedSet<String> usersOf(Predicate<JavaClass> used) {
        return users(used, ArchitectureTest::place);
    }

    private static SortedSet<String> packagesUsing(Predicate<JavaClass> used) {
        return users(used, one -> name(one.getPackageName()));
    }

    private static SortedSet<String> users(Predicate<JavaClass> used,
            java.util.function.Function<JavaClass, String> told) {
        return GATEWAY.stream().flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> used.test(dependency.getTargetClass()))
                .map(dependency -> told.apply(dependency.getOriginClass()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> accessors(Predicate<JavaAccess<?>> which) {
        return GATEWAY.stream().flatMap(one -> one.getAccessesFromSelf().stream()).filter(which)
                .map(access -> place(access.getOriginOwner())).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The outermost class, its package under the root before it: {@code link.SerialLink}. */
    private static String place(JavaClass one) {
        return one.getName().substring(ROOT.length() + 1).replaceFirst("\\$.*", "");
    }
}
