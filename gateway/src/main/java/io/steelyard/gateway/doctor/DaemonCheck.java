package io.steelyard.gateway.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the daemon runs, answers, and what it complains of. */
final class DaemonCheck {
    private DaemonCheck() {}

    static List<Finding> look(String config, String gateway, OptionalLong daemon, Optional<? extends Voice> voice) {
        if (daemon.isEmpty()) {
            return List.of(Finding.wrong(Code.DAEMON_DOWN, "", "no daemon runs: nothing is weighed",
                    "run: sudo systemctl start steelyard (by hand: steelyard run --config " + config + ")"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(Finding.well(Code.DAEMON, "", "it runs as process " + daemon.getAsLong()));
        if (voice.isPresent()) {
            findings.addAll(troubles(gateway, voice.get()));
        }
        return findings;
    }

    private static List<Finding> troubles(String gateway, Voice voice) {
        try {
            var told = voice.complaints(gateway);
            if (told.isEmpty()) {
                return List.of(Finding.unknown(Code.DAEMON, "", voice.place()
                        + " answers only to who signs in: see its page for what it complains of"));
            }
            return told.get().stream()
                    .map(complaint -> Finding.ofSentence(complaint.stops() ? Grade.WRONG : Grade.MIND,
                            Code.DAEMON_TROUBLE,
                            "", complaint.sentence(), "see its log: journalctl -u steelyard -e"))
                    .toList();
        } catch (IOException silent) {
            return List.of(Finding.wrong(Code.KIOSK_UNREACHABLE, "",
                    "the daemon runs, and its page at " + voice.place() + " does not answer: " + silent.getMessage(),
                    "see its log: journalctl -u steelyard -e; if another program has that port, `ss -ltnp` names it: give"
                            + " [kiosk] another listen; then sudo systemctl restart steelyard"));
        }
    }
}
