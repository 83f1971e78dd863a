package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.scalar.Value;
import gradbook.show.Pages;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlayerTest {

    @Test
    void should_walk_forward_and_then_backward_through_the_gates() {
        assertEquals(
                List.of(
                        "start: The inputs: x = -2, y = 5, z = -4.",
                        "forward 1 of 2: q = x + y: -2 + 5 gives 3.",
                        "forward 2 of 2: f = q z: 3 · (-4) gives -12.",
                        "backward 2 of 2: Backward starts at f with gradient 1: to q, upstream 1 times local -4 gives "
                                + "downstream -4; to z, upstream 1 times local 3 gives downstream 3.",
                        "backward 1 of 2: Back at q with gradient -4: to x, upstream -4 times local 1 gives "
                                + "downstream -4; to y, upstream -4 times local 1 gives downstream -4."),
                Player.of(Graphs.product()).frames().stream()
                        .map(PlayerTest::sentence)
                        .toList());
    }

    /** What a frame says below its drawing. */
    private static String sentence(String frame) {
        return frame.substring(frame.lastIndexOf("\n\n") + 2).replace('\n', ' ');
    }

    @Test
    void should_draw_every_frame_with_the_numbers_known_so_far_and_the_gate_at_work_in_square_brackets() {
        List<String> frames = Player.of(Graphs.product()).frames();
        assertEquals("""
                    -2
                 x ────┐
                       │   q   3
                       ├──[+]────┐
                     5 │         │
                 y ────┘         │
                                 ├──(×)────── f
                                 │
                    -4           │
                 z ──────────────┘

                forward 1 of 2: q = x + y: -2 + 5 gives 3.""", frames.get(1));
        assertEquals("""
                    -2
                 x ────┐
                       │   q   3
                       ├──(+)────┐
                     5 │      -4 │
                 y ────┘         │      -12
                                 ├──[×]────── f
                                 │       1
                    -4           │
                 z ──────────────┘
                     3

                backward 2 of 2: Backward starts at f with gradient 1: to q, upstream 1 times
                local -4 gives downstream -4; to z, upstream 1 times local 3 gives downstream 3.""", frames.get(3));
    }

    @Test
    void should_say_where_gradients_add() {
        String last = sentence(Player.of(Graphs.fanOut()).frames().get(4));
        assertTrue(last.contains("gives downstream -2, added to what is there: 3 + (-2) = 1"), last);
    }

    @Test
    void should_show_one_fresh_pass_whatever_earlier_passes_left() {
        Value f = Graphs.product();
        List<String> fresh = Player.of(f).frames();
        f.backward();
        f.backward();
        assertEquals(fresh, Player.of(f).frames());
    }

    @Test
    void should_not_change_the_graph() {
        Value f = Graphs.product();
        Player.of(f).html();
        assertEquals(0, f.grad());
    }

    @Test
    void should_stand_at_its_last_frame_where_scripts_may_not_run() {
        Document page = Pages.parse(Player.of(Graphs.fanOut()).html());
        // x has 3 for one frame and 1 from then on: the 3 is hidden, the 1 is not.
        List<Element> replaced = Pages.all(page, "text").stream()
                .filter(e -> e.hasAttribute("data-to"))
                .toList();
        assertEquals(
                List.of("3"), replaced.stream().map(Element::getTextContent).toList());
        assertEquals("hidden", replaced.get(0).getAttribute("visibility"));
        assertTrue(Pages.texts(page, "p", "now").get(0).startsWith("backward 1 of 2"));
        Element keys = Pages.all(page, "div").stream()
                .filter(e -> e.getAttribute("class").equals("keys"))
                .findFirst()
                .orElseThrow();
        assertTrue(keys.hasAttribute("hidden"), "controls that cannot work are not shown");
    }

    /** As JupyterLab shows a stranger's notebook: it takes away styles, scripts and drawings, but not their letters. */
    @Test
    void should_stand_at_its_last_frame_where_styles_and_drawings_are_taken_away() {
        Document page = Pages.parse(Player.of(Graphs.product()).html());
        Element drawing = Pages.all(page, "svg").get(0);
        Element drawn = (Element) drawing.getParentNode().getParentNode();
        assertTrue(drawn.hasAttribute("hidden"), "letters without a drawing are not shown");
        assertTrue(page.getDocumentElement().getTextContent().contains(".drawn{display:block!important}"));
        Element still = Pages.all(page, "img").get(0);
        assertTrue(
                still.getAttribute("alt").startsWith("The graph of f. x is an input with value minus 2"),
                still.getAttribute("alt"));
        String data = still.getAttribute("src").replace("data:image/svg+xml;base64,", "");
        Document image = Pages.parse(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
        assertTrue(image.getDocumentElement().isEqualNode(drawing), "the same drawing, at the last frame");
    }

    @Test
    void should_offer_every_control_with_a_name_and_a_live_region() {
        Document page = Pages.parse(Player.of(Graphs.product()).html());
        for (Element button : Pages.all(page, "button"))
            assertFalse(button.getAttribute("aria-label").isEmpty());
        Element slider = Pages.all(page, "input").get(0);
        assertEquals("4", slider.getAttribute("max"));
        assertEquals("step", slider.getAttribute("aria-label"));
        assertEquals("polite", Pages.all(page, "p").get(0).getAttribute("aria-live"));
        assertEquals(5, Pages.all(page, "li").size());
    }

    @Test
    void should_mark_in_its_film_each_gate_in_its_own_frames() {
        String film = Player.of(Graphs.product()).film();
        List<Element> gates = Pages.all(Pages.parse(film), "g").stream()
                .filter(g -> g.getAttribute("class").equals("gate"))
                .toList();
        assertEquals(2, gates.size());
        // 5 frames of a fifth each: step 1 is at work in frames 1 and 4, step 2 in frames 2 and 3
        String[] works = {"20.00%", "80.00%", "40.00%", "60.00%"};
        for (int i = 0; i < 2; i++) {
            String name = "works-" + (i + 1);
            assertTrue(film.contains("#" + gates.get(i).getAttribute("id") + " .box{animation:" + name + " "), name);
            String times = film.replaceAll("(?s).*@keyframes " + name + "\\{(.*?\\})\\}.*", "$1");
            for (int k = 0; k < 2; k++) assertTrue(times.contains(works[2 * i + k] + "{fill:var(--mark)"), times);
            assertEquals(2, times.split("var\\(--mark\\)").length - 1, times);
        }
    }

    @Test
    void should_load_nothing() {
        String html = Player.of(Graphs.product())
                .html()
                .replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
                .replaceAll("src=\"data:[^\"]*\"", "");
        for (String way : List.of("http", "href", "src=", "@import", "import(", "require", "fetch", "eval"))
            assertFalse(html.contains(way), way);
    }

    @Test
    void should_number_its_frames_in_a_terminal() {
        String text = Player.of(Graphs.product()).text();
        assertTrue(text.startsWith("Step by step through the graph of f: forward, then backward\n\n0  start: "), text);
        assertTrue(text.contains("\n4  backward 1 of 2: Back at q"), text);
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG")); // which has digits of its own
        try {
            assertEquals(text, Player.of(Graphs.product()).text());
        } finally {
            Locale.setDefault(usual);
        }
    }
}
