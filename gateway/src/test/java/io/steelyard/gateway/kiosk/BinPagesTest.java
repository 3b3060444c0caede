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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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

    /** A key without words shows itself. */
    private static final Pattern UNSAID = Pattern
            .compile("undefined|null|(bin|outcome|alarm|why|code|do|points)\\.[a-zA-Z]");

    private final List<String> faults = new ArrayList<>();
    private PretendKiosk kiosk;
    private int told;

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
        tell(BinScene.view(Phase.READY, BinScene.parts(3)));
    }

    @AfterEach
    void stop() {
        kiosk.close();
        assertEquals(List.of(), faults);
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
        var mixed = List.of(BinScene.closed(three.get(0), Sentence.Code.FULL), three.get(1),
                BinScene.closed(three.get(2), Sentence.Code.LINK_LOST));
        show(browser, BinScene.view(Phase.READY, mixed), "READY", "ready-mixed");
        show(browser, BinScene.view(Phase.CHOOSE, mixed), "CHOOSE", "choose-mixed");
        show(browser,
                BinScene.view(Phase.READY,
                        List.of(three.get(0), BinScene.closed(three.get(1), Sentence.Code.DOOR_OPEN))),
                "READY", "ready-beside-an-open-door");
    }

    private void session(Browser browser) {
        var parts = BinScene.parts(3);
        for (var phase : List.of(Phase.WAIT, Phase.OPEN_THE_DOOR, Phase.SHUT_THE_DOOR, Phase.WEIGHING)) {
            show(browser, BinScene.serving(phase, parts, 2), phase.name(), word(phase));
        }
        show(browser, BinScene.serving(Phase.OPEN_THE_DOOR, BinScene.parts(1), 1), "OPEN_THE_DOOR",
                "open-the-only-door");
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
        for (var why : List.of(Sentence.Code.LINK_LOST, Sentence.Code.SCALE_SILENT, Sentence.Code.DOOR_UNKNOWN,
                Sentence.Code.DOOR_OPEN, Sentence.Code.NOT_WRITTEN, Sentence.Code.BAD_TEXT)) {
            show(browser, BinScene.troubled(why, BinScene.parts(3)), "OUT_OF_SERVICE", "out-of-service-" + why.text());
        }
        var full = BinScene.parts(3).stream().map(part -> BinScene.closed(part, Sentence.Code.FULL)).toList();
        show(browser, BinScene.troubled(Sentence.Code.FULL, full), "FULL", "full");
    }

    private static String word(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void show(Browser browser, BinView view, String state, String name) {
        tell(view);
        browser.await("document.querySelector('#place').innerText === '" + bin() + "'");
        browser.awaitThere("#bin[data-state=" + state + "]");
        look(browser, name);
    }

    /** Each view is of a bin of another name, by which a test knows that the page has it. */
    private void tell(BinView view) {
        told++;
        kiosk.tell("bin", BinScene.json(view, bin()));
    }

    private String bin() {
        return "bin-" + told;
    }

    @Test
    void a_stream_that_falls_silent_takes_the_thanks_with_it() {
        try (var browser = Browser.open(Size.PANEL)) {
            tell(BinScene.ended(Phase.ENDED, BinScene.credited(Standing.RESIDENT, "3.46")));
            browser.go(kiosk.address() + "/bin");
            browser.awaitText("#result", "3.46");
            kiosk.silent(true);
            browser.awaitThere("#bin[data-state=LOST]");
            assertFalse(browser.text("body").contains("3.46"));
            browser.awaitText("#next", "文一西路 998 号");
            look(browser, "lost");
            kiosk.silent(false);
            browser.awaitText("#phase", "谢谢");
        }
    }

    @Test
    void a_daemon_that_is_started_again_is_not_thought_to_say_what_it_said_before() {
        try (var browser = Browser.open(Size.PANEL)) {
            tell(BinScene.ended(Phase.ENDED, BinScene.credited(Standing.RESIDENT, "3.46")));
            browser.go(kiosk.address() + "/bin");
            browser.awaitText("#result", "3.46");
            kiosk.startAnew("bin");
            browser.awaitThere("#bin[data-state=WAITING]");
            assertFalse(browser.text("body").contains("3.46"));
        }
    }

    @Test
    void a_touch_says_where_to_and_only_where_something_is_taken() {
        try (var browser = Browser.open(Size.PANEL)) {
            var parts = BinScene.parts(3);
            tell(BinScene.view(Phase.CHOOSE,
                    List.of(parts.get(0), BinScene.closed(parts.get(1), Sentence.Code.FULL), parts.get(2))));
            browser.go(kiosk.address() + "/bin");
            browser.touch("[data-name=door-3]");
            browser.until(() -> !kiosk.asked().isEmpty(), "asked");
            assertEquals(List.of(CHOOSE + " {\"compartment\":\"door-3\"}"), kiosk.asked());
            assertEquals("", browser.text("#notice"));
            assertEquals(2L, browser.ask("document.querySelectorAll('button.door').length"));
            kiosk.answers(CHOOSE, "409{\"code\":\"full\",\"text\":\"it is full; empty it\"}");
            browser.touch("[data-name=door-1]");
            browser.awaitText("#notice", "已经装满");
            look(browser, "choice-refused");
            tell(BinScene.serving(Phase.WAIT, parts, 3));
            browser.awaitThere("#bin[data-state=WAIT] .door.here[data-name=door-3]");
            assertEquals("", browser.text("#notice"), "that is over");
        }
    }

    @Test
    void points_are_provisional_until_the_centre_has_them() {
        try (var browser = Browser.open(Size.PANEL)) {
            tell(BinScene.ended(Phase.ENDED, BinScene.credited(Standing.RESIDENT, "3.46")));
            browser.go(kiosk.address() + "/bin?lang=en");
            browser.awaitText("#result", "provisional until the centre has it");
            kiosk.tell("standing", Scene.standing(1843, 1843, ""));
            browser.awaitThere("#result .mark.received");
            assertFalse(browser.text("#result").contains("provisional"));
            look(browser, "thanks-received");
        }
    }

    @Test
    void after_a_minute_of_nobody_the_panel_speaks_as_it_did_and_not_before() {
        try (var browser = Browser.open(Size.PANEL)) {
            browser.go(kiosk.address() + "/bin");
            browser.awaitText("#phase", "请刷卡");
            browser.touch("#language");
            browser.touch("#contrast");
            browser.awaitText("#phase", "Present your card");
            tell(BinScene.serving(Phase.SHUT_THE_DOOR, BinScene.parts(3), 1));
            browser.awaitText("#phase", "shut the door");
            pass(browser, 120);
            browser.await("window.looked > 1"); // the page has looked at its clock since, and somebody was served
            browser.awaitText("#phase", "shut the door");
            tell(BinScene.view(Phase.READY, BinScene.parts(3)));
            browser.awaitText("#phase", "Present your card");
            pass(browser, 61);
            browser.awaitText("#phase", "请刷卡");
            assertEquals("normal", browser.ask("document.documentElement.dataset.contrast"));
            assertEquals(true, browser.ask("localStorage.getItem('steelyard.language') === null"));
        }
    }

    /** Lets time pass for the page, and counts from then on how often a second has passed for it. */
    private static void pass(Browser browser, int seconds) {
        browser.ask("(() => { const now = performance.now.bind(performance); performance.now = () => now() + "
                + seconds + "000; window.looked = 0; setInterval(() => { window.looked += 1; }, 1000); })()");
    }

    private void look(Browser browser, String name) {
        browser.picture("bin-" + name);
        browser.faults().forEach(fault -> faults.add(name + ": " + fault.strip()));
        if (UNSAID.matcher(browser.text("body")).find()) {
            faults.add(name + ": not in words: " + browser.text("body"));
        }
    }
}
