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
 * The audit of axe-core, run in Chromium on executed notebooks that nbconvert has made into pages and into slides, and on
 * the pages that we write ourselves: our part has no violation that is serious or critical, in the light and in the dark.
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

    /**
     * Between them these show every kind of output: graphs, players, tables, verdicts, formulas, charts, grids, images. On
     * pages and slides of nbconvert's our part is the outputs; on pages that we write it is everything.
     */
    @ParameterizedTest
    @CsvSource({
        "html, 01-scalar-chain-rule",
        "html, 09-relu-jacobian",
        "html, 12-hidden-layer",
        "slides, 12-hidden-layer",
        "pages, 01-scalar-chain-rule",
        "pages, 08-four-ways-to-a-derivative",
        "pages, 09-relu-jacobian",
        "pages, 12-hidden-layer",
        "pages, index"
    })
    void should_have_no_serious_violation(String kind, String name) throws Exception {
        String page = Files.readString(page(kind, name));
        String ours = kind.equals("pages") ? "body" : ".gb";
        for (String scheme : List.of("light", "dark")) {
            // nbconvert's own page is always light and says so; without its mark, the reader's system decides.
            String marked = scheme.equals("light") ? page : page.replace("data-jp-theme-light=\"true\"", "");
            Path file = Files.writeString(folder.resolve(kind + "-" + scheme + "-" + name + ".html"), marked);
            browser.prefer(scheme);
            browser.open(kind + "-" + scheme + "-" + name, file.toUri());
            browser.run("document.querySelectorAll('.gb details').forEach(d => d.open = true)");
            // The audit takes its time for every cell, and a hundred rows look like the first six.
            browser.run("document.querySelectorAll('.gb tbody tr:nth-child(n+7)').forEach(row => row.remove())");
            assertEquals(List.of(), violations(ours), scheme);
            if (!name.equals("index"))
                assertTrue((Long) browser.run("return document.querySelectorAll('.gb').length") > 10);
        }
        browser.prefer("light");
    }

    private static Path page(String kind, String name) throws Exception {
        if (!kind.equals("pages")) {
            String convert = "jupyter nbconvert --to " + kind + " --output-dir " + folder + " " + name + ".ipynb";
            jupyter.run(convert.split(" "));
            return folder.resolve(name + (kind.equals("slides") ? ".slides.html" : ".html"));
        }
        Path book = folder.resolve("book");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = "../lessons/target/gradbook.jar";
        if (!Files.exists(book)) jupyter.run(java, "-jar", jar, "--html", book.toString(), "01", "08", "09", "12");
        return book.resolve(name + ".html");
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
