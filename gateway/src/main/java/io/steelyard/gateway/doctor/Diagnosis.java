package io.steelyard.gateway.doctor;

import java.util.Comparator;
import java.util.List;

/**
 * Everything that the doctor looked at.
 *
 * @param findings what is wrong first, then what to mind, what could not be found out, and what is well
 * @param nanos how long it took
 */
public record Diagnosis(List<Finding> findings, long nanos) {
    static Diagnosis of(List<Finding> findings, long nanos) {
        return new Diagnosis(findings.stream().sorted(Comparator.comparing(Finding::grade)).toList(), nanos);
    }

    /** Is nothing wrong? */
    public boolean isWell() {
        return count(Grade.WRONG) == 0;
    }

    long count(Grade grade) {
        return findings.stream().filter(finding -> finding.grade() == grade).count();
    }
}
