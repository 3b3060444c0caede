package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.kiosk.Browser.Size;
import io.steelyard.gateway.weighing.Sentence;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resident's page in a browser: whatever a bin may say, and what it must not go on saying. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BinPagesTest {
    private static final String CHOOSE = "/api/bin/choose";

    private PretendKiosk kiosk;

    @BeforeAll
    static void demand() {
        Browser.demand();
    }

    @BeforeEach
    void start() throws IOException {
        kiosk = new PretendKiosk();
        kiosk.answers("/api/site", BinScene.siteJson(3));
        kiosk.answers(CHOOSE, "{}");
        kiosk.tell("standing", Scene.AT_EASE);
        kiosk.tell("bin", BinScene.json(BinScene.view(Phase.READY, BinScene.parts(3))));
    }

    @AfterEach
    void stop() {
        kiosk.close();
    }

    @ParameterizedTest
    @CsvSource({"PANEL, zh-CN", "PANEL, en", "DESK, zh-CN", "DESK, en"})
    void nothing_shown_breaks_a_rule_of_accessibility_or_is_cut_off(Size size, String language) {
        try (var browser = Browser.open(size)) {
            browser.go(kiosk.address() + "/bin?lang=" + language);
            doors(browser);
            session(browser);
            endings(browser);
            troubles(browser);
        }
    }

    private void doors(Browser browser) {
        for (int doors : List.of(1, 2, 4, BinScene.DOORS_MAX)) {
            var parts = BinScene.parts(doors);
            show(browser, BinScene.view(Phase.READY, parts), "READY", "ready-" + doors);
            show(browser, BinScene.view(Phase.CHOOSE, parts), "CHOOSE", "choose-" + doors);
        }
        browser.touch("#contrast");
        look(browser, "choose-high-contrast");
        browser.touch("#contrast");
        var three = BinScene.parts(3);
        var mixed = List.of(BinScene.closed(three.get(0), Sentence.Code.UNSETTLED), three.get(1),
                BinScene.closed(three.get(2), Sentence.Code.LINK_LOST));
        show(browser, BinScene.view(Phase.READY, mixed), "READY", "ready-mixed");
        show(browser, BinScene.view(Phase.CHOOSE, mixed), "CHOOSE", "choose-mixed");
    }

    private void session(Browser browser) {
        var parts = BinScene.parts(3);
        for (var phase : List.of(Phase.WAIT, Phase.OPEN_THE_DOOR, Phase.SHUT_THE_DOOR, Phase.WEIGHING)) {
            show(browser, BinScene.serving(phase, parts, 2), phase.name(), word(phase));
        }
        show(browser, BinScene.serving(Phase.OPEN_THE_DOOR, BinScene.parts(1), 1), "OPEN_THE_DOOR", "open-the-only-door");
        show(browser, BinScene.ended(Phase.SHUT_THE_DOOR, BinScene.uncredited(Outcome.BUSY)), "SHUT_THE_DOOR",
                "somebody-elses-card");
        show(browser, BinScene.view(Phase.VISIT, parts), "VISIT", "visit");
    }

    private void endings(Browser browser) {
        show(browser, BinScene.ended(Phase.ENDED, BinScene.credited(Standing.RESIDENT, "3.46")), "THANKS", "thanks");
        show(browser, BinScene.ended(Phase.ENDED, BinScene.credited(Standing.QUARANTINE, "112.35")), "THANKS",
                "thanks-quarantine");
        for (var outcome : EnumSet.complementOf(EnumSet.of(Outcome.CREDITED))) {
            show(browser, BinScene.ended(Phase.ENDED, BinScene.uncredited(outcome)), "REFUSED", outcome.text());
        }
    }

    private void troubles(Browser browser) {
        for (var alarm : Alarm.values()) {
            show(browser, BinScene.alarmed(Set.of(alarm), Optional.empty()), "ALARM", "alarm-" + alarm.text());
        }
        show(browser, BinScene.alarmed(Set.of(Alarm.TILT, Alarm.SMOKE, Alarm.HEAT), Optional.of(BinScene.uncredited(
                Outcome.ALARMED))), "ALARM", "alarms");
        for (var why : List.of(Sentence.Code.LINK_LOST, Sentence.Code.NOT_WRITTEN, Sentence.Code.BAD_TEXT)) {
            show(browser, BinScene.troubled(why), "OUT_OF_SERVICE", "out-of-service-" + why.text());
        }
    }

    private static String word(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void show(Browser browser, BinView view, String state, String name) {
        tell(view);
        browser.awaitThere("#bin[data-state=" + state + "]");
        browser.await("document.querySelector('#bin').dataset.heard === '" + kiosk.told("bin") + "'");
        look(browser, name);
    }

    private void tell(BinView view) {
        kiosk.tell("bin", BinScene.json(view));
    }

    private static void look(Browser browser, String name) {
        browser.picture("bin-" + name);
        assertEquals(List.of(), browser.faults(), name);
        assertFalse(browser.text("body").contains("undefined"), name);
    }
}
