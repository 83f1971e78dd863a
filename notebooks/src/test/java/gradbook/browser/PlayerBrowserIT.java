package gradbook.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.picture.GraphPicture;
import gradbook.picture.Player;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The player as a student meets it: in Chromium, with mouse and keys, on light and dark pages. */
@Tag("jupyter")
class PlayerBrowserIT {
    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    /** B §2: f = (x + y) z at (-2, 5, -4). */
    private static String player() {
        Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
        return Player.of(x.add(y).named("q").mul(z).named("f")).html();
    }

    private static void product() {
        browser.show("player", player());
    }

    private static String says() {
        return browser.find(".now").getText();
    }

    private static void press(String move) {
        browser.find("[data-move=" + move + "]").click();
    }

    /** The numbers that can be seen, from left to right. */
    private static List<String> seen(String type) {
        return browser.all("svg text." + type).stream()
                .filter(e -> e.getDomAttribute("visibility") == null
                        || e.getDomAttribute("visibility").equals("visible"))
                .map(WebElement::getText)
                .toList();
    }

    /** The steps at work, by what their ids end with, in each picture on the page. */
    private static List<?> working() {
        return (List<?>) browser.run("return [...document.querySelectorAll('svg')].map("
                + "svg => [...svg.querySelectorAll('.works')].map(e => e.id.replace(/.*-/, '')).join())");
    }

    @Test
    void should_begin_with_the_inputs_alone() {
        product();
        assertTrue(says().startsWith("start"), says());
        assertEquals(List.of("\u22122", "5", "\u22124"), seen("v"));
        assertEquals(List.of(), seen("g"));
        assertEquals(List.of(""), working());
        assertFalse(browser.find("[data-move=back]").isEnabled());
        assertTrue(browser.find("[data-move=next]").isEnabled());
    }

    @Test
    void should_walk_forward_and_backward_with_the_mouse() {
        product();
        press("next");
        assertTrue(says().contains("q = x + y: -2 + 5 gives 3."), says());
        assertEquals(List.of("1"), working());
        assertTrue(seen("v").contains("3") && !seen("v").contains("\u221212"));
        press("next");
        assertTrue(seen("v").contains("\u221212"));
        assertEquals(List.of("2"), working());
        press("next");
        assertEquals(List.of("2"), working());
        assertTrue(says().contains("upstream 1 times local -4 gives downstream -4"), says());
        assertEquals(3, seen("g").size(), "at f, q and z");
        press("next");
        assertEquals(5, seen("g").size());
        assertEquals(List.of("1"), working());
        assertFalse(browser.find("[data-move=next]").isEnabled());
        press("back");
        assertEquals(3, seen("g").size());
        press("first");
        assertEquals(List.of(), seen("g"));
        press("last");
        assertTrue(says().startsWith("backward 1 of 2"), says());
    }

    @Test
    void should_obey_the_keys() {
        product();
        WebElement slider = browser.find("input[type=range]");
        slider.sendKeys(Keys.ARROW_RIGHT);
        assertTrue(says().startsWith("forward 1 of 2"), says());
        assertEquals("forward 1 of 2", slider.getDomAttribute("aria-valuetext"));
        slider.sendKeys(Keys.END);
        assertTrue(says().startsWith("backward 1 of 2"), says());
        slider.sendKeys(Keys.ARROW_LEFT);
        assertTrue(says().startsWith("backward 2 of 2"), says());
        slider.sendKeys(Keys.HOME);
        assertTrue(says().startsWith("start"), says());
        browser.find("[data-move=next]").sendKeys(Keys.ENTER);
        assertTrue(says().startsWith("forward 1 of 2"), says());
    }

    @Test
    void should_replace_a_gradient_when_another_is_added_to_it() {
        Value x = Value.of("x", -2), y = Value.of("y", 5);
        browser.show("fan-out", Player.of(x.add(y).mul(x).named("f")).html());
        for (int i = 0; i < 3; i++) press("next");
        assertEquals(2, seen("g").stream().filter("3"::equals).count(), "so far: on the branch and before the copy");
        press("next");
        assertTrue(seen("g").contains("1")
                && seen("g").stream().filter("3"::equals).count() == 1);
    }

    @Test
    void should_stand_at_its_last_frame_where_scripts_may_not_run() {
        browser.showWithoutScripts("no-scripts", player());
        assertTrue(says().startsWith("backward 1 of 2"), says());
        assertEquals(5, seen("g").size());
        assertFalse(browser.find(".keys").isDisplayed());
    }

    @Test
    void should_play_several_on_one_page_each_for_itself() {
        browser.show("two", player() + player());
        browser.all("[data-move=next]").get(1).click();
        assertTrue(browser.all(".now").get(0).getText().startsWith("start"));
        assertTrue(browser.all(".now").get(1).getText().startsWith("forward 1"));
        assertEquals(List.of("", "1"), working(), "although the two pictures are the same and so are their ids");
    }

