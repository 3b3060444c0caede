package io.steelyard.gateway.detect;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.detect.Verdict.NothingRecognised;

/** What to tell a technician when no dialect was recognised: what was heard instead, and what to try. */
final class Silence {

    private static final int SHOWN_BYTES_MAX = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final String RECORD = "keep a capture with `steelyard record PORT --out FILE` and send it to us";

    private Silence() {}

    /**
     * Bytes that no dialect knows.
     *
     * @param probe
     *            what they answered; null if they came unasked
     */
    record Unknown(String line, @Nullable Probe probe, long bytes, byte[] sample) {

        private String told() {
            byte[] first = Arrays.copyOf(sample, Math.min(sample.length, SHOWN_BYTES_MAX));
            return bytes + (bytes == 1 ? " byte " : " bytes ")
                    + (probe == null ? "unasked" : "in answer to " + probe.text())
                    + (line.isEmpty() ? "" : " at " + line) + ", " + (isPrintable() ? "printable" : "not printable")
                    + ", beginning " + HEX.formatHex(first);
        }

        private boolean isPrintable() {
            for (byte one : sample) {
                if (one < ' ' && one != '\r' && one != '\n' && one != '\t') {
                    return false;
                }
            }
            return true;
        }
    }

    static Verdict verdict(int echoes, Optional<Unknown> unasked, Optional<Unknown> answer) {
        Optional<Unknown> heard = unasked.or(() -> answer);
        if (heard.isPresent()) {
            return unknown(heard.get());
        }
        if (echoes > 0) {
            return new NothingRecognised(0, "nothing but our own questions, sent straight back",
                    List.of("take a loopback plug off, end a program that echoes, switch the converter's echo off",
                            "cable: a device that is really there would answer besides"));
        }
        return new NothingRecognised(0, "silence",
                List.of("power: is the device on, and does it show a weight (out of range some send nothing)",
                        "cable: the right socket, TX and RX crossed or not (try a null modem), RS-232 or RS-485",
                        "the device's menu: output continuous or on command, and its baud rate for --line",
                        "a card reader or scanner speaks only of a card or code: hold one to it while detect listens"));
    }

    private static Verdict unknown(Unknown heard) {
        if (heard.probe() != null) {
            return new NothingRecognised(heard.bytes(), heard.told(),
                    List.of("nothing more was asked: who answers so may take a question for a command", RECORD));
        }
        return new NothingRecognised(heard.bytes(), heard.told(), heard.isPrintable()
                ? List.of("the device's menu: another output format", RECORD)
                : List.of("the device's menu: its baud rate and parity for --line",
                        "cable: a TTL output needs no RS-232 adapter and the reverse; inverted levels are garbage",
                        RECORD));
    }
}
