package io.steelyard.gateway.kiosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium as large as one of the panels that the kiosk is made for, with a fresh profile and no way out. */
public final class Browser implements AutoCloseable {
    /** The panels. */
    public enum Size {
        /** A 7 inch touch panel. */
        PANEL(800, 480),
        /** A 10 inch one. */
        DESK(1280, 800);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        /** As in the names of screenshots. */
        public String text() {
            return width + "x" + height;
        }
    }

    /** Where the pictures are kept for people to look at. */
    private static final Path PICTURES = Path.of("target", "kiosk");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    /** Set where a missing browser is a failure: a skipped test proves nothing. */
    private static final String DEMANDED = "STEELYARD_BROWSER";
    /** Nothing depends on how fast this machine is. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    /** A day waits some hundred times; Selenium itself would look only twice a second. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final List<String> FLAGS = List.of("--headless=new", "--no-sandbox", "--disable-gpu",
            "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", "--force-prefers-reduced-motion");
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
            "best-practice");
    private static final String AXE = axe();
    /** Warns at each start that it does not know this Chromium's debugging protocol, which nothing here uses. */
    private static final Logger DEBUGGING = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;
    private Size size;

    private Browser(ChromeDriver driver, Size size) {
        this.driver = driver;
        this.size = size;
    }

    /** A test that cannot run here is skipped, and says what is missing; where it was demanded it fails. */
    public static void demand() {
        boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        var missing = "no " + CHROMIUM + " with " + DRIVER + " here: the pages were not looked at in a browser; "
                + "apt-get install chromium chromium-driver fonts-noto-cjk";
        if (System.getenv(DEMANDED) != null) {
            Assertions.assertTrue(there, missing);
        }
        Assumptions.assumeTrue(there, missing);
    }

    /** Starts one. */
    public static Browser open(Size size) {
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(FLAGS);
        var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort()
                .build();
        DEBUGGING.setLevel(Level.SEVERE);
        var driver = new ChromeDriver(service, options);
        var browser = new Browser(driver, size);
        browser.resize(size);
        return browser;
    }

    /** Opens an address. */
    public void go(String address) {
        driver.get(address);
    }

    /** What a script in the page says. */
    public Object ask(String script, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript("return " + script, arguments), "");
    }

    /** Waits until a condition written as a script is true. */
    public void await(String condition) {
        try {
            waiting().until(_ -> ask("!!(" + condition + ")").equals(true));
        } catch (WebDriverException late) {
            picture("failed-" + System.nanoTime());
            throw new AssertionError("not seen: " + condition + "; on the page: " + text("body"), late);
        }
    }

    /** Waits until something beyond the page is true. */
    public void until(BooleanSupplier there, String what) {
        waiting().withMessage(what).until(_ -> there.getAsBoolean());
    }

    private FluentWait<WebDriver> waiting() {
        return new WebDriverWait(driver, WAIT_MAX).pollingEvery(LOOK_EVERY);
    }

    /** Waits until an element shows a text that contains this. */
    public void awaitText(String selector, String part) {
        await("document.querySelector('" + selector + "')?.innerText.includes('" + part + "')");
    }

    /** Waits until there is such an element. */
    public void awaitThere(String selector) {
        await("document.querySelector('" + selector + "')");
    }

    public String text(String selector) {
        return element(selector).getText();
    }

    /** Touches an element as soon as it can be touched. */
    public void touch(String selector) {
        await("document.querySelector('" + selector + "')?.checkVisibility() && !document.querySelector('" + selector
                + "').disabled");
        element(selector).click();
    }

    /** Puts a finger down on an element and lifts it only after something else has happened. */
    public void touchWhile(String selector, Runnable happens) {
        new Actions(driver).clickAndHold(element(selector)).perform();
        happens.run();
        new Actions(driver).release().perform();
    }

    /** Types keys to whatever has the focus. */
    public void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    public void pressEnter() {
        type(Keys.ENTER);
    }

    public void fill(String selector, String text) {
        element(selector).sendKeys(text);
    }

    private WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Turns it into another panel, as if the page had been opened there. */
    public void resize(Size now) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", now.width, "height", now.height, "deviceScaleFactor", 1, "mobile", false));
        size = now;
    }

    /** Keeps a picture of what is shown, under {@code gateway/target/kiosk}. */
    public void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(
                    PICTURES.resolve(name + "-" + ask("document.documentElement.lang") + "-" + size.text() + ".png"),
                    driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What axe-core, a ruler for fingers in gloves and a look at the edges find wrong with what is shown. */
    public List<String> faults() {
        if (ask("typeof axe").equals("undefined")) {
            driver.executeScript(AXE); // half a megabyte, once a page
        }
        var found = driver.executeAsyncScript("const [rules, done] = arguments; axe.run(document, { runOnly: rules, "
                + "resultTypes: ['violations'] }).then((report) => done(report.violations.flatMap(({ id, nodes }) => "
                + "nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`))))",
                RULES);
        return Stream.of(found, ask(SMALL), ask(BEYOND)).flatMap(list -> ((List<?>) list).stream()).map(String::valueOf)
                .toList();
    }

    /** Targets below 44 px, for residents 48 px; of a small box its label is the target. */
    private static final String SMALL = """
            [...(document.querySelector('dialog[open]') ?? document).querySelectorAll('a, button, input, select')]
              .filter((each) => !each.matches('.skip')).map((each) => each.closest('label:has([type])') ?? each)
              .filter((each) => each.checkVisibility()).map((each) => [each, each.getBoundingClientRect()])
              .filter(([, box]) => Math.min(box.width, box.height) < (document.body.matches('.bin') ? 48 : 44))
              .map(([each, box]) => `smaller than a finger: ${each.outerHTML.slice(0, 80)} ${box.width} × ${box.height}`)
            """;
    /** What is cut off: the page is wider than the panel, or a part does not hold what it shows. */
    private static final String BEYOND = """
            [document.documentElement, ...document.querySelectorAll('.weigh :is(main, .dial, .choice, .phase, .why, .last), '
              + '.tile, .unpaid, .confirm, button, .bin :is(main, .instrument, .phase, .notice, .door, .door > *, .result, .result > *, .next)')]
              .filter((each) => each.checkVisibility()).filter((each) => each.scrollWidth > each.clientWidth + 2
                || (each !== document.documentElement || document.body.matches('.bin')) && each.scrollHeight > each.clientHeight + 2)
              .map((each) => `cut off: ${each.tagName} ${each.className} ${each.textContent.trim().slice(0, 40)}`)
            """;

    private static String axe() {
        try (var script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
