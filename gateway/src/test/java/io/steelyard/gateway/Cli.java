package io.steelyard.gateway;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command line in this process and keeps what it said. */
record Cli(int code, String out, String err) {
    static Cli run(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = SteelyardCommand.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var texts = new String[words.length];
        for (int index = 0; index < words.length; index++) {
            texts[index] = words[index].toString();
        }
        int code = line.execute(texts);
        return new Cli(code, out.toString(), err.toString());
    }
}
