package gradbook.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import gradbook.kernel.RealJupyter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What a student sees: Jupyter's notebook in Chromium, our kernel, every cell run, the pictures there and in their size. */
@Tag("jupyter")
class NotebookBrowserIT {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/\\S*token=\\w+");

    @TempDir
    static Path folder;

    private static Process server;
    private static Browser browser;
    private static URI address;

    @BeforeAll
    static void open() throws Exception {
        RealJupyter jupyter = RealJupyter.install(Files.createDirectories(folder.resolve("jupyter")));
        Path notebooks = Files.createDirectories(folder.resolve("notebooks"));
        Files.copy(Path.of("01-scalar-chain-rule.ipynb"), notebooks.resolve("lesson.ipynb"));
        Path jar = Path.of("lessons", "target", "gradbook.jar"); // which the lesson's first cell loads
        Files.createDirectories(folder.resolve(jar).getParent());
        Files.copy(Path.of("..").resolve(jar), folder.resolve(jar));
        Files.writeString(notebooks.resolve("live.ipynb"), notebook("""
                import gradbook.chart.*;
                try (Live live = new Live("Training", "step", "loss")) {
                    for (int i = 0; i < 40; i++) {
                        live.add("loss", i, 1.0 / (i + 1));
                        Thread.sleep(25);
                    }
                }"""));
        Path log = folder.resolve("server.log");
        server = jupyter.start(
                log,
                "jupyter",
                "notebook",
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                "--notebook-dir=" + notebooks);
        address = address(log);
        browser = new Browser();
    }

    /** A notebook of ours with these cells of code, as JSON. */
    static String notebook(String... cells) {
        return new Gson()
                .toJson(Map.of(
                        "nbformat",
                        4,
                        "nbformat_minor",
                        4,
                        "metadata",
                        Map.of("kernelspec", Map.of("name", "gradbook", "display_name", "Java", "language", "java")),
                        "cells",
                        Stream.of(cells).map(NotebookBrowserIT::cell).toList()));
    }

    private static Map<String, ?> cell(String code) {
        return Map.of(
                "cell_type", "code", "metadata", Map.of(), "outputs", List.of(), "execution_count", 0, "source", code);
    }

