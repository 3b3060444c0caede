package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.kiosk.Browser;
import io.steelyard.gateway.kiosk.Browser.Size;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clerk's day at the kiosk, with the real daemon, a simulated bay and a browser: sign in, open the shift, thirty bags, the network
 * gone and back, the scale unplugged and plugged, two corrections, one void, close the shift. Pictures in {@code target/kiosk}.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 900, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KioskDayTest {
    private static final int BAGS = 30;
    private static final int NETWORK_GONE = 11;
    private static final int NETWORK_BACK = 15;
    private static final int SCALE_UNPLUGGED = 20;
    /** What the clerk books now and then instead of the unsorted bag. */
    private static final List<String> CHOSEN = List.of("U", "U", "0103", "U", "0201");
    private static final BigDecimal LIGHTEST = new BigDecimal("1.35");
    private static final BigDecimal HEAVIER = new BigDecimal("0.41");

    @TempDir
    private Path folder;

    @BeforeAll
    static void demand() {
        Browser.demand();
    }

    @Test
    void a_day_at_the_kiosk() throws Exception {
        try (var yard = new KioskYard(folder); var browser = Browser.open(Size.PANEL)) {
            browser.until(() -> !yard.address().isEmpty(), "the kiosk listens");
            signIn(yard, browser);
            openTheShift(yard, browser);
            for (int bag = 1; bag <= BAGS; bag++) {
                happenings(yard, browser, bag);
                weigh(yard, browser, bag);
            }
            browser.await("document.querySelector('#marks .received')"); // the backlog has gone
            correct(yard, browser, 1, "dialog [value=\"wrong-material\"]");
            correct(yard, browser, 2, "dialog [value=\"wrong-material\"]");
            makeVoid(yard, browser);
            closeTheShift(yard, browser);
            receipt(yard, browser);
            judge(yard, browser);
        }
    }

    private static void signIn(KioskYard yard, Browser browser) {
        browser.go(yard.address() + "/");
        browser.touch("#who");
        browser.touch("dialog [value=w1]");
        browser.awaitThere("dialog.pad");
        browser.type("9999");
        browser.pressEnter();
        browser.awaitText("dialog .complaint", "姓名与密码不符");
        signInRightly(browser);
        browser.awaitText("#who", "王芳");
    }

    /** After a wrong PIN one has to wait; the page says so, and the clerk tries again. */
    private static void signInRightly(Browser browser) {
        browser.until(() -> {
            if (browser.ask("document.querySelector('dialog.pad') !== null").equals(true)) {
                browser.type(KioskYard.PIN);
                browser.pressEnter();
            }
            return browser.text("#who").contains("王芳");
        }, "signed in");
    }

    private static void openTheShift(KioskYard yard, Browser browser) {
        browser.go(yard.address() + "/today");
        browser.awaitText("#shift", "未开班");
        pictures(browser, "morning");
        browser.touch("#shift-act");
        browser.awaitText("#shift", "交班");
        browser.go(yard.address() + "/");
    }

    private static void happenings(KioskYard yard, Browser browser, int bag) throws Exception {
        switch (bag) {
            case NETWORK_GONE -> {
                yard.cutTheNetwork();
                browser.awaitThere("[data-code=uplink-offline]");
            }
            case NETWORK_BACK -> {
                browser.awaitText("#marks", "待传");
                pictures(browser, "network-gone");
                yard.mendTheNetwork();
            }
            case SCALE_UNPLUGGED -> {
                browser.awaitThere("#instrument[data-phase=PLACE_THE_BAG]");
                yard.put("5.00", "BAG-009999");
                browser.awaitThere("#instrument[data-phase=READY]");
                yard.unplugTheScale();
                browser.awaitThere("#instrument[data-phase=FAULTED]");
                assertFalse(browser.text("#weight").contains("5.00"));
                pictures(browser, "scale-unplugged");
                yard.clear();
                yard.plugTheScale();
            }
            default -> {
                // an ordinary bag
            }
        }
    }

    private static void weigh(KioskYard yard, Browser browser, int bag) throws Exception {
        var code = CHOSEN.get(bag % CHOSEN.size());
        var net = LIGHTEST.add(HEAVIER.multiply(BigDecimal.valueOf(bag))).toPlainString();
        browser.awaitThere("#instrument[data-phase=PLACE_THE_BAG]");
        yard.put(net, "BAG-%06d".formatted(bag));
        browser.awaitThere("#instrument[data-phase=READY]");
        browser.awaitText("#weight", net);
        if (!code.equals("U")) {
            choose(browser, code);
        }
        if (bag == 5) {
            pictures(browser, "ready");
        }
        browser.touch("#confirm");
        browser.awaitThere("#instrument[data-phase=RECORDED]");
        browser.awaitText("#phase", net);
        if (bag == 5) {
            browser.awaitThere("#last .received");
            pictures(browser, "recorded");
        }
        yard.clear();
    }

    /** One touch where the material is among the usual ones, else through its group. */
    private static void choose(Browser browser, String code) {
        var usual = "#usual [data-code=\"" + code + "\"]";
        if (browser.ask("document.querySelector('" + usual + "') === null").equals(true)) {
            browser.touch("#all");
            browser.touch("[data-group=\"" + code.substring(0, 2) + "\"]");
            browser.touch("dialog [data-code=\"" + code + "\"]");
        } else {
            browser.touch(usual);
        }
        browser.awaitThere(usual + "[aria-pressed=true]");
    }

    private static void correct(KioskYard yard, Browser browser, int bag, String reason) {
        open(yard, browser, "BAG-%06d".formatted(bag));
        browser.touch("dialog [value=correct]");
        browser.touch("#form-material");
        browser.touch("dialog.chooser [data-group=\"04\"]");
        browser.touch("dialog.chooser [data-code=\"0404\"]");
        browser.touch(reason);
        if (bag == 1) {
            pictures(browser, "correction");
        }
        browser.touch("#form-send");
        browser.awaitThere(".tag.corrected");
        browser.awaitText("#rows", "铝制易拉罐");
    }

    private static void makeVoid(KioskYard yard, Browser browser) {
        open(yard, browser, "BAG-000003");
        browser.touch("dialog [value=void]");
        browser.touch("dialog [value=duplicate]");
        pictures(browser, "void");
        browser.touch("#form-send");
        browser.awaitThere("tr.voided .tag.voided");
        browser.go(yard.address() + "/today");
        browser.await("document.querySelectorAll('#rows tbody tr').length === " + BAGS);
        pictures(browser, "today");
    }

    /** Finds a record by its bag. */
    private static void open(KioskYard yard, Browser browser, String bag) {
        browser.go(yard.address() + "/today");
        browser.awaitThere("#rows tbody tr");
        browser.fill("#q", bag);
        browser.await("document.querySelectorAll('#rows tbody tr').length === 1");
        browser.touch("#rows tbody button");
    }

    private static void closeTheShift(KioskYard yard, Browser browser) {
        browser.touch("#shift-act");
        browser.awaitText("dialog", "未分拣袋");
        pictures(browser, "shift-close");
        browser.touch("#shift-close");
        browser.awaitText("#shift", "未开班");
        assertTrue(yard.complaints().isEmpty(), yard.complaints()::toString);
    }

    private static void receipt(KioskYard yard, Browser browser) {
        open(yard, browser, "BAG-000001");
        browser.touch("dialog a.button");
        browser.awaitText("#slip", "中心平台已经确认收到");
        browser.awaitText("#slip", "此记录已更正");
        browser.await("document.querySelector('figure img').naturalWidth > 0");
        pictures(browser, "receipt");
    }

    /** What the journal has is what the clerk did, and the centre has it all. */
    private static void judge(KioskYard yard, Browser browser) throws Exception {
        assertEquals(BAGS, yard.facts("weighing").size());
        assertEquals(2, yard.facts("correction").size());
        assertEquals(1, yard.facts("void").size());
        assertEquals(2, yard.facts("shift").size());
        assertTrue(yard.facts("weighing").stream().allMatch(fact -> fact.contains("\"commit\":\"confirm\"")));
        assertFalse(String.join("", yard.facts("shift")).contains("王芳"), "people are tokens");
        browser.until(() -> yard.stored() >= BAGS + 5, "the centre has the day");
    }

    /** The same in both sizes and, where the switch can be touched, in both languages; nothing wrong with any; then as it was. */
    private static void pictures(Browser browser, String name) {
        int languages = browser.ask("document.querySelector('dialog') === null").equals(true) ? 2 : 1;
        for (var size : List.of(Size.DESK, Size.PANEL)) {
            browser.resize(size);
            for (int language = 0; language < languages; language++) {
                if (languages > 1) {
                    browser.touch("#language");
                }
                browser.picture("day-" + name);
                assertEquals(List.of(), browser.faults(), name);
            }
        }
    }
}
