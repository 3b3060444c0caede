package io.steelyard.gateway.detect;

import io.steelyard.sim.script.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One simulated device in one state.
 *
 * @param dialect the one that is right
 * @param script what {@link Scripted} plays
 * @param tells whether it surely says something that a dialect can be known by: a card reader without a card does not, and some
 *        scales fall silent out of range
 */
record Stand(String dialect, String who, String state, String script, boolean tells) {
    private static final String CARD = "0100A1B2C3";
    private static final String TRANSPONDER = "156000987654321";
    private static final String EPC = "E28011700000020ABCDE1234";
    private static final Map<String, String> CODES = Map.of("rdm6300", CARD, "id-12la", CARD, "em-18", CARD, "wl-134",
            TRANSPONDER, "fdx-b", TRANSPONDER, "pn532", "04A1B2C3", "r200", EPC, "rcp", EPC, "uhf-reader18", EPC,
            "mercury",
            EPC);
    private static final Set<String> MENU_CHOOSES_WHO_BEGINS = Set.of("and-standard", "and-indicator", "dini-argeo",
            "sartorius-sbi", "ohaus-3000", "ohaus-balance", "radwag");

    /** Every kind of scale and reader that the simulator has, as delivered and as its menu can set it. */
    static Stream<Stand> all() {
        return Arrays.stream(Kind.values()).filter(kind -> kind.role() != Kind.Role.SENSOR).map(Kind::word)
                .flatMap(Stand::of);
    }

    private static Stream<Stand> of(String kind) {
        var device = "kind = \"" + kind + "\"\n";
        if (kind.equals("scanner")) {
            return Stream.of(new Stand(kind, kind, "nothing scanned", device, false),
                    new Stand(kind, kind, "a bag scanned", device + event("1 s", "scan = \"BAG-0001\""), true));
        }
        if (CODES.containsKey(kind)) {
            return reader(kind, device);
        }
        var stands = new ArrayList<>(scale(kind, kind, device));
        if (MENU_CHOOSES_WHO_BEGINS.contains(kind)) {
            stands.addAll(scale(kind, kind + " by itself", device + "mode = \"stream\"\n"));
        }
        if (kind.equals("toledo-continuous")) {
            stands.addAll(scale("toledo-continuous-17", kind + " without check", device + "check = false\n"));
        }
        return stands.stream();
    }

    /** An EM-18 is framed by silence, and a held card leaves less of it than the gateway needs: its card is shown for a moment. */
    private static Stream<Stand> reader(String kind, String device) {
        boolean heldCardsBlur = kind.equals("em-18");
        var stands = new ArrayList<>(List.of(new Stand(kind, kind, "nothing shown", device, false),
                new Stand(kind, kind, "shown early", device + shown(kind, "300 ms", "350 ms"), true),
                new Stand(kind, kind, "shown when all was asked", device + shown(kind, "18 s", "18050 ms"), true)));
        if (!heldCardsBlur) {
            stands.add(new Stand(kind, kind, "shown all the time", device + shown(kind, "0 s", "100 s"), true));
        }
        if (kind.equals("fdx-b")) {
            for (var sends : List.of("digits", "blocks")) {
                stands.add(new Stand(kind, kind + " sending " + sends, "shown all the time",
                        device + "sends = \"" + sends + "\"\n" + shown(kind, "0 s", "100 s"), true));
            }
        }
        return stands.stream();
    }

    private static String shown(String kind, String from, String to) {
        return event(from, "present = \"" + CODES.get(kind) + "\"") + event(to, "withdraw = true");
    }

    private static List<Stand> scale(String dialect, String who, String device) {
        var swinging = event("0 s", "place = \"7.35\"\nrepeat_every = \"600 ms\"")
                + event("300 ms", "place = \"17.85\"\nrepeat_every = \"600 ms\"");
        return List.of(new Stand(dialect, who, "empty pan", device, true),
                new Stand(dialect, who, "at rest", device + event("0 s", "place = \"7.35\""), true),
                new Stand(dialect, who, "three decimals",
                        device + "decimals = 3\ndivision = \"0.005\"\n" + event("0 s", "place = \"7.345\""), true),
                new Stand(dialect, who, "in motion", device + swinging, true),
                new Stand(dialect, who, "overload", device + event("0 s", "place = \"99\""), false));
    }

    private static String event(String at, String what) {
        return "[[event]]\nat = \"" + at + "\"\ndevice = \"" + Scripted.NAME + "\"\n" + what + "\n";
    }

    @Override
    public String toString() {
        return who + ", " + state;
    }
}
