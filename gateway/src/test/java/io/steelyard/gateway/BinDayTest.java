package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.steelyard.gateway.kiosk.Browser;
import io.steelyard.gateway.kiosk.Browser.Size;
import io.steelyard.sim.bin.Bin.Hazard;
import io.steelyard.gateway.journal.JournalException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day at a smart bin, with the real daemon, the simulated bin and a browser in its panel: it smokes and
 * is well again, somebody brings cardboard, a card is refused, somebody takes something out; once in each language. Pictures in {@code target/kiosk}.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 900, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BinDayTest {
    /** What the daemon says of its detectors is no complaint. */
    private static final Pattern ALARM = Pattern.compile("bin-1-(smoke|tilt|enclosure) .*");

    /** What people read on the day. */
    private enum Tongue {
        CHINESE("zh-CN", "纸板箱", "2.24 分", "已传到中心", "此卡不能使用", "里面的东西变少了", "箱内冒烟", "文一西路 998 号"),
        ENGLISH("en", "Corrugated cardboard", "2.24 points", "Received", "This card is refused",
                "There is less inside than before", "There is smoke", "998 Wenyi West Road");

        private final String code;
        private final String cardboard;
        private final String earned;
        private final String received;
        private final String denied;
        private final String removed;
        private final String smoke;
        private final String next;

        Tongue(String code, String cardboard, String earned, String received, String denied, String removed,
                String smoke, String next) {
            this.code = code;
            this.cardboard = cardboard;
            this.earned = earned;
            this.received = received;
            this.denied = denied;
            this.removed = removed;
            this.smoke = smoke;
            this.next = next;
        }
    }

    @TempDir
    private Path folder;

    @BeforeAll
    static void demand() {
        Browser.demand();
    }

    @Test
    void a_day_at_the_bin() throws Exception {
        try (var bin = new KioskBin(folder); var browser = Browser.open(Size.PANEL)) {
            browser.until(() -> !bin.site().address().isEmpty(), "the kiosk listens");
            browser.until(() -> facts(bin, "config").anyMatch(fact -> fact.contains("\"document\":\"cards\"")),
                    "the list of cards is in force");
            for (var tongue : Tongue.values()) {
                browser.go(bin.site().address() + "/?lang=" + tongue.code);
                smoke(bin, browser, tongue);
                deposit(bin, browser, tongue);
                refused(bin, browser, tongue);
                removal(bin, browser, tongue);
            }
            judge(bin, browser);
        }
    }

    /** 3.2 kg at 0.70 points. */
    private static void deposit(KioskBin bin, Browser browser, Tongue tongue) {
        awaitState(browser, "READY");
        browser.awaitText("[data-name=paper]", tongue.cardboard);
        picture(browser, "ready");
        enter(bin, browser, "");
        awaitState(browser, "SHUT_THE_DOOR");
        bin.put("3.20");
        picture(browser, "shut-the-door");
        bin.shut();
        awaitState(browser, "THANKS");
        browser.awaitText("#result .weight", "3.20");
        browser.awaitText("#result .points", tongue.earned);
        browser.awaitThere("#result .received");
        picture(browser, "thanks");
    }

    /** With a card, by the page's button, through the door. */
    private static void enter(KioskBin bin, Browser browser, String after) {
        bin.present(KioskBin.RESIDENT);
        awaitState(browser, "CHOOSE");
        if (after.isEmpty()) {
            picture(browser, "choose");
        }
        browser.touch("button[data-name=paper]");
        awaitState(browser, "OPEN_THE_DOOR");
        browser.awaitThere(".door.here[data-name=paper]");
        if (after.isEmpty()) {
            browser.picture("bin-day-open-the-door");
        }
        browser.until(bin::pull, "the door gives way");
    }

    private static void refused(KioskBin bin, Browser browser, Tongue tongue) {
        bin.present(KioskBin.DENIED.get(tongue.ordinal()));
        awaitState(browser, "REFUSED");
        browser.awaitText("#phase", tongue.denied);
        picture(browser, "denied");
    }

    private static void removal(KioskBin bin, Browser browser, Tongue tongue) {
        enter(bin, browser, "denied");
        awaitState(browser, "SHUT_THE_DOOR");
        bin.take("1.00");
        bin.shut();
        awaitState(browser, "REFUSED");
        browser.awaitText("#phase", tongue.removed);
        picture(browser, "removed");
    }

    private static void smoke(KioskBin bin, Browser browser, Tongue tongue) {
        bin.begins(Hazard.SMOKE);
        awaitState(browser, "ALARM");
        browser.awaitText("#phase", tongue.smoke);
        browser.awaitText("#next", tongue.next);
        picture(browser, "smoke");
        bin.isOver(Hazard.SMOKE);
        awaitState(browser, "READY");
    }

    private static void judge(KioskBin bin, Browser browser) {
        int days = Tongue.values().length;
        assertEquals(days, count(bin, "deposit", "\"outcome\":\"credited\"", "\"delta\":\"3.20\""));
        assertEquals(days, count(bin, "deposit", "\"outcome\":\"denied\""));
        assertEquals(days, count(bin, "deposit", "\"outcome\":\"removed\"", "\"delta\":\"-1.00\""));
        assertEquals(days, count(bin, "device", "\"event\":\"alarm-raised\"", "\"alarm\":\"smoke\""));
        assertEquals(days, count(bin, "device", "\"event\":\"alarm-cleared\"", "\"alarm\":\"smoke\""));
        assertFalse(facts(bin, "deposit").anyMatch(fact -> fact.contains(KioskBin.RESIDENT)), "people are tokens");
        long all = Stream.of("deposit", "device").flatMap(type -> facts(bin, type)).count();
        browser.until(() -> bin.site().stored() >= all, "the centre has the day");
        assertEquals(List.of(),
                bin.site().complaints().stream().filter(line -> !ALARM.matcher(line).matches()).toList());
    }

    private static long count(KioskBin bin, String type, String... parts) {
        return facts(bin, type).filter(fact -> List.of(parts).stream().allMatch(fact::contains)).count();
    }

    private static Stream<String> facts(KioskBin bin, String type) {
        try {
            return bin.site().facts(type).stream();
        } catch (JournalException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void awaitState(Browser browser, String state) {
        browser.awaitThere("#bin[data-state=" + state + "]");
    }

    private static void picture(Browser browser, String name) {
        browser.picture("bin-day-" + name);
        assertEquals(List.of(), browser.faults(), name);
    }
}
