package io.steelyard.gateway.doctor;

/** How a finding is meant. */
public enum Grade {
    /** Something does not work, or soon will not. */
    WRONG,
    /** It works; a person should know or change this. */
    MIND,
    /** It could not be found out; never taken for well. */
    UNKNOWN,
    /** As it should be. */
    WELL
}
