package io.github.stepcache.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The report as its readers meet it: in a browser, from a file, with a mouse, a keyboard or a phone. */
@Tag("browser")
class ReportBrowserTests {

    private static final String DIALOG = "#detail[open]";

    @TempDir
    private static Path profile;

    private static Chromium browser;

    @TempDir
    private Path dir;

    @BeforeAll
    static void startBrowser() {
        browser = new Chromium(profile);
    }

    @AfterAll
    static void endBrowser() {
        browser.close();
    }

    @BeforeEach
    void setUp() {
        browser.size(1280, 900, false);
        browser.prefer("prefers-color-scheme", "light");
    }

    @AfterEach
    void nothingIsComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    private void open(Report report) throws IOException {
        browser.open(Files.writeString(dir.resolve("report.html"), ReportPage.render(report)));
    }

    private void openPicture(Report report) throws IOException {
        open(report);
        browser.awaitPicture();
    }

    private static String dialog() {
        return browser.find(DIALOG).getText();
    }

    private static WebElement node(String name) {
        return browser.find(".node[aria-label^='" + name + ",']");
    }

    private static String focusedStep() {
        String label = String.valueOf(browser.focused().getAttribute("aria-label"));
        return label.substring(0, label.indexOf(','));
    }

    /** When something had come so far, in milliseconds. */
    private static int moment(String name) {
        return Integer.parseInt(
                browser.run("return Math.round(performance.getEntriesByName('" + name + "')[0].startTime)"));
    }

    @Test
    void clickOnAStepOfThePictureShowsWhyItRan() throws IOException {
        openPicture(Samples.pipeline());

        node("import").click();

        assertThat(dialog())
                .contains("import", "ran", "3 reasons", "Inputs that changed")
                .contains("data/raw/part-000000.csv", "3a6a05ff9a3e → 1ee8bd8b4bd6")
                .contains("Read by", "clean-airports", "clean-routes", "clean-strikes");
    }

    @Test
    void clickOnARowShowsWhatFailed() throws IOException {
        open(Samples.pipeline());

        browser.find("tbody tr:nth-child(7) button").click();

        assertThat(dialog())
                .contains("report", "failed", "It failed: java.lang.IllegalStateException: There is no column 'city'");
    }

    @Test
    void detailsSayWhatWasSavedWhatIsNotRememberedAndWhatNobodyAskedFor() throws IOException {
        open(Samples.pipeline());

        browser.find("tbody tr:nth-child(5) button").click();
        assertThat(dialog()).contains("traffic", "skipped", "Unchanged since", "Saved", "1 min 15 s", "Other calls");

        browser.find(".tools [aria-label='Next step']").click();
        assertThat(dialog()).contains("strikes", "Not remembered", "changed while it ran", "\"2023\"");

        browser.find(".links button").click();
        assertThat(dialog()).contains("clean-strikes", "forced");

        browser.find(".tools [aria-label='Close']").click();
        browser.find("tbody tr:last-child button").click();
        assertThat(dialog()).contains("archive", "nobody asked for it");
    }

    @Test
    void restoredStepHasItsOwnLookAndSaysFromWhere() throws IOException {
        openPicture(Samples.pipeline());
        String look = "return getComputedStyle(document.querySelector('.node.%s rect')).fill";
        assertThat(browser.run(look.formatted("restored"))).isNotEqualTo(browser.run(look.formatted("fresh")));
        assertThat(node("weather").getText()).contains("\u2193", "restored", "10.0 s saved");

        node("weather").click();

        assertThat(dialog())
                .contains("weather", "restored", "2 reasons", "Restored from", "s3://cache/birds", "As of", "10.0 s");
    }

    @Test
    void keyboardLeadsThroughThePicture() throws IOException {
        openPicture(Samples.pipeline());

        browser.run("document.querySelector('.node[tabindex=\"0\"]').focus()");
        browser.focused().sendKeys(Keys.ARROW_RIGHT);
        String reached = focusedStep();
        assertThat(reached).startsWith("clean-");

        browser.focused().sendKeys(Keys.ENTER);
        assertThat(dialog()).contains(reached);

        browser.focused().sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.find("#detail-title").getText()).doesNotStartWith(reached);

