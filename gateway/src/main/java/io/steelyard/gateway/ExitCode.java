package io.steelyard.gateway;

/** What a command's exit code says. */
final class ExitCode {
    static final int WELL = 0;
    static final int CHECK_SAYS_NO = 1;
    static final int WRONG_USE = 2;
    static final int CANNOT_RUN = 3;

    private ExitCode() {}
}
