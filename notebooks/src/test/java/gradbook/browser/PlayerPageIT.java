package gradbook.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.kernel.RealJupyter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/**
 * The player where a student meets it who has no Jupyter: in the page that nbconvert makes of a notebook our kernel has
 * run, in Chromium, with mouse, keys and slider, and with scripts turned off in two ways.
 */
@Tag("jupyter")
class PlayerPageIT {
    @TempDir
    static Path folder;

    private static Browser browser;
    private static URI page;

    /** nbconvert runs the notebook anew: what is tested is what our kernel sends now. */
    @BeforeAll
    static void open() throws Exception {
        RealJupyter jupyter = RealJupyter.install(Files.createDirectories(folder.resolve("jupyter")));
        Path notebook = folder.resolve("player.ipynb");
        Files.writeString(notebook, NotebookBrowserIT.notebook("""
                import gradbook.picture.Player;
                import gradbook.scalar.Value;
                Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
                gradbook.show.Show.show(Player.of(x.add(y).named("q").mul(z).named("f")));"""));
        jupyter.run("jupyter", "nbconvert", "--to", "html", "--execute", notebook.toString());
        page = folder.resolve("player.html").toUri();
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        if (browser != null) browser.close();
    }

    @BeforeEach
    void load() {
        browser.open("nbconvert", page);
    }

    private static String says() {
        return browser.find(".player [aria-live=polite]").getText().replace('\n', ' ');
    }

    private static WebElement slider() {
        return browser.find(".player input[type=range]");
    }

    private static long seen(String type) {
        return browser.all(".player svg text." + type).stream()
                .filter(e -> !"hidden".equals(e.getDomAttribute("visibility")))
                .count();
    }

    private static final List<String> FRAMES = List.of(
            "start The inputs: x = -2, y = 5, z = -4.",
            "forward 1 of 2 q = x + y: -2 + 5 gives 3.",
            "forward 2 of 2 f = q z: 3 \u00b7 (-4) gives -12.",
            "backward 2 of 2 Backward starts at f with gradient 1: to q, upstream 1 times local -4 gives downstream -4; "
                    + "to z, upstream 1 times local 3 gives downstream 3.",
            "backward 1 of 2 Back at q with gradient -4: to x, upstream -4 times local 1 gives downstream -4; "
                    + "to y, upstream -4 times local 1 gives downstream -4.");

    @Test
    void should_walk_forward_and_back_again_by_mouse_and_say_every_sentence() {
        for (int i = 0; i < FRAMES.size(); i++) {
            assertEquals(FRAMES.get(i), says());
            assertEquals(List.of(3L, 4L, 5L, 5L, 5L).get(i), seen("v"), "values of frame " + i);
            assertEquals(List.of(0L, 0L, 0L, 3L, 5L).get(i), seen("g"), "gradients of frame " + i);
            assertEquals(i == 0 ? 0 : 1, browser.all(".player svg .works").size(), "the gate at work in frame " + i);
            if (i + 1 < FRAMES.size()) browser.find(".player [data-move=next]").click();
        }
        assertFalse(browser.find(".player [data-move=next]").isEnabled());
        for (int i = FRAMES.size() - 2; i >= 0; i--) {
            browser.find(".player [data-move=back]").click();
            assertEquals(FRAMES.get(i), says());
        }
        assertFalse(browser.find(".player [data-move=back]").isEnabled());
    }

    @Test
    void should_obey_the_keys() {
        WebElement slider = slider();
        slider.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertEquals(FRAMES.get(2), says());
        assertEquals("forward 2 of 2", slider.getDomAttribute("aria-valuetext"));
        slider.sendKeys(Keys.END);
        assertEquals(FRAMES.get(4), says());
        slider.sendKeys(Keys.ARROW_LEFT);
        assertEquals(FRAMES.get(3), says());
        slider.sendKeys(Keys.HOME);
        assertEquals(FRAMES.get(0), says());
        // By keys alone, from the slider: Tab reaches the button, Enter presses it.
        slider.sendKeys(Keys.TAB);
        assertEquals("one step on", browser.driver().switchTo().activeElement().getAccessibleName());
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        assertEquals(FRAMES.get(1), says());
    }

    @Test
    void should_follow_the_slider_as_it_is_dragged() throws Exception {
        WebElement slider = slider();
        Object width = slider.getSize();
        browser.find(".player [data-move=last]").click();
        assertEquals(width, slider.getSize(), "a longer sentence does not move the slider away");
        browser.find(".player [data-move=first]").click();
        int half = slider.getSize().getWidth() / 2 - 8; // from the middle to where the thumb stands at an end
        drag(slider, -half, 0, 2);
        drag(slider, 0, half, 4);
        drag(slider, half, -half, 0);
    }

    /** From one place to another, both told from the middle; the browser moves the thumb in its own time. */
    private static void drag(WebElement slider, int from, int to, int frame) throws InterruptedException {
        new Actions(browser.driver())
                .moveToElement(slider, from, 0)
                .clickAndHold()
                .moveToElement(slider, to, 0)
                .release()
                .perform();
        browser.await("frame " + frame, "return document.querySelector('.player input').value === '" + frame + "'");
        assertEquals(FRAMES.get(frame), says());
    }

    @Test
    void should_be_dark_where_the_reader_is_and_the_page_does_not_say() throws Exception {
        Path dark = folder.resolve("dark.html");
        Files.writeString(dark, Files.readString(Path.of(page)).replace("data-jp-theme-light=\"true\"", ""));
        browser.prefer("dark");
        try {
            browser.open("nbconvert-dark", dark.toUri());
            for (int i = 0; i < 3; i++) browser.find(".player [data-move=next]").click();
            assertEquals("rgb(21, 25, 31)", browser.find(".player rect.paper").getCssValue("fill"));
            for (String text : List.of("text.v", "text.g", "text.name", "text.sym", ".now", ".now b"))
                assertTrue(browser.contrast(".player " + text, ".player rect.paper") >= 4.5, text);
            browser.run("document.querySelector('.player').scrollIntoView()");
            browser.keep("");
        } finally {
            browser.prefer("light");
        }
    }

    private static void assertLastFrame() {
        assertEquals(FRAMES.get(4), says());
        assertEquals(5, seen("v"));
        assertEquals(5, seen("g"));
        assertFalse(browser.find(".player .keys").isDisplayed(), "controls that cannot work");
        assertTrue(browser.find(".player svg").isDisplayed());
    }

    /** As a browser shows it whose owner allows no scripts. */
    @Test
    void should_stand_at_its_last_frame_with_scripts_turned_off() {
        browser.driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            browser.open("nbconvert-off", page);
            assertLastFrame();
            browser.keep("");
        } finally {
            browser.driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    /** As a course site shows it that embeds what others wrote. */
    @Test
    void should_stand_at_its_last_frame_in_a_sandbox() {
        browser.show("sandbox", "<iframe sandbox=\"\" width=\"900\" height=\"800\" src=\"" + page + "\"></iframe>");
        browser.driver().switchTo().frame(browser.find("iframe"));
        assertLastFrame();
        browser.driver().switchTo().defaultContent();
    }
}
