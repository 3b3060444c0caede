package io.steelyard.gateway.doctor;

import io.steelyard.gateway.config.ConfigException;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.kiosk.Operator.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A configuration's faults, each by its own code; or what is to be known of one without faults. */
final class ConfigFindings {
    /** A key of the file of operators. */
    private static final Pattern OPERATOR = Pattern.compile(": operator(\\[\\d+])?[.: =]");
    private static final String OPEN = "is open to others";

    private ConfigFindings() {}

    /** Of a configuration that cannot be used. */
    static List<Finding> of(Path file, ConfigException faults) {
        return faults.sentences().stream().map(sentence -> Finding.ofSentence(Grade.WRONG, code(file, sentence), "",
                sentence, "correct it there; config/ has samples with every setting explained")).toList();
    }

    private static Code code(Path file, String sentence) {
        var path = sentence.startsWith(file + ": ") ? sentence.substring(file.toString().length() + 2) : "";
        if (path.startsWith("uplink.tls") || path.startsWith("kiosk.tls")) {
            return tls(sentence);
        }
        if (path.startsWith("uplink.platform_key")) {
            return Code.PLATFORM_KEY;
        }
        if (path.startsWith("kiosk.operators") || path.isEmpty() && OPERATOR.matcher(sentence).find()) {
            return Code.OPERATORS_FAULT;
        }
        return path.isEmpty() || path.startsWith("catalog") ? Code.CATALOG_FAULT : Code.CONFIG_FAULT;
    }

    private static Finding operators(GatewayConfig config) {
        var operators = config.kiosk().operators();
        if (operators.isEmpty()) {
            return Finding.well(Code.OPERATORS, "", "nobody has to sign in at the kiosk");
        }
        return operators.stream().anyMatch(operator -> operator.role() == Role.TECHNICIAN)
                ? Finding.well(Code.OPERATORS, "", operators.size() + " may sign in at the kiosk")
                : Finding.mind(Code.OPERATORS, "", operators.size() + " may sign in at the kiosk, none as a technician",
                        "give one of them role = \"technician\" in the file that kiosk.operators names");
    }

    /** Of a sentence about a file for TLS. */
    static Code tls(String sentence) {
        return sentence.contains(OPEN) ? Code.TLS_KEY_OPEN : Code.TLS_FILE;
    }

    /** Of one that can. */
    static List<Finding> of(String file, GatewayConfig config, String today) {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.well(Code.CONFIG, "", file + ": gateway " + config.id() + ", "
                + config.sites()));
        var documents = config.catalog().documents();
        documents.stream().filter(document -> document.validFrom().compareTo(today) > 0)
                .forEach(document -> findings.add(Finding.mind(Code.CATALOG_NOT_YET, document.name(),
                        "version " + document.version() + " was meant from " + document.validFrom()
                                + " on, and today is " + today,
                        "name the edition in force under [catalog], or correct the calendar")));
        findings.add(Finding.well(Code.CATALOG, "", documents.isEmpty()
                ? "no documents: bare codes and no points on the screen"
                : documents.stream().map(document -> document.name() + " " + document.version())
                        .collect(Collectors.joining(", "))));
        findings.add(operators(config));
        return findings;
    }
}
