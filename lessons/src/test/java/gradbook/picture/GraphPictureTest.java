package gradbook.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.Affine;
import gradbook.layer.Layer;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import gradbook.show.Pages;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class GraphPictureTest {

    @Test
    void should_draw_every_value_above_and_every_gradient_below() {
        Value f = Graphs.product();
        f.backward();
        Document page = Pages.parse(GraphPicture.of(f).html());
        assertEquals(Set.of("x", "y", "z", "q", "f"), new HashSet<>(Pages.texts(page, "text", "name")));
        assertEquals(List.of("+", "\u00d7"), sorted(Pages.texts(page, "text", "sym")));
        assertEquals(
                sorted(List.of("\u22122", "5", "3", "\u22124", "\u221212")), sorted(Pages.texts(page, "text", "v")));
        assertEquals(
                sorted(List.of("\u22124", "\u22124", "\u22124", "3", "1")), sorted(Pages.texts(page, "text", "g")));
        for (Element value : Pages.all(page, "text")) {
            if (!value.getAttribute("class").equals("v")) continue;
            Element gradient = (Element) value.getNextSibling();
            assertEquals(value.getAttribute("x"), gradient.getAttribute("x"));
            assertEquals(28, y(gradient) - y(value), 1e-9);
        }
    }

    @Test
    void should_show_values_only_before_backward() {
        Document page = Pages.parse(GraphPicture.of(Graphs.product()).html());
        assertEquals(5, Pages.texts(page, "text", "v").size());
        assertEquals(List.of(), Pages.texts(page, "text", "g"));
        assertFalse(page.getDocumentElement().getTextContent().contains("gradient"));
    }

    /** The lines of text that say what the numbers mean. */
    private static String key(Value f) {
        return String.join(
                " | ",
                Pages.texts(Pages.parse(GraphPicture.of(f).html()), "text", "small").stream()
                        .filter(text -> !text.equals("copy"))
                        .toList());
    }

    @Test
    void should_call_a_gradient_what_it_is() {
        String value = "above a wire: its value \u00b7 below: ";
        Value f = Graphs.product();
        assertEquals("above a wire: its value", key(f));
        f.backward();
        assertEquals(value + "the gradient of f with respect to it", key(f));
        Value q = f.inputs().get(0); // upstream -4, and nothing but f above it
        assertEquals(value + "\u22124 times the gradient of q with respect to it", key(q));
        f.backward(); // the leaves now hold the sum of two passes
        assertEquals(value + "the gradient that has come back so far", key(f));
        assertTrue(GraphPicture.of(f).text().endsWith("its value; below: the gradient that has come back so far"));
        f.zeroGrad();
        f.backward(9);
        assertEquals(value + "9 times the gradient of f with respect to it", key(f));
        assertTrue(GraphPicture.of(f).text().endsWith("below: 9 times the gradient of f with respect to it"));
        assertTrue(Player.of(f).html().contains(">the gradient</tspan> of <tspan class=\"name\">f</tspan>"));
    }

    @Test
    void should_not_call_a_gradient_that_of_a_part_which_came_from_elsewhere_too() {
        Value f = Graphs.fanOut(); // (x + y) x
        f.backward();
        assertTrue(key(f.inputs().get(0)).endsWith("the gradient that has come back so far"), "x got a share behind q");
    }

    @Test
    void should_mark_every_path_from_a_value_to_the_output() {
        Value f = Graphs.fanOut(); // (x + y) x
        Value q = f.inputs().get(0), x = q.inputs().get(0), y = q.inputs().get(1);
        Document page = Pages.parse(GraphPicture.of(f).marking(y).html());
        assertEquals(8, Pages.texts(page, "g", "marked").size(), "y, q, f and its end; three wires, y's in two pieces");
        String says = "Marked: the one path from y to f: y, q, f.";
        assertTrue(Pages.all(page, "desc").get(0).getTextContent().endsWith(says));
        GraphPicture two = GraphPicture.of(f).marking(x);
        assertTrue(two.text().endsWith("Marked: the 2 paths from x to f: x, q, f."), two.text());
        assertTrue(two.html().contains(">thick: the 2 paths from x to f<"));
        assertThrows(IllegalArgumentException.class, () -> GraphPicture.of(q).marking(f));
    }

    @Test
    void should_count_more_paths_than_a_long_holds() {
        Value x = Value.of("x", 1), v = x;
        for (int i = 0; i < 64; i++) v = v.add(v); // each doubles the paths
        GraphPicture picture = GraphPicture.of(v).marking(x);
        assertTrue(picture.text().contains("the 18446744073709551616 paths from x"), picture.text());
        assertTrue(picture.html().contains(">thick: the 18446744073709551616 paths from x to "));
    }

    @Test
    void should_give_its_key_as_many_lines_as_it_needs() {
        Value f = Value.of("a", 4).max(Value.of("b", 5)).named("a name so long");
        f.backward(9);
        String key = key(f);
        assertEquals("above a wire: its value | below: 9 times the gradient of a name so long with respect to it", key);
        Element svg = Pages.all(Pages.parse(GraphPicture.of(f).html()), "svg").get(0);
        int longest = key.length() - key.indexOf("below");
        assertTrue(number(svg, "width") > 6.5 * longest, "as wide as a letter of 12.5 pixels is in DejaVu Sans");
    }

    @Test
    void should_draw_a_copy_gate_whose_branches_add_up_to_the_gradient_before_it() {
        Value f = Graphs.fanOut();
        f.backward();
        Document page = Pages.parse(GraphPicture.of(f).html());
        assertEquals(
                List.of("copy"),
                Pages.texts(page, "text", "small").stream()
                        .filter("copy"::equals)
                        .toList());
        // before the copy gate 1, behind it -2 (towards the sum) and 3 (towards the product); then y, q and f
        assertEquals(
                sorted(List.of("1", "\u22122", "3", "\u22122", "\u22122", "1")),
                sorted(Pages.texts(page, "text", "g")));
    }

    @Test
    void should_say_in_words_what_it_shows() {
        Value f = Graphs.product();
        f.backward();
        Document page = Pages.parse(GraphPicture.of(f).html());
        Element svg = Pages.all(page, "svg").get(0);
        assertEquals("img", svg.getAttribute("role"));
        assertEquals("The graph of f", Pages.all(page, "title").get(0).getTextContent());
        assertEquals(
                "x is an input with value minus 2 and gradient minus 4. "
                        + "y is an input with value 5 and gradient minus 4. "
                        + "q is x plus y and has value 3 and gradient minus 4. "
                        + "z is an input with value minus 4 and gradient 3. "
                        + "f is q times z and has value minus 12 and gradient 1.",
                Pages.all(page, "desc").get(0).getTextContent());
        String ids = Pages.all(page, "title").get(0).getAttribute("id") + " "
                + Pages.all(page, "desc").get(0).getAttribute("id");
        assertEquals(ids, svg.getAttribute("aria-labelledby"));
    }

    @Test
    void should_be_the_same_for_the_same_graph_and_carry_other_ids_for_another() {
        String first = GraphPicture.of(Graphs.product()).html();
        assertEquals(first, GraphPicture.of(Graphs.product()).html());
        String other = GraphPicture.of(Graphs.fanOut()).html();
        assertNotEquals(id(first), id(other));
    }

    /** What has a step, by its id behind the picture's own: the gate's sign, or the layer's name. */
    private static Map<String, String> steps(String html) {
        String picture = id(html).replaceAll("-t$", "");
        Map<String, String> steps = new LinkedHashMap<>();
        for (Element gate : Pages.all(Pages.parse(html), "g")) {
            if (!gate.getAttribute("class").startsWith("gate")) continue;
            assertTrue(gate.getAttribute("id").startsWith(picture), gate.getAttribute("id"));
            Element text = (Element) gate.getElementsByTagName("text").item(0);
            steps.put(gate.getAttribute("id").substring(picture.length()), text.getTextContent());
        }
        return steps;
    }

    @Test
    void should_give_every_step_an_id_that_says_its_number() {
        // (x + y) z is walked sum first, product second; of a larger graph the part that is drawn has steps of its own
        Map<String, String> product = Map.of("-1", "+", "-2", "\u00d7");
        assertEquals(product, steps(GraphPicture.of(Graphs.product()).html()));
        assertEquals(product, steps(Player.of(Graphs.product()).html()));
        Value chain = Value.of("x", 1);
        for (int i = 0; i < 500; i++) chain = chain.add(Value.of("c" + i, i));
        Map<String, String> part = steps(GraphPicture.of(chain.named("f")).html());
        assertEquals(99, part.size());
        assertTrue(part.containsKey("-1") && part.containsKey("-99"), part.toString());
        Sequential net = Sequential.of(Affine.rows(2, 3, 7), new Relu(), Affine.rows(3, 1, 8));
        assertEquals(
                Map.of("-1", "affine", "-2", "relu", "-3", "affine"),
                steps(NetworkPicture.of(net).html()));
    }

    @Test
    void should_share_no_id_with_any_other_picture_on_the_page() {
        Value f = Graphs.fanOut(), walked = Graphs.fanOut();
        walked.backward();
        Value x = f.inputs().get(0).inputs().get(0);
        Layer one = new Ruled("one rule"), other = new Ruled("another rule"); // drawn alike, described otherwise
        List<String> pictures = List.of(
                GraphPicture.of(f).html(),
                GraphPicture.of(f).marking(x).html(),
                GraphPicture.of(walked).html(),
                GraphPicture.of(Graphs.product()).html(),
                Player.of(f).html(),
                NetworkPicture.of(one).html(),
                NetworkPicture.of(other).html());
        List<String> ids = pictures.stream()
                .flatMap(html -> Pages.all(Pages.parse(html), "*").stream())
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertEquals(7 * 2 + 5 * 2 + 2, ids.size(), "titles and descriptions, gates, layers");
        assertEquals(ids.size(), new HashSet<>(ids).size(), ids.toString());
    }

    /** A layer that does nothing but say a rule. */
    private record Ruled(String rule) implements Layer {
        @Override
        public Matrix forward(Matrix inputs) {
            return inputs;
        }

        @Override
        public Matrix backward(Matrix upstream) {
            return upstream;
        }
    }

    @Test
    void should_load_nothing() {
        String html = GraphPicture.of(Graphs.product()).html().replaceAll("src=\"data:[^\"]*\"", "");
        String links = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        for (String way : List.of("http", "href", "src=", "url(", "@import", "<script"))
            assertFalse(links.contains(way), way);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a\"b'c",
                "$x$",
                "\\(x\\)",
                "&amp;",
                "\ud83d\ude80",
                "two\nlines",
                "\u0000\u0007",
                "\ud800",
                "]]>",
                "x_1",
                "W11"
            })
    void should_escape_every_name(String name) {
        Value f = Value.of(name, 2).mul(Value.of("y", 3)).named(name);
        f.backward();
        for (String html : List.of(
                GraphPicture.of(f).html(),
                GradientTable.of(f).html(),
                Player.of(f).html())) {
            Document page = Pages.parse(html);
            assertTrue(Pages.all(page, "script").size() <= 1, "only the player's own script");
            assertTrue(page.getDocumentElement().getAttribute("class").contains("mathjax_ignore"));
        }
    }

    @Test
    void should_shorten_a_name_of_ten_thousand_characters() {
        String html = GraphPicture.of(Value.of("n".repeat(10_000), 1).add(1).named("f"))
                .html();
        assertTrue(html.length() < 15_000, html.length() + " characters");
        assertTrue(html.contains("nnn\u2026"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void should_let_no_boxes_overlap_and_end_every_arrow_at_a_border(long seed) {
        Value f = Graphs.random(40, seed);
        f.backward();
        Document page = Pages.parse(GraphPicture.of(f).html());
        List<Element> boxes = Pages.all(page, "rect").stream()
                .filter(e -> e.getAttribute("class").equals("box"))
                .toList();
        for (int i = 0; i < boxes.size(); i++)
            for (int j = 0; j < i; j++) assertFalse(overlap(boxes.get(i), boxes.get(j)), "boxes " + j + " and " + i);
        assertTipsTouchGates(page, boxes);
        for (Element text : Pages.all(page, "text"))
            for (Element other : Pages.all(page, "text"))
                assertTrue(text == other || !sameplace(text, other), text.getTextContent());
    }

    /** Every gate here is a circle, so that each arrow's point is one radius away from some centre; f's own is free. */
    private static void assertTipsTouchGates(Document page, List<Element> boxes) {
        List<Element> tips = Pages.all(page, "path").stream()
                .filter(e -> e.getAttribute("class").equals("tip"))
                .toList();
        long touching = tips.stream()
                .map(e -> e.getAttribute("d").substring(1).split("L")[0].split(" "))
                .filter(p -> boxes.stream().anyMatch(box -> {
                    double dx = Double.parseDouble(p[0]) - number(box, "x") - number(box, "width") / 2;
                    double dy = Double.parseDouble(p[1]) - y(box) - number(box, "height") / 2;
                    return Math.abs(Math.hypot(dx, dy) - number(box, "width") / 2) < 0.2;
                }))
                .count();
        assertEquals(tips.size() - 1, touching);
    }

    private static boolean overlap(Element a, Element b) {
        return number(a, "x") < number(b, "x") + number(b, "width")
                && number(b, "x") < number(a, "x") + number(a, "width")
                && number(a, "y") < number(b, "y") + number(b, "height")
                && number(b, "y") < number(a, "y") + number(a, "height");
    }

    private static boolean sameplace(Element a, Element b) {
        return Math.abs(number(a, "x") - number(b, "x")) < 10 && Math.abs(y(a) - y(b)) < 12;
    }

    private static double y(Element e) {
        return number(e, "y");
    }

    private static double number(Element e, String name) {
        return Double.parseDouble(e.getAttribute(name));
    }

    private static String id(String html) {
        return Pages.all(Pages.parse(html), "title").get(0).getAttribute("id");
    }

    private static List<String> sorted(List<String> all) {
        return all.stream().sorted().toList();
    }

    @Test
    void should_fold_a_graph_that_is_too_large_and_say_so() {
        Value f = Value.of("x", 1);
        for (int i = 0; i < 500; i++) f = f.add(Value.of("c" + i, i));
        f.named("f").backward();
        Document page = Pages.parse(GraphPicture.of(f).html());
        long boxes = Pages.texts(page, "rect", "box").size();
        assertEquals(199, boxes, "f and 99 gates opened from it, two operands each: one more pair would make 201");
        assertEquals(1, Pages.texts(page, "g", "rim").size());
        String notice = "802 more values lie behind the dashed boxes and are not drawn.";
        assertTrue(Pages.all(page, "svg").get(0).getTextContent().contains(notice));
        assertTrue(Pages.all(page, "desc").get(0).getTextContent().startsWith("It has 1001 values. " + notice));
    }

    @Test
    void should_write_the_graph_for_graphviz() {
        Value f = Graphs.product();
        assertEquals("""
                digraph {
                  rankdir=LR
                  n0 [shape=box, label="x\\n-2"]
                  n1 [shape=box, label="y\\n5"]
                  n2 [shape=ellipse, label="+\\nq\\n3"]
                  n3 [shape=box, label="z\\n-4"]
                  n4 [shape=ellipse, label="\u00d7\\nf\\n-12"]
                  n0 -> n2
                  n1 -> n2
                  n2 -> n4
                  n3 -> n4
                }
                """, Dot.of(f));
        assertTrue(Dot.of(Value.of("a\"b\\", 1)).contains("label=\"a\\\"b\\\\\\n1\""));
    }
}
