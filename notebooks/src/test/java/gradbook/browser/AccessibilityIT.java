package gradbook.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.kernel.RealJupyter;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The audit of axe-core, run in Chromium on executed notebooks that nbconvert has made into pages: what our output
 * contributes to them has no violation that is serious or critical, on light pages and on dark ones.
 */
@Tag("jupyter")
class AccessibilityIT {
    @TempDir
    static Path folder;

    private static RealJupyter jupyter;
    private static Browser browser;
    private static String axe;

    @BeforeAll
    static void open() throws Exception {
        jupyter = RealJupyter.install(folder);
        browser = new Browser();
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        try (InputStream in = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    /** Between them these show every kind of output: graphs, players, tables, verdicts, formulas, charts, grids, images. */
    @ParameterizedTest
    @CsvSource({
        "01-scalar-chain-rule, light", "01-scalar-chain-rule, dark",
        "09-relu-jacobian, light", "09-relu-jacobian, dark",
        "12-hidden-layer, light", "12-hidden-layer, dark"
    })
    void should_have_no_serious_violation(String notebook, String scheme) throws Exception {
        Path page = folder.resolve(notebook + ".html");
        if (!Files.exists(page))
            jupyter.run("jupyter", "nbconvert", "--to", "html", "--output-dir", folder.toString(), notebook + ".ipynb");
        // nbconvert's own page is always light and says so; without its mark, the reader's system decides.
        if (scheme.equals("dark"))
            Files.writeString(page, Files.readString(page).replace("data-jp-theme-light=\"true\"", ""));
        browser.prefer(scheme);
        browser.open(notebook + "-" + scheme, page.toUri());
        browser.run("document.querySelectorAll('.gb details').forEach(d => d.open = true)");
        // The audit takes its time for every cell, and a hundred rows look like the first six.
        browser.run("document.querySelectorAll('.gb tbody tr:nth-child(n+7)').forEach(row => row.remove())");
        assertEquals(List.of(), violations(".gb"));
        assertTrue((Long) browser.run("return document.querySelectorAll('.gb').length") > 10);
        browser.prefer("light");
    }

    /** In JupyterLab's own colours, which nbconvert takes over. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void errors_can_be_read_on_light_pages_and_on_dark_ones(String theme) throws Exception {
        Path wrong = folder.resolve("wrong.ipynb");
        Files.writeString(
                wrong, NotebookBrowserIT.notebook("int n = \"text\";", "Integer.parseInt(\"x\")", "%jar no.jar"));
        jupyter.run(
                "jupyter",
                "nbconvert",
                "--to",
                "html",
                "--theme",
                theme,
                "--execute",
                "--allow-errors",
                wrong.toString());
        browser.open("errors-" + theme, folder.resolve("wrong.html").toUri());
        String errors = ".jp-OutputArea-output[data-mime-type=\"application/vnd.jupyter.stderr\"]";
        assertEquals(3L, browser.run("return document.querySelectorAll('" + errors + "').length"));
        assertEquals(List.of(), violations(errors));
    }

    private static List<?> violations(String place) {
        browser.run(axe);
        return (List<?>) browser.driver().executeAsyncScript("""
                const done = arguments[1];
                axe.run({include: [[arguments[0]]]}, {resultTypes: ['violations']}).then(found => done(found.violations
                    .filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 300) + ' ' + n.failureSummary).slice(0, 3).join('\\n'))));
                """, place);
    }

    @ParameterizedTest
    @CsvSource({
        "<button></button>, button-name",
        "<img src='data:'/>, image-alt",
        "<p style='color:#aaa'>too pale</p>, color-contrast"
    })
    void should_find_what_is_wrong(String wrong, String rule) {
        browser.show("wrong", "<div class=\"gb\" style=\"background:#fff\">" + wrong + "</div>");
        String found = violations(".gb").toString();
        assertTrue(found.contains(rule), found);
    }
}