    private static URI address(Path log) throws Exception {
        for (int i = 0; i < 600; i++) {
            Matcher found = ADDRESS.matcher(Files.readString(log));
            if (found.find()) return URI.create(found.group());
            assertTrue(server.isAlive(), Files.readString(log));
            Thread.sleep(100);
        }
        throw new AssertionError("Jupyter says no address:\n" + Files.readString(log));
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) browser.close();
        if (server == null) return;
        server.destroy(); // asks for the end of its kernels, too
        server.waitFor();
    }

    /** Opens a notebook, throws away the outputs that are kept in it, and runs all cells. */
    private static void runAll(String name) throws InterruptedException {
        browser.open(name, address.resolve("/notebooks/" + name + ".ipynb?" + address.getQuery()));
        browser.await("the kernel", """
                return typeof Jupyter !== 'undefined' && Jupyter.notebook && Jupyter.notebook._fully_loaded
                    && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()""");
        browser.run("""
                Jupyter.notebook.clear_all_output();
                Jupyter.notebook.execute_all_cells();""");
        browser.await("all cells", """
                return Jupyter.notebook.get_cells().every(c => c.cell_type !== 'code' || c.get_text().trim() === ''
                    || typeof c.input_prompt_number === 'number')""");
        assertEquals(List.of(), browser.run("""
                return [...document.querySelectorAll('.output_error, .output_stderr')].map(e => e.textContent)"""));
    }

    /**
     * Everything a lesson shows, whatever it is: drawings and images are loaded, in their size, with words for who does not
     * see them, and none is cut off: it lies within its output, or in a frame of its own that scrolls.
     *
     * @param drawings graphs, networks and players; {@code images}: charts, grids and weights
     */
    @ParameterizedTest
    @CsvSource({
        "07-logistic-regression, 4, 3",
        "09-relu-jacobian, 2, 4",
        "11-mini-batch, 2, 3",
        "12-hidden-layer, 4, 10",
    })
    void should_cut_nothing_off_and_leave_nothing_without_words(String lesson, int drawings, int images)
            throws Exception {
        Files.copy(Path.of(lesson + ".ipynb"), folder.resolve("notebooks").resolve(lesson + ".ipynb"));
        runAll(lesson);
        browser.await("the images", """
                return [...document.querySelectorAll('.output_area img')].every(i => i.complete)""");
        Map<?, ?> found = (Map<?, ?>) browser.run("""
                const visible = [...document.querySelectorAll('.output_area svg.gb, .output_area img:not(.still)')];
                const wrong = visible.flatMap(picture => {
                    const box = picture.getBoundingClientRect(), area = picture.closest('.output_area').getBoundingClientRect();
                    const frame = picture.closest('.scroll');
                    const says = picture.tagName === 'IMG' ? picture.alt : picture.querySelector('desc').textContent;
                    const of = what => [what + ': ' + says.slice(0, 80)];
                    return [
                        ...(box.width < 150 || box.height < 50 ? of('too small') : []),
                        ...(says.length < 20 ? of('without words') : []),
                        ...(picture.tagName === 'IMG' && picture.naturalWidth !== 2 * picture.width ? of('not sharp') : []),
                        ...(!frame && box.right > area.right + 1 ? of('cut off') : []),
                        ...(frame && frame.getBoundingClientRect().right > area.right + 1 ? of('its frame is cut off') : []),
                        ...(frame && frame.scrollWidth > frame.clientWidth + 1
                            && getComputedStyle(frame).overflowX !== 'auto' ? of('does not scroll') : []),
                    ];
                });
                const wide = [...document.querySelectorAll('.output_area')].filter(a => a.scrollWidth > a.clientWidth + 1)
                    .map(a => 'wider than the page: ' + a.textContent.slice(0, 80));
                return {wrong: [...wrong, ...wide], drawings: visible.filter(p => p.tagName === 'svg').length,
                        images: visible.filter(p => p.tagName === 'IMG').length}""");
        assertEquals(List.of(), found.get("wrong"));
        assertEquals(
                drawings + " drawings, " + images + " images",
                found.get("drawings") + " drawings, " + found.get("images") + " images");
        for (int i = 0; i < images; i++) {
            browser.run("document.querySelectorAll('.output_area img:not(.still)')[" + i + "].scrollIntoView()");
            browser.keep("-image-" + i);
        }
    }

    @Test
    void should_show_every_picture_of_a_lesson_in_its_size() throws Exception {
        runAll("lesson");
        List<?> drawings = (List<?>) browser.run("""
                return [...document.querySelectorAll('.output_area svg.gb')].map(svg => {
                    const box = svg.getBoundingClientRect(), page = svg.closest('.output_area').getBoundingClientRect();
                    const texts = [...svg.querySelectorAll('text.name')].map(t => t.getBoundingClientRect().height);
                    return box.width > 300 && box.height > 150 && box.right <= page.right && Math.min(...texts) > 14
                        && svg.querySelector('title').textContent === 'The graph of f';
                })""");
        assertEquals(List.of(true, true, true), drawings, "before backward, after it, and in the player");
        browser.await("the chart", "return document.querySelector('.output_area img:not(.still)').complete");
        assertEquals(List.of(1280L, 640L), browser.run("""
                const chart = document.querySelector('.output_area img:not(.still)');
                return [chart.naturalWidth, chart.width]"""));
        String alt = browser.find(".output_area img:not(.still)").getDomAttribute("alt");
        assertTrue(alt.contains("falls from -8 at nudge -1 to -16 at nudge 1"), alt);
        browser.await("the formulas", "return document.querySelectorAll('.output_area .MathJax').length > 0");
        assertEquals(List.of("\u22122", "\u22124", "1", "\u22124"), browser.run("""
                const row = [...document.querySelectorAll('.output_area tr')].find(r => r.textContent.startsWith('xq = x + y'));
                return [...row.cells].slice(2).map(cell => cell.textContent)"""));
        browser.run("document.querySelector('.output_area svg.gb').scrollIntoView()");
        browser.keep("-graph");
    }

    @Test
    void should_play_inside_the_notebook_by_mouse_and_keys() throws Exception {
        runAll("lesson");
        browser.run("document.querySelector('.player').scrollIntoView()");
        assertTrue(browser.find(".player .now").getText().startsWith("start"));
        browser.find(".player [data-move=next]").click();
        assertTrue(browser.find(".player .now").getText().startsWith("forward 1 of 2"));
        browser.find(".player [data-move=next]").sendKeys(Keys.END);
        assertTrue(browser.find(".player .now").getText().startsWith("backward 1 of 2"));
        browser.keep("-player");
    }

    @Test
    void should_change_a_live_chart_in_place_and_end_as_one_picture() throws Exception {
        runAll("live");
        assertEquals(1L, browser.run("return document.querySelectorAll('.output_area img').length"));
        assertEquals(
                "Training: loss falls from 1 at step 0 to 0.025 at step 39.",
                browser.find(".output_area img").getDomAttribute("alt"));
    }
}
