package io.steelyard.gateway.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.kiosk.Browser.Size;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The pages in a browser, with whatever a daemon may tell them, and what it never would. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PagesTest {
    private static final String CODE = "5f0c1a2b-1830-ABCDEFGHJK";

    private PretendKiosk kiosk;

    @BeforeAll
    static void demand() {
        Browser.demand();
    }

    @BeforeEach
    void start() throws IOException {
        kiosk = new PretendKiosk();
        kiosk.answers("/api/site", Scene.site("confirm"));
        kiosk.answers("/api/session", Scene.CLERK);
        kiosk.answers("/api/today", Scene.today());
        kiosk.answers("/api/receipt/" + CODE, Scene.entry(1830, false, true, "manual"));
        kiosk.answers("/api/field/doctor", Scene.doctor());
        kiosk.answers("/api/field/devices",
                "{\"devices\":[{\"name\":\"bay-1-scale\",\"dialect\":\"yaohua-continuous-0\"}]}");
        kiosk.answers("/api/field/check", Scene.checking());
        kiosk.answers("/api/stations/bay-1/choice", "{}");
        kiosk.answers("/api/stations/bay-1/confirm", "{\"seq\":1843}");
        kiosk.tell("standing", Scene.AT_EASE);
        kiosk.tell("station", Scene.station("PLACE_THE_BAG", "0.00", Scene.recorded(1842)));
    }

    @AfterEach
    void stop() {
        kiosk.close();
    }

    @ParameterizedTest
    @CsvSource({"PANEL, zh-CN", "PANEL, en", "DESK, zh-CN", "DESK, en"})
    void nothing_shown_breaks_a_rule_of_accessibility_or_is_cut_off(Size size, String language) {
        try (var browser = Browser.open(size)) {
            weighing(browser, language);
            dialogs(browser);
            theDay(browser, language);
            theRest(browser, language);
        }
    }

    private void weighing(Browser browser, String language) {
        browser.go(kiosk.address() + "/?lang=" + language);
        phase(browser, "PLACE_THE_BAG");
        look(browser, "place");
        show(browser, Scene.station("STEADY", "9.87", ""), "STEADY");
        show(browser, Scene.station("SCAN_THE_CODE", "10.10", ""), "SCAN_THE_CODE");
        show(browser, Scene.station("SAVING", "10.10", ""), "SAVING");
        show(browser, Scene.station("CLEAR_THE_PAN", "10.10", Scene.recorded(1843)), "RECORDED");
        show(browser,
                Scene.station("CLEAR_THE_PAN", "10.10",
                        ",\"outcome\":{\"notRecorded\":{\"code\":\"unsettled\",\"text\":\"\"}}"),
                "NOT_RECORDED");
        show(browser, Scene.station("FAULTED", null, Scene.fault("link-lost")), "FAULTED");
        kiosk.tell("standing", Scene.IN_TROUBLE);
        browser.awaitThere(".trouble");
        look(browser, "troubles");
        show(browser, Scene.station("READY", "10.10", ""), "READY");
        look(browser, "ready-in-trouble");
        kiosk.tell("standing", Scene.AT_EASE);
        browser.await("document.querySelector('#troubles').hidden");
        look(browser, "ready");
    }

    private void dialogs(Browser browser) {
        browser.touch("#all");
        look(browser, "materials");
        browser.touch("[data-group=\"09\"]");
        look(browser, "materials-of-a-group");
        browser.type(Keys.ESCAPE);
        browser.touch("#unpaid");
        look(browser, "pad");
        browser.type(Keys.ESCAPE);
        browser.touch("#settings");
        look(browser, "settings");
        browser.touch("dialog label");
        browser.type(Keys.ESCAPE);
        look(browser, "high-contrast");
        browser.touch("#settings");
        browser.touch("dialog label");
        browser.type(Keys.ESCAPE);
    }

    private void theDay(Browser browser, String language) {
        browser.go(kiosk.address() + "/today?lang=" + language);
        browser.awaitThere("[data-seq=\"1842\"]");
        look(browser, "today");
        browser.touch("[data-seq=\"1842\"]");
        look(browser, "record");
        browser.touch("dialog [value=correct]");
        look(browser, "correction");
        browser.type(Keys.ESCAPE);
        browser.touch("[data-seq=\"1842\"]");
        browser.touch("dialog [value=void]");
        look(browser, "void");
        browser.type(Keys.ESCAPE);
        browser.touch("#shift-act");
        look(browser, "shift");
        browser.type(Keys.ESCAPE);
        browser.touch("#manual");
        look(browser, "manual");
    }

    private void theRest(Browser browser, String language) {
        browser.go(kiosk.address() + "/r/" + CODE + "?lang=" + language);
        browser.awaitThere("figure");
        look(browser, "receipt");
        browser.go(kiosk.address() + "/r/none?lang=" + language);
        browser.awaitThere(".large");
        look(browser, "no-receipt");
        kiosk.answers("/api/session", Scene.NOBODY);
        browser.go(kiosk.address() + "/field?lang=" + language);
        browser.touch("#only-signin");
        look(browser, "sign-in");
        browser.touch("dialog [value=t1]");
        look(browser, "pin");
        kiosk.answers("/api/session", Scene.TECHNICIAN);
        browser.go(kiosk.address() + "/field?lang=" + language);
        browser.awaitThere(".check.wrong");
        browser.awaitThere("#check-cancel:not([hidden])");
        look(browser, "field");
    }

    private void show(Browser browser, String station, String phase) {
        kiosk.tell("station", station);
        phase(browser, phase);
        look(browser, phase.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    private static void phase(Browser browser, String phase) {
        browser.awaitThere("#instrument[data-phase=" + phase + "]");
        browser.awaitThere("#usual button");
    }

    private static void look(Browser browser, String name) {
        browser.picture("page-" + name);
        assertEquals(List.of(), browser.faults(), name);
    }

    @Test
    void a_stream_that_falls_silent_takes_the_number_with_it_and_brings_it_back() {
        try (var browser = Browser.open(Size.PANEL)) {
            kiosk.tell("station", Scene.station("STEADY", "9.87", ""));
            browser.go(kiosk.address() + "/");
            browser.awaitText("#weight", "9.87");
            kiosk.silent(true);
            browser.await("!document.body.innerText.includes('9.87')");
            phase(browser, "LOST");
            browser.awaitText("#troubles", "页面与网关的连接中断");
            assertTrue(browser.ask("document.querySelector('#confirm').disabled").equals(true));
            browser.picture("page-lost");
            assertEquals(List.of(), browser.faults());
            kiosk.silent(false);
            browser.awaitText("#weight", "9.87");
        }
    }

    @Test
    void a_silent_scale_has_no_number() {
        try (var browser = Browser.open(Size.PANEL)) {
            kiosk.tell("station", Scene.station("STEADY", "9.87", ""));
            browser.go(kiosk.address() + "/");
            browser.awaitText("#weight", "9.87");
            kiosk.tell("station", Scene.station("FAULTED", null, Scene.fault("scale-silent")));
            browser.await("!document.body.innerText.includes('9.87')");
            browser.awaitText(".phase", "秤没有数据");
        }
    }

    @Test
    void the_usual_bag_takes_one_touch_and_another_material_two() {
        try (var browser = Browser.open(Size.PANEL)) {
            kiosk.tell("station", Scene.station("READY", "10.10", ""));
            browser.go(kiosk.address() + "/");
            browser.touch("#confirm");
            awaitAsked(browser, "/api/stations/bay-1/confirm {\"net\":\"10.10\"}");
            browser.touch("#usual [data-code=\"0103\"]");
            browser.touch("#confirm");
            assertEquals(List.of("/api/stations/bay-1/confirm {\"net\":\"10.10\"}",
                    "/api/stations/bay-1/choice {\"material\":\"0103\",\"unpaid\":\"0.00\"}",
                    "/api/stations/bay-1/confirm {\"net\":\"10.10\"}"), awaitAsked(browser, 3));
        }
    }

    @Test
    void a_touch_is_not_lost_when_news_come_while_the_finger_is_down() {
        try (var browser = Browser.open(Size.PANEL)) {
            kiosk.tell("station", Scene.station("READY", "10.10", ""));
            browser.go(kiosk.address() + "/");
            browser.awaitThere("#confirm:not([disabled])");
            browser.touchWhile("#confirm", () -> {
                kiosk.tell("standing", Scene.standing(1843, 1843, ""));
                browser.awaitText("#marks", "1843");
            });
            awaitAsked(browser, "/api/stations/bay-1/confirm {\"net\":\"10.10\"}");
        }
    }

    @Test
    void digits_choose_and_enter_confirms_unless_digits_are_switched_off() {
        try (var browser = Browser.open(Size.PANEL)) {
            kiosk.tell("station", Scene.station("READY", "10.10", ""));
            browser.go(kiosk.address() + "/");
            browser.await("document.querySelector('#confirm')?.disabled === false");
            browser.type("2");
            awaitAsked(browser, "/api/stations/bay-1/choice {\"material\":\"0103\",\"unpaid\":\"0.00\"}");
            browser.pressEnter();
            awaitAsked(browser, "/api/stations/bay-1/confirm {\"net\":\"10.10\"}");
            browser.ask("localStorage.setItem('steelyard.digits', 'off')");
            browser.type("3");
            browser.pressEnter();
            assertTrue(awaitAsked(browser, 3).stream().noneMatch(asked -> asked.contains("0201")),
                    kiosk.asked()::toString);
        }
    }

    @Test
    void what_was_recorded_before_the_page_was_opened_is_the_last_bag_and_not_news() {
        try (var browser = Browser.open(Size.PANEL)) {
            kiosk.tell("station", Scene.station("CLEAR_THE_PAN", "10.10", Scene.recorded(1842)));
            browser.go(kiosk.address() + "/");
            phase(browser, "CLEAR_THE_PAN");
            browser.awaitText("#last", "中心已收");
            kiosk.tell("station", Scene.station("CLEAR_THE_PAN", "10.10", Scene.recorded(1843)));
            phase(browser, "RECORDED");
            browser.awaitText("#last", "中心待收");
        }
    }

    @Test
    void a_refusal_is_said_in_the_clerks_words() {
        try (var browser = Browser.open(Size.PANEL)) {
            kiosk.answers("/api/stations/bay-1/confirm",
                    "409{\"code\":\"another-weight\",\"text\":\"it is 10.12 now\"}");
            kiosk.tell("station", Scene.station("READY", "10.10", ""));
            browser.go(kiosk.address() + "/");
            browser.touch("#confirm");
            browser.awaitText("#complaint", "重量已经变了");
            assertEquals(List.of(), browser.faults());
        }
    }

    private void awaitAsked(Browser browser, String wanted) {
        browser.until(() -> kiosk.asked().contains(wanted), wanted);
    }

    private List<String> awaitAsked(Browser browser, int count) {
        browser.until(() -> kiosk.asked().size() >= count, count + " requests");
        return kiosk.asked();
    }
}