        browser.focused().sendKeys(Keys.ESCAPE);
        assertThat(browser.findAll(DIALOG)).isEmpty();
        assertThat(focusedStep()).isEqualTo(reached);
    }

    @Test
    void keyboardLeadsThroughTheList() throws IOException {
        open(Samples.pipeline());

        browser.run("document.querySelector('tbody button').focus()");
        browser.focused().sendKeys(Keys.ARROW_DOWN);
        browser.focused().sendKeys(Keys.END);
        browser.focused().sendKeys(Keys.HOME);
        browser.focused().sendKeys(Keys.ARROW_DOWN);
        browser.focused().sendKeys(Keys.ENTER);

        assertThat(dialog()).contains("clean-airports", "Outputs that are missing");
        browser.focused().sendKeys(Keys.ESCAPE);
        assertThat(browser.focused().getText()).isEqualTo("clean-airports");
    }

    @Test
    void hostileNamesAreShownAndDoNothing() throws IOException {
        openPicture(Samples.hostile());

        browser.find("tbody button").click();

        assertThat(browser.findAll("dialog li")).hasSizeGreaterThanOrEqualTo(Samples.HOSTILE_NAMES.size());
        assertThat(dialog())
                .contains("</script><script>window.harmed = true</script>.csv", "\\u202evsc.exe", "\\u2028");
        assertThat(browser.run("return window.harmed")).isEqualTo("null");
        assertThat(browser.run("return document.querySelectorAll('img').length"))
                .isEqualTo("0");
    }

    @Test
    void networkAndForeignScriptsAreForbidden() throws IOException {
        openPicture(Samples.pipeline());

        assertThat(browser.run("return performance.getEntriesByType('resource')"
                        + ".filter(entry => !entry.name.startsWith('blob:')).length"))
                .isEqualTo("0");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.runAsync("const done = arguments[0];"
                        + "fetch('data:text/plain,x').then(() => done('reached'), () => done('refused'))"))
                .isEqualTo("refused");
        browser.run("const script = document.createElement('script');"
                + "script.textContent = 'window.harmed = true'; document.body.append(script)");
        assertThat(browser.run("return window.harmed")).isEqualTo("null");
        assertThat(browser.complaints())
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void fiveHundredStepsWithAHundredThousandChangesDoNotFreezeThePage() throws IOException {
        String page = ReportPage.render(Samples.large());
        assertThat(page.length()).isLessThan(4_000_000);

        browser.open(Files.writeString(dir.resolve("report.html"), page));
        browser.find("tbody button").click(); // whether or not the picture is there yet

        assertThat(dialog()).contains("100,000 reasons", "more", "data/raw/part-000000.csv");
        assertThat(browser.findAll("dialog .reasons li")).hasSizeBetween(10, 200);
        browser.focused().sendKeys(Keys.ESCAPE);
        browser.awaitPicture();
        assertThat(browser.findAll(".node")).hasSize(500);
        assertThat(browser.findAll(".edge")).hasSizeGreaterThan(900);
        int ready = moment("ready");
        int drawn = moment("drawn");
        System.out.println("REPORT 500 steps: " + page.length() / 1000 + " kB, ready after " + ready
                + " ms, picture after " + drawn + " ms");
        assertThat(ready).as("layout does not keep readers waiting").isLessThan(drawn);
        browser.photograph("large", false);
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
    void pageFitsItsWidthInEachScheme(int width, String scheme) throws IOException {
        browser.size(width, 844, width < 700);
        browser.prefer("prefers-color-scheme", scheme);

        openPicture(Samples.pipeline());

        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(String.valueOf(width));
        browser.photograph("page-" + width + '-' + scheme, true);
        browser.find("tbody button").click();
        assertThat(dialog()).contains("data/raw/part-000000.csv");
        assertThat(browser.run("const box = document.getElementById('detail');"
                        + "return box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().left >= 0"))
                .isEqualTo("true");
        browser.await("return document.getAnimations().length === 0");
        browser.photograph("detail-" + width + '-' + scheme, false);
    }

    @Test
    void whoWishesLessMotionGetsNone() throws IOException {
        open(Samples.pipeline());
        browser.find("tbody button").click();
        String animation = "return getComputedStyle(document.getElementById('detail')).animationName";
        assertThat(browser.run(animation)).isEqualTo("slide");

        browser.prefer("prefers-reduced-motion", "reduce");

        assertThat(browser.run(animation)).isEqualTo("none");
    }
}
