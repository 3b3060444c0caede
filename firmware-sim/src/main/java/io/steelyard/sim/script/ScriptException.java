package io.steelyard.sim.script;

import java.util.List;
import java.util.stream.Collectors;

/** A script or transcript that cannot be used, with everything that is wrong with it at once. */
public final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ScriptFault> faults;

    ScriptException(List<ScriptFault> faults) {
        super(faults.stream().map(ScriptFault::toString).collect(Collectors.joining("\n")));
        this.faults = faults;
    }

    /** Every fault, in the order of the file. */
    public List<ScriptFault> faults() {
        return faults;
    }
}
