package io.steelyard.gateway.doctor;

/**
 * What one check found.
 *
 * @param subject what was looked at, by the name that the configuration gives it; empty where there is only one
 * @param evidence what was seen
 * @param remedy what to do about it, a command or an act; empty where there is nothing to do
 */
public record Finding(Grade grade, Code code, String subject, String evidence, String remedy) {
    private static final String REMEDY_FOLLOWS = "; ";

    static Finding wrong(Code code, String subject, String evidence, String remedy) {
        return new Finding(Grade.WRONG, code, subject, evidence, remedy);
    }

    static Finding mind(Code code, String subject, String evidence, String remedy) {
        return new Finding(Grade.MIND, code, subject, evidence, remedy);
    }

    static Finding unknown(Code code, String subject, String evidence) {
        return new Finding(Grade.UNKNOWN, code, subject, evidence, "");
    }

    static Finding well(Code code, String subject, String evidence) {
        return new Finding(Grade.WELL, code, subject, evidence, "");
    }

    /** From a sentence as all of Steelyard's errors are: what was tried, what happened; what to do. */
    static Finding ofSentence(Grade grade, Code code, String subject, String sentence, String otherwise) {
        int at = sentence.indexOf(REMEDY_FOLLOWS);
        return at < 0
                ? new Finding(grade, code, subject, sentence, otherwise)
                : new Finding(grade, code, subject, sentence.substring(0, at),
                        sentence.substring(at + REMEDY_FOLLOWS.length()));
    }

    /** Is there something to do? */
    public boolean asksForSomething() {
        return grade == Grade.WRONG || grade == Grade.MIND;
    }
}
