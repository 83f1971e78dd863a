package gradbook.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import gradbook.picture.Player;
import gradbook.scalar.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * What JupyterLab and notebook 7 make of our outputs: rendered in Chromium with their own renderer, trusted and not. npm
 * fetches it.
 */
@Tag("jupyter")
@Tag("heavy")
class LabRendererIT {
    private static final Path FOLDER = Path.of("target", "lab").toAbsolutePath();

    private static Browser browser;

    @BeforeAll
    static void build() throws Exception {
        Files.createDirectories(FOLDER);
        Files.copy(
                Path.of("src", "test", "resources", "lab", "page.js"),
                FOLDER.resolve("page.js"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(FOLDER.resolve("page.html"), """
                <!doctype html><html lang="en"><meta charset="utf-8">
                <body class="jp-ThemedContainer" data-jp-theme-light="true">
                <div class="jp-Notebook jp-mod-commandMode"></div><script src="bundle.js"></script>""");
        run("npm install --prefix . --ignore-scripts --no-audit --no-fund " + System.getProperty("npm.packages"));
        run("npx esbuild page.js --bundle --outfile=bundle.js --loader:.svg=text --define:process.env={}");
        browser = new Browser();
    }

    private static void run(String command) throws Exception {
        Path log = FOLDER.resolve("log");
        Process process = new ProcessBuilder(command.split(" "))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> command + ", see " + log);
    }

    @AfterAll
    static void close() {
        if (browser != null) browser.close();
    }

    @BeforeEach
    void open() {
        browser.open("lab", FOLDER.resolve("page.html").toUri());
    }

    private static void render(String outputs, boolean isTrusted) {
        String script = "render(JSON.parse(arguments[0]), arguments[1]).then(arguments[2])";
        browser.driver().executeAsyncScript(script, outputs, isTrusted);
    }

    /** B §2: f = (x + y) z at (-2, 5, -4). */
    private static void play(boolean isTrusted) {
        Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
        String html = Player.of(x.add(y).named("q").mul(z).named("f")).html();
        render(new Gson().toJson(List.of(Map.of("text/html", List.of(html)))), isTrusted);
    }

    private static void assertSays(String start) {
        String says = browser.find(".now").getText();
        assertTrue(says.startsWith(start), says);
    }

    @Test
    void should_play_by_mouse_and_keys_where_outputs_are_trusted() {
        play(true);
        assertSays("start");
        WebElement next = browser.find("[data-move=next]");
        next.click();
        assertSays("forward 1 of 2");
        assertTrue(browser.find(".works").getDomAttribute("id").endsWith("-1"), "step 1 is marked");
        next.sendKeys(Keys.ARROW_RIGHT);
        assertSays("forward 2 of 2");
        next.sendKeys(Keys.ARROW_DOWN);
        assertSays("forward 1 of 2");
        next.sendKeys(Keys.END); // where the button cannot go on, the slider has the focus
        assertSays("backward 1 of 2");
        WebElement slider = browser.driver().switchTo().activeElement();
        assertEquals("step", slider.getAccessibleName());
        slider.sendKeys(Keys.ARROW_LEFT);
        assertSays("backward 2 of 2");
        assertEquals(List.of(), browser.run("return caught"), "Lab moves no cell meanwhile");
        browser.find(".scroll").sendKeys(Keys.ARROW_DOWN);
        assertEquals(List.of("ArrowDown"), browser.run("return caught"), "and has its keys everywhere else");
    }

    @Test
    void should_show_the_last_frame_as_an_image_where_outputs_are_not_trusted() throws Exception {
        play(false);
        assertEquals(
                0L, browser.run("return document.querySelectorAll('.jp-Notebook :is(script, style, svg)').length"));
        WebElement still = browser.find("img.still");
        browser.await("the image", "return document.querySelector('img.still').complete");
        assertTrue(still.isDisplayed() && still.getSize().width > 300 && still.getSize().height > 150);
        assertTrue(still.getAccessibleName().startsWith("The graph of f. x is an input with value minus 2"));
        assertSays("backward 1 of 2");
        assertFalse(browser.find(".drawn").isDisplayed(), "no letters that have lost their drawing");
        assertFalse(browser.find(".keys").isDisplayed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"01-scalar-chain-rule", "09-relu-jacobian", "12-hidden-layer"})
    void should_leave_something_to_see_of_every_output(String lesson) throws Exception {
        JsonArray outputs = new JsonArray();
        for (JsonElement cell : JsonParser.parseString(Files.readString(Path.of(lesson + ".ipynb")))
                .getAsJsonObject()
                .getAsJsonArray("cells"))
            if (cell.getAsJsonObject().has("outputs"))
                for (JsonElement output : cell.getAsJsonObject().getAsJsonArray("outputs"))
                    if (output.getAsJsonObject().has("data"))
                        outputs.add(output.getAsJsonObject().get("data"));
        for (boolean isTrusted : new boolean[] {true, false}) {
            open();
            render(outputs.toString(), isTrusted);
            browser.await("the images", "return [...document.images].every(image => image.complete)");
            assertEquals(List.of(), browser.run("""
                    const isSeen = output => output.innerText.trim() !== ''
                        || [...output.querySelectorAll('img, svg')].some(e => e.getBoundingClientRect().height > 50);
                    const isStray = output => !output.querySelector('svg') && output.innerText.includes('above a wire');
                    return [...document.querySelector('.jp-Notebook').children].filter(o => !isSeen(o) || isStray(o))
                        .map(o => o.outerHTML)"""));
        }
    }
}