    @Test
    void should_load_nothing() {
        product();
        assertEquals(0L, browser.run("return performance.getEntriesByType('resource').length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void should_be_readable_on_any_page(String scheme) {
        browser.prefer(scheme);
        product();
        for (int i = 0; i < 3; i++) press("next");
        browser.keep("-" + scheme);
        press("last");
        for (String text : List.of("text.v", "text.g", "text.name", "text.sym", ".now", ".now b", "text.small"))
            assertTrue(browser.contrast(text, "rect.paper") >= 4.5, text + " on " + scheme);
        browser.prefer("light");
    }

    @Test
    void should_follow_the_theme_of_jupyter_rather_than_that_of_the_system() {
        browser.prefer("dark");
        product();
        browser.run("document.body.setAttribute('data-jp-theme-light', 'true')");
        assertEquals("rgb(255, 255, 255)", browser.find("rect.paper").getCssValue("fill"));
        browser.run("document.body.setAttribute('data-jp-theme-light', 'false')");
        browser.prefer("light");
        assertEquals("rgb(21, 25, 31)", browser.find("rect.paper").getCssValue("fill"));
    }

    @Test
    void should_let_no_two_texts_overlap() {
        Value[] inputs = {Value.of("w1", 0.3), Value.of("x1", 2), Value.of("w2", -0.7), Value.of("x2", -1)};
        Value f = inputs[0]
                .mul(inputs[1])
                .add(inputs[2].mul(inputs[3]))
                .add(0.1)
                .named("s")
                .sigmoid()
                .named("yhat");
        Value chain = f;
        for (int i = 1; i < 9; i++)
            chain = chain.mul(inputs[i % 4]).sub(f.exp()).tanh().add(chain);
        for (Value graph : List.of(f, chain)) assertNoOverlap("texts", graph);
    }

    private static void assertNoOverlap(String name, Value graph) {
        graph.backward();
        browser.show(name, GraphPicture.of(graph).html());
        List<?> overlaps = (List<?>) browser.run("""
                const all = [...document.querySelectorAll('svg text:not(.small)')].map(t => [t, t.getBoundingClientRect()]);
                return all.flatMap(([a, p], i) => all.slice(i + 1)
                    .filter(([b, q]) => p.left < q.right && q.left < p.right && p.top + 4 < q.bottom - 4 && q.top + 4 < p.bottom - 4)
                    .map(([b]) => a.textContent + ' / ' + b.textContent));
                """);
        assertEquals(List.of(), overlaps);
    }

    /** The letters themselves, as large as they are drawn on a page that is far too narrow for the picture. */
    @ParameterizedTest
    @ValueSource(ints = {60, 100, 150, 200})
    void should_stay_legible_up_to_200_values(int size) {
        Value f = largest(size);
        assertEquals(size, Trace.of(f).nodes().size());
        assertNoOverlap("large-" + size, f);
        browser.keep("");
        assertEquals(List.of(), browser.run("""
                const svg = document.querySelector('svg'), scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
                const least = {v: 12, g: 12, name: 12, sym: 12, fun: 12, small: 10};
                return [...document.querySelectorAll('svg text')].filter(t =>
                    parseFloat(getComputedStyle(t).fontSize) * scale < least[t.classList[0]]).map(t => t.textContent)"""));
        assertEquals(true, browser.run("""
                const frame = document.querySelector('.scroll');
                return document.documentElement.scrollWidth <= innerWidth && frame.scrollWidth > frame.clientWidth"""));
        browser.find(".scroll").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        browser.run("return new Promise(done => setTimeout(done, 300))");
        assertTrue(((Number) browser.run("return document.querySelector('.scroll').scrollLeft")).doubleValue() > 0);
    }

    /** Sums, differences and products of what is there already, until there are {@code size} values behind the last one. */
    private static Value largest(int size) {
        SplittableRandom random = new SplittableRandom(size);
        List<Value> all = new ArrayList<>(List.of(Value.of("x", 0.5), Value.of("y", -1.25)));
        Value f = all.get(0).add(all.get(1));
        for (int i = 3; i < size; i++) {
            all.add(f);
            Value other = all.get(random.nextInt(all.size()));
            f = switch (random.nextInt(3)) {
                case 0 -> f.add(other);
                case 1 -> f.sub(other);
                default -> f.tanh();
            };
        }
        return f.named("f");
    }

    @Test
    void should_cut_no_text_off() {
        Value narrow = Value.of("a", 4).max(Value.of("b", 5));
        for (double upstream : new double[] {0, 1, -0.12345}) {
            narrow.zeroGrad();
            narrow.backward(upstream);
            browser.show("narrow", GraphPicture.of(narrow).html());
            assertEquals(List.of(), browser.run("""
                    const box = document.querySelector('svg').getBoundingClientRect();
                    return [...document.querySelectorAll('svg text')].filter(t => {
                        const b = t.getBoundingClientRect();
                        return b.left < box.left || b.right > box.right || b.top < box.top || b.bottom > box.bottom;
                    }).map(t => t.textContent)"""));
        }
    }

    @Test
    void should_name_the_picture_for_screen_readers() {
        product();
        WebElement svg = browser.find("svg");
        assertEquals("img", svg.getAriaRole().replace("image", "img"));
        assertTrue(svg.getAccessibleName().startsWith("The graph of f"), svg.getAccessibleName());
        assertEquals("step", browser.find("input").getAccessibleName());
        for (WebElement button : browser.all("button"))
            assertFalse(button.getAccessibleName().isEmpty());
        assertEquals(
                "polite", browser.driver().findElement(By.cssSelector(".now")).getDomAttribute("aria-live"));
    }
}
